import { InputError } from "../../core/errors.js";
import type { ContingencyTable } from "../contingency-table.js";

/**
 * Yates' continuity correction of a statistic: every count moves towards what is expected, by 1/2 or
 * by all that is between them, before its amount is taken.
 *
 * @throws {InputError} when the table is not 2 × 2, for which alone it is made
 */
export function yates(
  { rows, columnTotals }: ContingencyTable,
  amount: (observed: number, expected: number) => number,
): (observed: number, expected: number) => number {
  if (rows.length > 2 || columnTotals.length > 2) {
    throw new InputError(
      `Yates' correction is for 2 × 2 tables, not ${rows.length} × ${columnTotals.length}`,
      { fix: "leave the correction out" },
    );
  }
  return (observed, expected) => {
    const gap = expected - observed;
    return amount(observed + Math.sign(gap) * Math.min(0.5, Math.abs(gap)), expected);
  };
}
