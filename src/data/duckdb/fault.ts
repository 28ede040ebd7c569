import { ArlequinError, InputError } from "../../core/errors.js";

/**
 * What an error of the database means for the person at the terminal. DuckDB tells its classes
 * apart by the beginning of the message alone; a class that is not listed is a bug of ours.
 */
export function duckDbFault(error: unknown, memoryBytes: number): unknown {
  if (!(error instanceof Error) || error instanceof ArlequinError) return error;
  const { message } = error;
  if (/no space left|could not write.*disk/i.test(message)) {
    const fix = "free some space, or set TMPDIR to a larger disk";
    return new InputError("the disk of the temporary files is full", { fix, cause: error });
  }
  if (message.startsWith("Out of Memory Error")) {
    const mebibytes = Math.floor(memoryBytes / 2 ** 20);
    return new InputError(`the data do not fit into the memory limit of ${mebibytes} MiB`, {
      fix: "allow more memory, or give fewer columns",
      cause: error,
    });
  }
  if (isReadFault(error)) {
    return new InputError(`the data cannot be read: ${firstLine(message)}`, {
      fix: "check the file; another program may have cut it short or be writing it",
      cause: error,
    });
  }
  return error;
}

/** Is it the file that the database objects to, not what we asked? */
export function isReadFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Invalid Input|Conversion|IO|Serialization|Invalid|Not implemented) Error:/.test(
      error.message,
    )
  );
}

function firstLine(message: string): string {
  return (message.replace(/^[\w ]+ Error: /, "").split("\n")[0] ?? "").replace(/\.$/, "");
}
