import { ArlequinError } from "../../core/errors.js";
import { fileFault } from "../file-fault.js";
import type { FindingList } from "./finding-list.js";

/** What keeps files from being read: told once, and again only after it was mended. */
export class FileFaults {
  private readonly told = new Map<string, string>();

  constructor(private readonly findings: FindingList) {}

  /** @throws what is no fault of a file, but a bug of ours */
  async add(path: string, error: unknown): Promise<void> {
    const fault = await fileFault(error, path, "read");
    if (!(fault instanceof ArlequinError)) throw error;
    this.say(path, fault.message, fault.where);
  }

  say(path: string, what: string, where = path): void {
    if (this.told.get(path) === what) return;
    this.told.set(path, what);
    this.findings.add(where, what);
  }

  /** It can be read (again), or is gone. */
  clear(path: string): void {
    this.told.delete(path);
  }
}
