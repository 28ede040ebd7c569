import { InputError } from "../core/errors.js";

/** The disk of the temporary files is full, or they may grow no larger. */
export function noRoomFault(temporaryFolder: string, cause: unknown): InputError {
  return new InputError("there is no room for the temporary files", {
    where: temporaryFolder,
    fix: "free some space, or name a folder on a larger disk with --temp",
    cause,
  });
}
