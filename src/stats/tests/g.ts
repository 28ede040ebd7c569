import type { Sample } from "../../core/sample.js";
import type { ContingencyTable } from "../contingency-table.js";
import { deviance } from "../deviance.js";
import { fromCells, fromOneWay, type ChiSquareResult } from "./chi-square.js";
import { oneWay } from "./one-way.js";
import { yates } from "./yates.js";

/** The deviance of a cell, doubled; over cells of equal totals it adds up to 2 Σ O ln(O/E). */
export function doubledDeviance(observed: number, expected: number): number {
  return 2 * deviance(observed, expected);
}

/**
 * The G test of homogeneity, the likelihood ratio in place of Pearson's statistic: do the rows of
 * a table come from one distribution over the columns?
 *
 *     G = 2 Σ O ln(O / E)        0 ln 0 = 0, E = row total · column total / total
 *
 * @param table counts; rows and columns that are all 0 are out of it already
 * @param options.correction Yates' continuity correction, for 2 × 2 tables alone; off by default
 * @returns G ≥ 0, (r − 1)(c − 1) degrees of freedom, upper tail of the chi-square law
 * @throws {UndefinedError} when fewer than two rows or columns hold anything
 * @throws {InputError} when a correction is asked for and the table is not 2 × 2
 * @see Wilks (1938), "The large-sample distribution of the likelihood ratio", Annals of Mathematical
 *   Statistics 9(1), 60–62
 */
export function gTest(
  table: ContingencyTable,
  { correction = false }: { readonly correction?: boolean } = {},
): ChiSquareResult {
  return fromCells(table, correction ? yates(table, doubledDeviance) : doubledDeviance);
}

/**
 * The G test of one sample against proportions that are known.
 *
 * @param observed counts ≥ 0
 * @param shares expected proportions in any unit, ≥ 0; equal ones by default
 * @returns degrees of freedom: categories of positive expectation, less one; a count where none was
 *   expected makes G Infinity and p 0
 * @throws {InputError} when lengths differ or something is negative
 * @throws {UndefinedError} when nothing was counted, or one category only is expected
 * @example gOneWay([2, 0]).statistic // 4 * Math.LN2
 */
export function gOneWay(observed: Sample, shares?: Sample): ChiSquareResult {
  return fromOneWay(oneWay(observed, shares), doubledDeviance);
}
