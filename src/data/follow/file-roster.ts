import type { FindingList } from "./finding-list.js";
import { markOfFile } from "./fingerprint.js";
import { FollowedFile, inodeHash, nameHash } from "./followed-file.js";
import type { GonePosition } from "./position-document.js";
import type { Listing, SeenFile } from "./source-files.js";

/** A file that is gone is remembered for so long: it may come back, under this name or another. */
const REMEMBERED_MS = 86_400_000;

/**
 * Knows files again. A file is what it holds: a fingerprint of what has been read says whether it is the
 * same, its name and inode only say where to look.
 *
 * - Grown, under the same name (copied anew or mounted again, it has another inode): goes on.
 * - Renamed, as log rotation does, or moved aside by a copy: goes on under the new name.
 * - Cut short, or another content under the same name: told, and read from the beginning.
 * - Gone: remembered for a day; for ever, while all files are gone, as when a disk is not mounted.
 */
export class FileRoster {
  private readonly files = new Map<string, FollowedFile>();
  private names: ReadonlyMap<string, string> = new Map();

  constructor(
    positions: readonly GonePosition[],
    private readonly findings: FindingList,
  ) {
    for (const { goneSince, ...position } of positions) {
      const file = new FollowedFile(position.name, position);
      file.goneSince = goneSince;
      this.files.set(position.name, file);
    }
  }

  /** There has been a file, now or in an earlier run. */
  get isKnown(): boolean {
    return this.files.size > 0;
  }

  /** Those that are there, and those that are gone. */
  all(): Iterable<FollowedFile> {
    return this.files.values();
  }

  /**
   * @param onFault told of files that cannot be read
   * @returns the others, in the order of the listing
   */
  async update(
    { files: seenFiles }: Listing,
    nowMs: number,
    onFault: (path: string, error: unknown) => void,
  ): Promise<FollowedFile[]> {
    const names = new Map(seenFiles.map(({ id }) => [id, this.names.get(id) ?? nameHash(id)]));
    this.names = names;
    const met = new Map<SeenFile, FollowedFile>();
    const unknown: { seen: SeenFile; replaces: FollowedFile | undefined }[] = [];
    for (const seen of seenFiles) {
      const file = this.files.get(names.get(seen.id)!);
      try {
        if (file === undefined) unknown.push({ seen, replaces: undefined });
        else if (isUnchanged(file, seen)) met.set(seen, meet(file, seen));
        else if (isFinished(file, seen)) met.set(seen, meetFinished(file, seen));
        else if (await isSame(file, seen)) met.set(seen, await meetChanged(file, seen));
        else unknown.push({ seen, replaces: file });
      } catch (error) {
        onFault(seen.path, error);
      }
    }
    if (unknown.length > 0) await this.takeIn(unknown, met, onFault);
    if (seenFiles.length > 0) this.forget(new Set(met.values()), nowMs);
    return seenFiles.flatMap((seen) => met.get(seen) ?? []);
  }

  /** Files that their names do not tell: old ones under new names, or new ones. */
  private async takeIn(
    unknown: readonly { seen: SeenFile; replaces: FollowedFile | undefined }[],
    met: Map<SeenFile, FollowedFile>,
    onFault: (path: string, error: unknown) => void,
  ): Promise<void> {
    const taken = new Set(met.values());
    const replaced = unknown.flatMap(({ replaces }) => replaces ?? []);
    const left = [...this.files.values()].filter((file) => !taken.has(file));
    const byInode = new Map<string, FollowedFile[]>();
    for (const file of left) byInode.set(file.inode, [...(byInode.get(file.inode) ?? []), file]);
    const renamed: FollowedFile[] = [];
    for (const { seen } of unknown) {
      const candidates = [...(byInode.get(inodeHash(seen.inode)) ?? []), ...replaced];
      try {
        const old = await firstSame(candidates, seen, taken);
        const file = old === null ? FollowedFile.new(seen) : await meetChanged(old, seen);
        taken.add(file);
        met.set(seen, meet(file, seen));
        if (old !== null) renamed.push(old);
      } catch (error) {
        onFault(seen.path, error);
      }
    }
    for (const { seen, replaces } of unknown) {
      if (replaces === undefined) continue;
      this.files.delete(replaces.name);
      if (!renamed.includes(replaces)) await this.tellReplaced(replaces, seen);
    }
    for (const file of renamed) this.files.delete(file.name);
    for (const { seen } of unknown) {
      const file = met.get(seen);
      if (file === undefined) continue;
      file.name = this.names.get(seen.id)!;
      this.files.set(file.name, file);
    }
  }

  private async tellReplaced(file: FollowedFile, seen: SeenFile): Promise<void> {
    await file.close();
    const what = seen.sizeBytes < file.mark.place ? "was cut short" : "was replaced";
    this.findings.add(seen.path, `${seen.path} ${what}, and is read from the beginning`);
  }

  private forget(met: ReadonlySet<FollowedFile>, nowMs: number): void {
    for (const file of this.files.values()) {
      if (met.has(file)) continue;
      file.goneSince ??= nowMs;
      if (nowMs - file.goneSince > REMEMBERED_MS) this.files.delete(file.name);
    }
  }
}

function isUnchanged(file: FollowedFile, seen: SeenFile): boolean {
  if (file.seen === null) return false;
  const { sizeBytes, modifiedMs, inode } = file.seen;
  return seen.sizeBytes === sizeBytes && seen.modifiedMs === modifiedMs && seen.inode === inode;
}

/** An earlier run has read all of it: it is not even opened. */
function isFinished(
  { seen: before, mark, inode, given, again }: FollowedFile,
  seen: SeenFile,
): boolean {
  if (before !== null || mark.place === 0 || given !== again) return false;
  return seen.sizeBytes === mark.place && inodeHash(seen.inode) === inode;
}

function meetFinished(file: FollowedFile, seen: SeenFile): FollowedFile {
  file.rest = "none";
  return meet(file, seen);
}

async function isSame({ mark }: FollowedFile, seen: SeenFile): Promise<boolean> {
  if (seen.sizeBytes < mark.place) return false;
  return (await markOfFile(seen.path, mark.place))?.print === mark.print;
}

async function firstSame(
  candidates: readonly FollowedFile[],
  seen: SeenFile,
  taken: ReadonlySet<FollowedFile>,
): Promise<FollowedFile | null> {
  for (const file of candidates) {
    if (!taken.has(file) && file.mark.place > 0 && (await isSame(file, seen))) return file;
  }
  return null;
}

function meet(file: FollowedFile, seen: SeenFile): FollowedFile {
  file.seen = seen;
  file.inode = inodeHash(seen.inode);
  file.goneSince = null;
  return file;
}

async function meetChanged(file: FollowedFile, seen: SeenFile): Promise<FollowedFile> {
  await file.close();
  file.rest = "some";
  return meet(file, seen);
}
