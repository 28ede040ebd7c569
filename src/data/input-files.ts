import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../core/errors.js";
import { fileFault } from "./file-fault.js";
import { isGlobPattern, matchGlob } from "./glob-pattern.js";
import { localPath } from "./local-path.js";
import type { ByteStream } from "./local-files.js";
import { fileState, type FileState } from "./unchanged-files.js";

/** The names by which a data file in a folder is known; the content then says what it is. */
export const DATA_FILE = /\.(csv|tsv|txt|jsonl|ndjson|json|parquet|pq)(\.gz)?$/i;

/** One file to read: where it lies, and how messages call it. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** When it was found. */
  readonly state: FileState;
}

/**
 * The files behind a source: one file, the data files of a folder, those that match a pattern, or
 * stdin, which is put into `spoolPath` first, for a table is read more than once.
 *
 * @throws {InputError} when there is none, or one of them cannot be read
 */
export async function inputFiles(
  source: string,
  stdin: ByteStream,
  spoolPath: string,
): Promise<readonly [InputFile, ...InputFile[]]> {
  if (source === "-") {
    await spool(stdin, spoolPath);
    return [{ ...(await readable(spoolPath)), name: "stdin" }];
  }
  const path = localPath(source);
  const state = await stat(path).catch(() => null);
  if (state?.isDirectory() === true) return filesOf(await list(path), `the folder ${source}`);
  if (state === null && isGlobPattern(path)) {
    return filesOf(await matchGlob(path), `the pattern ${source}`);
  }
  if (state !== null && !state.isFile()) {
    await spool((await open(path)).createReadStream(), spoolPath); // a pipe is read only once
    return [{ ...(await readable(spoolPath)), name: source }];
  }
  return [await readable(path)];
}

async function list(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => DATA_FILE.test(name) && !/^[._]/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw await fileFault(error, folder, "read");
  }
}

async function filesOf(
  paths: readonly string[],
  where: string,
): Promise<readonly [InputFile, ...InputFile[]]> {
  const files: InputFile[] = [];
  for (const path of paths) {
    if ((await stat(path)).isFile()) files.push(await readable(path));
  }
  const [first, ...more] = files;
  if (first === undefined) {
    throw new InputError(`no data files in ${where}`, {
      where,
      fix: "put .csv, .tsv, .jsonl or .parquet files there, or give another path",
    });
  }
  return [first, ...more];
}

/** Open it once, so that a missing file or permission is told in our words. */
async function readable(path: string): Promise<InputFile> {
  try {
    const file = await open(path, "r");
    try {
      const state = await fileState(path);
      return { path, name: path, sizeBytes: Number(state.sizeBytes), state };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw await fileFault(error, path, "read");
  }
}

async function spool(stream: ByteStream, path: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of stream) await file.writeFile(chunk);
  } catch (error) {
    throw await fileFault(error, path, "write");
  } finally {
    await file.close();
  }
}
