import { UndefinedError } from "../../core/errors.js";
import { degreesOfFreedom, sumOverCells, type ContingencyTable } from "../contingency-table.js";
import { chiSquareSf } from "../distributions/chi-square.js";
import { oneWay, type OneWay } from "./one-way.js";
import { yates } from "./yates.js";
import type { Sample } from "../../core/sample.js";

/** A statistic that follows the chi-square law when nothing differs. */
export interface ChiSquareResult {
  /** 0 or more; Infinity where something happened that was held impossible. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Upper tail of the chi-square law: good where expected counts are 5 and more. */
  readonly pValue: number;
}

/** Pearson's squared distance of a cell: (O − E)² / E. */
export function pearson(observed: number, expected: number): number {
  if (expected === 0) return observed === 0 ? 0 : Infinity;
  return (observed - expected) ** 2 / expected;
}

/**
 * Pearson's chi-square test of homogeneity: do the rows of a table, one a sample, come from one
 * distribution over the columns?
 *
 *     χ² = Σ (O − E)² / E        E = row total · column total / total
 *
 * @param table counts; rows and columns that are all 0 are out of it already
 * @param options.correction Yates' continuity correction, for 2 × 2 tables alone: min(1/2, |O − E|)
 *   towards E. Off by default, as it makes the test conservative
 * @returns χ² ≥ 0, (r − 1)(c − 1) degrees of freedom, upper tail
 * @throws {UndefinedError} when fewer than two rows or columns hold anything
 * @throws {InputError} when a correction is asked for and the table is not 2 × 2
 * @see Pearson (1900), Philosophical Magazine 50; Yates (1934), JRSS Supplement 1
 */
export function chiSquareTest(
  table: ContingencyTable,
  { correction = false }: { readonly correction?: boolean } = {},
): ChiSquareResult {
  return fromCells(table, correction ? yates(table, pearson) : pearson);
}

/** The test on any sum over cells that follows the chi-square law. */
export function fromCells(
  table: ContingencyTable,
  amount: (observed: number, expected: number) => number,
): ChiSquareResult {
  const freedom = degreesOfFreedom(table);
  if (freedom === 0) throw new UndefinedError(nothingToCompare(table));
  const statistic = sumOverCells(table, amount);
  return { statistic, degreesOfFreedom: freedom, pValue: chiSquareSf(statistic, freedom) };
}

function nothingToCompare({ rows, columnTotals }: ContingencyTable): string {
  if (columnTotals.length === 0) return "the table is empty";
  return columnTotals.length === 1
    ? "all values are in one category, so there is nothing to compare"
    : `only ${rows.length} row holds values, so there is nothing to compare it with`;
}

/**
 * Pearson's chi-square test of one sample against proportions that are known. Against the proportions
 * of another sample, which vary themselves, use `chiSquareTest` on both.
 *
 * @param observed counts ≥ 0
 * @param shares expected proportions in any unit, ≥ 0; equal ones by default
 * @returns degrees of freedom: categories of positive expectation, less one; a count where none was
 *   expected makes the statistic Infinity and p 0
 * @throws {InputError} when lengths differ or something is negative
 * @throws {UndefinedError} when nothing was counted, or one category only is expected
 * @example chiSquareOneWay([100500, 99500]).statistic // 5
 */
export function chiSquareOneWay(observed: Sample, shares?: Sample): ChiSquareResult {
  return fromOneWay(oneWay(observed, shares), pearson);
}

/** The one-way test on any sum over categories that follows the chi-square law. */
export function fromOneWay(
  { observed, expected, degreesOfFreedom: freedom }: OneWay,
  amount: (observed: number, expected: number) => number,
): ChiSquareResult {
  const statistic = observed.reduce((sum, count, i) => sum + amount(count, expected[i]!), 0);
  const pValue = statistic === Infinity ? 0 : chiSquareSf(statistic, freedom);
  return { statistic, degreesOfFreedom: freedom, pValue };
}
