import { ArlequinError, InputError } from "../../core/errors.js";
import { noRoomFault } from "../no-room-fault.js";

/**
 * What an error of the database means for the person at the terminal. DuckDB tells its classes
 * apart by the beginning of the message alone; a class that is not listed is a bug of ours.
 */
export function duckDbFault(
  error: unknown,
  { memoryBytes, temporaryFolder }: { memoryBytes: number; temporaryFolder: string },
): unknown {
  if (!(error instanceof Error) || error instanceof ArlequinError) return error;
  const { message } = error;
  if (isDiskFault(error)) {
    return noRoomFault(temporaryFolder, error);
  }
  if (message.startsWith("Out of Memory Error")) {
    const mebibytes = Math.floor(memoryBytes / 2 ** 20);
    return new InputError(`the data do not fit into the memory limit of ${mebibytes} MiB`, {
      fix: "allow more with --memory, or fewer threads with --threads",
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

/** A full disk, or a limit on the size of files; also what the database takes for the disk's size. */
function isDiskFault({ message }: Error): boolean {
  return /no space left|could not write|file too large|failed to offload/i.test(message);
}

/** Is it the file that the database objects to, not what we asked? */
export function isReadFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    !isDiskFault(error) &&
    /^(Invalid Input|Conversion|IO|Serialization|Invalid|Not implemented) Error:/.test(
      error.message,
    )
  );
}

function firstLine(message: string): string {
  return (message.replace(/^[\w ]+ Error: /, "").split("\n")[0] ?? "").replace(/\.$/, "");
}
