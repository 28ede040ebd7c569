import { UndefinedError } from "../../core/errors.js";
import { degreesOfFreedom, sumOverCells, type ContingencyTable } from "../contingency-table.js";
import { pearson } from "../tests/chi-square.js";

/**
 * Cramér's V: how strongly the category depends on the sample, from 0 (not at all) to 1 (each column
 * belongs to one row). It does not grow with the number of rows counted, as χ² does.
 *
 *     V = √(χ² / (n · min(r − 1, c − 1)))        χ² without continuity correction
 *
 * @throws {UndefinedError} when fewer than two rows or columns hold anything
 * @see Cramér (1946), "Mathematical Methods of Statistics", chapter 21
 */
export function cramersV(table: ContingencyTable): number {
  const { rows, columnTotals } = table;
  // Rounding may leave a trace above 1 where the samples share no category.
  return Math.sqrt(
    Math.min(1, meanSquare(table) / (Math.min(rows.length, columnTotals.length) - 1)),
  );
}

/**
 * Cramér's V less the part that chance alone puts there: plain V of two samples of one distribution
 * is above 0, the more so the more categories there are.
 *
 *     φ² = max(0, χ²/n − (r − 1)(c − 1)/(n − 1))
 *     V = √(φ² / min(r' − 1, c' − 1))            r' = r − (r − 1)²/(n − 1), c' likewise
 *
 * @throws {UndefinedError} when fewer than two rows or columns hold anything, or when every row or
 *   column has but one observation, where r' or c' is 1
 * @see Bergsma (2013), "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean
 *   Statistical Society 42(3), 323–328
 */
export function correctedCramersV(table: ContingencyTable): number {
  const { rows, columnTotals, total } = table;
  const excess = meanSquare(table) - degreesOfFreedom(table) / (total - 1);
  const levels = Math.min(corrected(rows.length, total), corrected(columnTotals.length, total));
  if (!(levels > 1)) throw new UndefinedError("too few observations to correct Cramér's V");
  return Math.sqrt(Math.min(1, Math.max(0, excess) / (levels - 1)));
}

/** χ²/n, the mean square contingency. */
function meanSquare(table: ContingencyTable): number {
  if (degreesOfFreedom(table) === 0) throw new UndefinedError("one row or one column has no V");
  return sumOverCells(table, pearson) / table.total;
}

function corrected(levels: number, total: number): number {
  return levels - (levels - 1) ** 2 / (total - 1);
}
