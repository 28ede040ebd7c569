import type { Random } from "../../core/random.js";
import { logBinomialPmf } from "../distributions/binomial.js";
import { drawBinomial } from "../resampling/draw-binomial.js";
import type { BinaryMetric } from "../scores/binary-metrics.js";
import { countsOfA, countsOfB, type PairedCells } from "../scores/paired-cells.js";

/** Up to so many outcomes all are gone through; past it they are drawn. */
const MAX_OUTCOMES = 250_000;
const DRAWS = 9999;

/** The outcome of a swap test. */
export interface SwapTest {
  /** Two-sided, in (0, 1]. */
  readonly pValue: number;
  /** "exact" over all outcomes, or "monte-carlo" over 9999 of them. */
  readonly method: "exact" | "monte-carlo";
}

/**
 * The swap test (approximate randomization): how often the metric of two models differs as much, when
 * on each row a coin decides whose prediction is whose. Exact where the models are exchangeable, and
 * for accuracy the same as McNemar's exact test.
 *
 * Only rows on which the two differ can change; i of the negative and j of the positive ones go one
 * way, and each is a binomial of ½:
 *
 *     p = Σ P(i) P(j) over all (i, j) with |T(i, j)| ≥ |T|        T = metric(b) − metric(a)
 *     p = (1 + #{|T*| ≥ |T|}) / (1 + 9999)                        past 250,000 pairs (i, j)
 *
 * A difference counts as equal to T within 1e-12.
 *
 * @param cells of the rows, by `pairedCells`
 * @param metric of four counts; where it is undefined it counts as 0
 * @param random is asked only where the outcomes are too many to go through
 * @example swapTest(Float64Array.of(9, 0, 0, 0, 0, 3, 0, 9), (c) => c.truePositives, () => 0).pValue // 0.25
 * @see Noreen (1989), "Computer-intensive methods for testing hypotheses"; Yeh (2000), "More accurate
 *   tests for the statistical significance of result differences", COLING
 */
export function swapTest(cells: PairedCells, metric: BinaryMetric, random: Random): SwapTest {
  const negatives = cells[1]! + cells[2]!;
  const positives = cells[5]! + cells[6]!;
  const swapped = cells.slice();
  const differs = (i: number, j: number) => {
    swapped[1] = i;
    swapped[2] = negatives - i;
    swapped[5] = j;
    swapped[6] = positives - j;
    return Math.abs((metric(countsOfB(swapped)) ?? 0) - (metric(countsOfA(swapped)) ?? 0));
  };
  const observed = differs(cells[1]!, cells[5]!) - 1e-12;
  if ((negatives + 1) * (positives + 1) > MAX_OUTCOMES) {
    let far = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const i = drawBinomial(negatives, 0.5, random);
      far += Number(differs(i, drawBinomial(positives, 0.5, random)) >= observed);
    }
    return { pValue: (1 + far) / (1 + DRAWS), method: "monte-carlo" };
  }
  const [lawOfI, lawOfJ] = [coins(negatives), coins(positives)];
  let pValue = 0;
  lawOfI.forEach((chanceOfI, i) => {
    lawOfJ.forEach((chanceOfJ, j) => {
      if (differs(i, j) >= observed) pValue += chanceOfI * chanceOfJ;
    });
  });
  return { pValue: Math.min(1, pValue), method: "exact" };
}

/** The chance of 0 to n heads among n tosses. */
function coins(n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, k) => Math.exp(logBinomialPmf(k, n, 0.5)));
}
