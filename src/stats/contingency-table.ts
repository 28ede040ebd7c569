import { InputError } from "../core/errors.js";
import type { Sample } from "../core/sample.js";
import { sum } from "../core/sum.js";

/**
 * Counts by sample (rows) and category (columns), without the rows and columns that hold nothing: an
 * empty category says nothing about a difference, and would put a 0/0 into every statistic.
 */
export interface ContingencyTable {
  readonly rows: readonly Float64Array[];
  /** Sums of the rows and of the columns, all above 0. */
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
  readonly total: number;
  readonly droppedRows: number;
  readonly droppedColumns: number;
}

/**
 * Make a table of counts from its rows. A category that only one sample has is a 0 in the others.
 *
 * @param rows one array a sample, all of one length: finite counts ≥ 0
 * @throws {InputError} when rows differ in length, or a count is negative or not finite
 * @example contingencyTable([[1, 0, 2], [3, 0, 4]]).droppedColumns // 1
 */
export function contingencyTable(rows: readonly Sample[]): ContingencyTable {
  const counts = rows.map((row, i) => checkedCounts(`row ${i + 1}`, row));
  const width = counts[0]?.length ?? 0;
  const ragged = counts.findIndex((row) => row.length !== width);
  if (ragged !== -1) {
    const fix = `give every row ${width} counts, 0 where a category is missing`;
    throw new InputError("the rows differ in length", { where: `row ${ragged + 1}`, fix });
  }
  const sums = Array.from({ length: width }, (_, j) => sum(counts.map((row) => row[j]!)));
  const kept = sums.flatMap((value, j) => (value > 0 ? [j] : []));
  const full = counts.filter((row) => row.some((count) => count > 0));
  const rowTotals = Float64Array.from(full, sum);
  return {
    rows: full.map((row) => Float64Array.from(kept, (j) => row[j]!)),
    rowTotals,
    columnTotals: Float64Array.from(kept, (j) => sums[j]!),
    total: sum(rowTotals),
    droppedRows: counts.length - full.length,
    droppedColumns: width - kept.length,
  };
}

/**
 * Copy counts into a fresh array.
 *
 * @param name how messages call them
 * @throws {InputError} when one is negative or not finite
 */
export function checkedCounts(name: string, counts: Sample): Float64Array {
  const copy = Float64Array.from(counts);
  const index = copy.findIndex((count) => !(count >= 0 && count < Infinity));
  if (index === -1) return copy;
  throw notACount(name, index, copy[index]!);
}

/** What to say of an entry that is negative or not finite. */
export function notACount(name: string, index: number, value: number): InputError {
  return new InputError(`${name} holds ${value}, which is not a count`, {
    where: `${name}[${index}]`,
    fix: "give finite counts of at least 0",
  });
}

/** Add up one amount per cell, from what was observed and what is expected if the rows are alike. */
export function sumOverCells(
  { rows, rowTotals, columnTotals, total }: ContingencyTable,
  amount: (observed: number, expected: number) => number,
): number {
  let result = 0;
  rows.forEach((row, i) => {
    const share = rowTotals[i]! / total;
    for (let j = 0; j < row.length; j++) result += amount(row[j]!, share * columnTotals[j]!);
  });
  return result;
}

/**
 * Degrees of freedom of a table with fixed margins: (rows − 1)(columns − 1).
 *
 * @example degreesOfFreedom(contingencyTable([[1, 2, 3], [4, 5, 6]])) // 2
 */
export function degreesOfFreedom({ rows, columnTotals }: ContingencyTable): number {
  return Math.max(0, rows.length - 1) * Math.max(0, columnTotals.length - 1);
}

/** The smallest expected count: what says whether the chi-square law can be trusted. */
export function minExpected({ rowTotals, columnTotals, total }: ContingencyTable): number {
  const smallest = (totals: Float64Array) => totals.reduce((a, b) => Math.min(a, b), Infinity);
  return (smallest(rowTotals) / total) * smallest(columnTotals);
}

/** Share of the cells whose expected count lies below a limit, customarily 5. */
export function shareExpectedBelow(limit: number, table: ContingencyTable): number {
  const below = sumOverCells(table, (_, expected) => (expected < limit ? 1 : 0));
  return below / (table.rows.length * table.columnTotals.length);
}
