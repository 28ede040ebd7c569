import { fourfoldTable } from "../stats/fourfold-table.js";
import { fisherExact } from "../stats/tests/fisher-exact.js";
import { calibratedPsi } from "./calibrated-psi.js";
import type { BothSides } from "./column-counts.js";
import type { MissingTest } from "./drift-result.js";

/**
 * Whether a column misses more of its values than it did: Fisher's exact test on missing against
 * present, and the debiased PSI of the two shares as the size of the change.
 *
 * @returns null where neither table misses a value, or one has no rows
 */
export function missingTest({
  reference,
  current,
}: BothSides): Omit<MissingTest, "pAdjusted"> | null {
  const missing = [reference.rows - reference.present, current.rows - current.present] as const;
  if (missing[0] + missing[1] === 0 || reference.rows === 0 || current.rows === 0) return null;
  const rows = [
    [missing[0], reference.present],
    [missing[1], current.present],
  ] as const;
  return {
    shareReference: missing[0] / reference.rows,
    shareCurrent: missing[1] / current.rows,
    // All missing on both sides: nothing changed, and the test has no table to look at.
    pFisher:
      reference.present + current.present === 0 ? 1 : fisherExact(fourfoldTable(rows)).twoSided,
    psi: calibratedPsi(...rows).debiased,
  };
}
