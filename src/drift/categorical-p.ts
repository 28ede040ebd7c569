import type { Random } from "../core/random.js";
import { minExpected, type ContingencyTable } from "../stats/contingency-table.js";
import { chiSquareTest, type ChiSquareResult } from "../stats/tests/chi-square.js";
import { monteCarloHomogeneity } from "../stats/tests/monte-carlo-homogeneity.js";
import { UndefinedError } from "../core/errors.js";

/** Below this expected count in any cell the chi-square law does not hold. */
const LEAST_EXPECTED = 5;
/** So many tables are drawn first, ... */
const FIRST_DRAWS = 999;
/** ... and they are enough for a p above this, which decides nothing. */
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
 * drawn with the same margins where an expected count is below 5: 9,999, or the first 999 of them where
 * those give p > 0.2. At levels up to 0.2 that rejects only where all of them would have, so it keeps what
 * they promise. With very many categories fewer tables are drawn, 199 at the least.
 *
 * One category on both sides is a table without a question: p = 1, no degrees of freedom.
 */
export function categoricalP(table: ContingencyTable, random: Random): CategoricalP {
  const chiSquare = homogeneity(table);
  if (chiSquare.degreesOfFreedom === 0 || minExpected(table) >= LEAST_EXPECTED) {
    return { p: chiSquare.pValue, method: "chi-square", chiSquare, pMonteCarlo: null };
  }
  const draws = Math.max(199, Math.min(9999, Math.floor(MOST_CELLS / table.columnTotals.length)));
  const p = monteCarloP(table, random, draws);
  return { p, method: "chi-square-monte-carlo", chiSquare, pMonteCarlo: p };
}

function monteCarloP(table: ContingencyTable, random: Random, draws: number): number {
  const first = Math.min(draws, FIRST_DRAWS);
  const p = monteCarloHomogeneity(table, { random, draws: first });
  const left = draws - first;
  if (left === 0 || p > CLEARLY_LARGE) return p;
  const more = monteCarloHomogeneity(table, { random, draws: left });
  // Each is (1 + how many reached it) / (1 + draws).
  const reached = Math.round(p * (first + 1) + more * (left + 1)) - 2;
  return (reached + 1) / (draws + 1);
}

function homogeneity(table: ContingencyTable): ChiSquareResult {
  try {
    return chiSquareTest(table);
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return { statistic: 0, degreesOfFreedom: 0, pValue: 1 };
  }
}
