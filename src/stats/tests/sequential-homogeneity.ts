import type { Random } from "../../core/random.js";
import { sumOverCells, type ContingencyTable } from "../contingency-table.js";
import { drawMultivariateHypergeometric } from "../resampling/draw-multivariate-hypergeometric.js";
import { pearson } from "./chi-square.js";

/** Two ways of adding up the same table may differ by a few last bits; they count as equal. */
const SLACK = 1 - 64 * Number.EPSILON;

/** How long to draw. */
export interface SequentialOptions {
  readonly random: Random;
  /** Draws at the most, B; 999 by default. */
  readonly draws?: number;
  /** Stop once so many drawn tables deviate as much, h; 20 by default. */
  readonly enough?: number;
}

/**
 * The p-value of a test of homogeneity of two rows, by tables drawn with the same margins until the
 * answer is clear: for whoever asks thousands of times and is nearly always told that nothing is
 * unusual. A p of one half takes forty draws, one of 0.001 all of them.
 *
 *     p = h / l            where the h-th table with T* ≥ T is the l-th drawn
 *     p = (g + 1) / (B + 1)   where only g < h of all B are
 *
 * @param table two rows of whole counts
 * @returns p in [1/(B + 1), 1], valid at any sample size; its standard error is about p/√h
 * @see Besag, Clifford (1991), "Sequential Monte Carlo p-values", Biometrika 78(2), 301–304
 */
export function sequentialHomogeneity(
  table: ContingencyTable,
  { random, draws = 999, enough = 20 }: SequentialOptions,
): number {
  const { columnTotals, rowTotals } = table;
  const observed = sumOverCells(table, pearson) * SLACK;
  let reached = 0;
  for (let drawn = 1; drawn <= draws; drawn++) {
    const above = drawMultivariateHypergeometric(columnTotals, rowTotals[0] ?? 0, random);
    const below = columnTotals.map((total, j) => total - above[j]!);
    if (sumOverCells({ ...table, rows: [above, below] }, pearson) >= observed) reached += 1;
    if (reached === enough) return enough / drawn;
  }
  return (reached + 1) / (draws + 1);
}
