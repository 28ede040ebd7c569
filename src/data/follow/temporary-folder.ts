import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";

/** A folder of its own for what has to be unpacked, made when it is needed. */
export interface TemporaryFolder extends AsyncDisposable {
  path(): Promise<string>;
  newName(): string;
}

export function temporaryFolder(): TemporaryFolder {
  let made: Promise<string> | null = null;
  let names = 0;
  const make = async () => {
    try {
      return await mkdtemp(join(tmpdir(), "arlequin-"));
    } catch (cause) {
      const fix = "set TMPDIR to a folder that can be written to";
      throw new InputError("no folder for temporary files", { where: tmpdir(), fix, cause });
    }
  };
  return {
    path: () => (made ??= make()),
    newName: () => `unpacked_${++names}`,
    [Symbol.asyncDispose]: async () => {
      const folder = await made?.catch(() => null);
      if (typeof folder === "string") await rm(folder, { recursive: true, force: true });
    },
  };
}
