import type { Random } from "../core/random.js";
import { minExpected, type ContingencyTable } from "../stats/contingency-table.js";
import { chiSquareTest, type ChiSquareResult } from "../stats/tests/chi-square.js";
import { monteCarloHomogeneity } from "../stats/tests/monte-carlo-homogeneity.js";
import { UndefinedError } from "../core/errors.js";

/** Below this expected count in any cell the chi-square law does not hold. */
const LEAST_EXPECTED = 5;
/** A p above this decides nothing, and fewer tables are enough for it. */
const CLEARLY_LARGE = 0.2;
/** Cells to draw at the most, draws times categories: a fraction of a second. 9,999 draws up to 250 categories. */
const MOST_CELLS = 2.5e6;

export interface CategoricalP {
  readonly p: number;
  readonly method: "chi-square" | "chi-square-monte-carlo";
  readonly chiSquare: ChiSquareResult;
  readonly pMonteCarlo: number | null;
}

/**
 * The p that judges a column of categories: chi-square of homogeneity without correction, or tables
 * drawn with the same margins where an expected count is below 5: 9,999, after the redraws of the distances
 * where those give p > 0.2 none. What those say is not looked at any more where they do not: so at levels up
 * to 0.2 this rejects only where 9,999 tables do, and keeps what they promise. With very many categories fewer
 * tables are drawn, 199 at the least.
 *
 * @param redrawnP the same p by other redraws of the table, if there were any
 *
 * One category on both sides is a table without a question: p = 1, no degrees of freedom.
 */
export function categoricalP(
  table: ContingencyTable,
  random: Random,
  redrawnP: number | null = null,
): CategoricalP {
  const chiSquare = homogeneity(table);
  if (!isSparse(table)) {
    return { p: chiSquare.pValue, method: "chi-square", chiSquare, pMonteCarlo: null };
  }
  const draws = Math.max(199, Math.min(9999, Math.floor(MOST_CELLS / table.columnTotals.length)));
  const isClear = redrawnP !== null && redrawnP > CLEARLY_LARGE;
  const p = isClear ? redrawnP : monteCarloHomogeneity(table, { random, draws });
  return { p, method: "chi-square-monte-carlo", chiSquare, pMonteCarlo: p };
}

/** Is there a question, and does the chi-square law not answer it? */
export function isSparse(table: ContingencyTable): boolean {
  return table.columnTotals.length > 1 && minExpected(table) < LEAST_EXPECTED;
}

function homogeneity(table: ContingencyTable): ChiSquareResult {
  try {
    return chiSquareTest(table);
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return { statistic: 0, degreesOfFreedom: 0, pValue: 1 };
  }
}
