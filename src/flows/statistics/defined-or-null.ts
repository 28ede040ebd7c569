import { UndefinedError } from "../../core/errors.js";

/** A value, or null where it is undefined; then the reason joins `notes` under the value's key. */
export function definedOrNull<T>(notes: string[], key: string, compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    notes.push(`${key}: ${error.message}`);
    return null;
  }
}
