import { openSync, closeSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { NumberStore, Overflow } from "./number-store.js";

export interface SpillSettings {
  /** So much may lie in memory, in all stores together. */
  readonly memoryBytes: number;
  /** Where a private folder is made, once there is something to put into it. */
  readonly temporaryFolder: string;
}

/** Numbers that do not fit into memory, in files of a private folder. */
export interface SpillFolder extends Overflow, Disposable {
  /** A store that may have to spill. */
  watch(store: NumberStore): void;
  /** The folder itself. */
  path(): string;
}

export function spillFolder({ memoryBytes, temporaryFolder }: SpillSettings): SpillFolder {
  const stores: NumberStore[] = [];
  const files: number[] = [];
  let folder: string | null = null;
  let used = 0;
  const ownFolder = (): string => {
    try {
      return (folder ??= mkdtempSync(join(temporaryFolder, "arlequin-")));
    } catch (cause) {
      const fix = "name a folder that can be written to with --temp";
      throw new InputError("no folder for temporary files", { where: temporaryFolder, fix, cause });
    }
  };
  return {
    watch: (store) => void stores.push(store),
    grow: (bytes) => {
      used += bytes;
      if (used <= memoryBytes) return;
      for (const store of stores.splice(0)) store.spill();
      used = 0;
    },
    path: ownFolder,
    open: () => {
      const file = openSync(join(ownFolder(), `column_${files.length}`), "wx+", 0o600);
      files.push(file);
      return file;
    },
    [Symbol.dispose]: () => {
      for (const file of files.splice(0)) closeSync(file);
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
    },
  };
}
