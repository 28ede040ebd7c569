import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { DATA_FILE } from "../input-files.js";
import { isGlobPattern, matchGlob } from "../glob-pattern.js";

/** A file as a look finds it. */
export interface SeenFile {
  readonly path: string;
  /** The path from the source on: the same from wherever it is looked at. */
  readonly id: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly inode: string;
}

/** What a look finds: files in the order of their names, and what kept it from seeing more. */
export interface Listing {
  readonly files: readonly SeenFile[];
  readonly faults: readonly { readonly path: string; readonly error: unknown }[];
}

/** Names under which others write until they are done. */
const UNFINISHED = /^[._]|\.(tmp|temp|part|partial|crdownload|inprogress|swp|filepart)$|~$/i;
const AT_ONCE = 64;

/**
 * The files of a source as they are now: one file, the data files of a folder, or those that match a
 * pattern. In folders and patterns these are passed over, as others are still writing them: names that
 * begin with a dot or an underscore, or end in .tmp, .temp, .part, .partial, .filepart, .crdownload,
 * .inprogress, .swp or ~. Pipes and devices are no files.
 *
 * @param path of this machine
 */
export async function sourceFiles(path: string): Promise<Listing> {
  const there = await stat(path).catch((error: unknown) => ({ error }));
  if ("error" in there) {
    if (!isGlobPattern(path)) return { files: [], faults: [{ path, error: there.error }] };
    return statAll(finished(await matchGlob(path)), fixedPart(path));
  }
  if (!there.isDirectory()) return statAll([path], join(path, ".."));
  try {
    const names = (await readdir(path)).filter((name) => DATA_FILE.test(name)).sort();
    return await statAll(finished(names.map((name) => join(path, name))), path);
  } catch (error) {
    return { files: [], faults: [{ path, error }] };
  }
}

function finished(paths: readonly string[]): string[] {
  return paths.filter((path) => !UNFINISHED.test(basename(path)));
}

/** The folder before the first part of a pattern that is one. */
function fixedPart(pattern: string): string {
  const parts = pattern.split("/");
  return (
    parts.slice(0, parts.findIndex(isGlobPattern)).join("/") || (pattern[0] === "/" ? "/" : ".")
  );
}

async function statAll(paths: readonly string[], folder: string): Promise<Listing> {
  const files: SeenFile[] = [];
  const faults: { path: string; error: unknown }[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    const found = await Promise.allSettled(some.map((path) => stat(path)));
    found.forEach((result, i) => {
      const path = some[i]!;
      if (result.status === "rejected") faults.push({ path, error: result.reason });
      else if (result.value.isFile()) {
        const { size: sizeBytes, mtimeMs: modifiedMs, ino } = result.value;
        const id = relative(folder, path);
        files.push({ path, id, sizeBytes, modifiedMs, inode: String(ino) });
      }
    });
  }
  return { files, faults };
}
