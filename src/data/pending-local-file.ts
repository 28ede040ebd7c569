import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PendingFile } from "../ports/file-store.js";
import { fileFault } from "./file-fault.js";

/**
 * A file under a temporary name beside its own, which takes its name, whole and on the disk, at
 * `commit`. What is not a regular file (a device, a pipe) is written to directly: a rename would
 * put a file in its place.
 */
export async function pendingLocalFile(path: string): Promise<PendingFile> {
  const target = await realpath(path).catch(() => path); // a link stays one
  const state = await stat(target).catch(() => null);
  const direct = state !== null && !state.isFile() && !state.isDirectory();
  const temporary = direct ? target : temporaryName(target);
  const guard = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      throw await fileFault(error, path, "write");
    }
  };

  const file: FileHandle = await guard(async () => {
    if (state?.isDirectory()) throw Object.assign(new Error("folder"), { code: "EISDIR" });
    return open(temporary, direct ? "w" : "wx", state?.mode ?? 0o666);
  });
  let phase: "open" | "committed" | "discarded" = "open";
  return {
    write: (chunk) => guard(() => file.writeFile(chunk)), // goes on from where the last one ended
    commit: () =>
      guard(async () => {
        if (!direct) await file.sync();
        await file.close();
        if (!direct) await rename(temporary, target);
        phase = "committed";
        if (!direct) await syncFolder(dirname(target));
      }),
    discard: async () => {
      if (phase !== "open") return;
      phase = "discarded";
      await file.close().catch(() => undefined); // it may be closed, where the rename failed
      if (!direct) await rm(temporary, { force: true });
    },
  };
}

/** In the same folder, so that the rename stays on one disk; hidden, so that no glob finds it. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
}

/** Make the rename itself last. Windows, and some network disks, know no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
