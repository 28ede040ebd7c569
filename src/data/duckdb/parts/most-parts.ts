import { InputError } from "../../../core/errors.js";

/** Counts are kept for each part, so there cannot be one for every row. */
const MOST_PARTS = 5000;

/** @throws {InputError} when a table falls into more parts than can be counted at once */
export function requireFewParts(parts: number, what: string, instead: string): void {
  if (parts <= MOST_PARTS) return;
  throw new InputError(`${parts} parts are too many: ${what}`, {
    where: `at most ${MOST_PARTS} parts`,
    fix: `choose ${instead}`,
  });
}
