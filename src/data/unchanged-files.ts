import { stat } from "node:fs/promises";
import { InputError } from "../core/errors.js";
import type { InputFile } from "./input-files.js";

/** What tells that a file is still the same, without reading it. */
export interface FileState {
  readonly sizeBytes: bigint;
  readonly modifiedNs: bigint;
  /** Another file under the same name has another. */
  readonly inode: bigint;
}

export async function fileState(path: string): Promise<FileState> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  return { sizeBytes: size, modifiedNs: mtimeNs, inode: ino };
}

/**
 * Counts of a file that was written to meanwhile are counts of nothing.
 *
 * @throws {InputError} when a file is not what it was when it was found
 */
export async function requireUnchanged(files: readonly InputFile[]): Promise<void> {
  for (const { path, name, state: before } of files) {
    const now = await fileState(path).catch(() => null);
    const isSame =
      now?.sizeBytes === before.sizeBytes &&
      now.modifiedNs === before.modifiedNs &&
      now.inode === before.inode;
    if (isSame) continue;
    throw new InputError(`${name} has ${now === null ? "gone" : "changed"} while it was read`, {
      where: name,
      fix: "wait until it is written, or give a copy of it",
    });
  }
}
