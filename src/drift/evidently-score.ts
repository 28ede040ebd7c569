import { jensenShannonDistance } from "../stats/distances/jensen-shannon.js";
import { totalsOf } from "../stats/distances/shares.js";
import { normalSf } from "../stats/distributions/normal.js";
import { countsOfLadder, type Ladder } from "../stats/ladder/ladder.js";
import { chiSquareOneWay } from "../stats/tests/chi-square.js";
import { ksOfCounts } from "../stats/tests/ks-two-sample.js";
import type { NumericCounts } from "./column-counts.js";
import type { EvidentlyScore } from "./policies/policy.js";
import { wassersteinDistance } from "./weigh-numeric.js";

/** Up to so many reference rows a test decides, beyond them a distance. */
const FEW_ROWS = 1000;
/** A number column with at most so many distinct values is treated as categories. */
const FEW_VALUES = 5;

/**
 * What Evidently's default for a number column says: by the size of the reference alone, and the
 * number of distinct values in both tables.
 *
 * @see Evidently 0.7, registry of statistical tests
 */
export function evidentlyOfNumbers({ ladder, reference }: NumericCounts): EvidentlyScore {
  return evidentlyOfLadder(ladder, reference.sd ?? 0);
}

/**
 * {@link evidentlyOfNumbers} of the reference (x) and the current table (y) on one ladder.
 *
 * @param sd of the reference, n − 1
 */
export function evidentlyOfLadder(ladder: Ladder, sd: number): EvidentlyScore {
  const { x, y, m } = ladder;
  if (x.length <= FEW_VALUES) return evidentlyOfCategories(x, y);
  const counts = countsOfLadder(ladder);
  if (m <= FEW_ROWS && counts) return byP("ks", ksOfCounts(counts).pValue);
  // It divides by the standard deviation of n, not n − 1.
  const scale = Math.max(sd * Math.sqrt((m - 1) / m), 0.001);
  const score = wassersteinDistance(ladder).value / scale;
  return { test: "wasserstein", score, threshold: 0.1, drifted: score >= 0.1 };
}

/** The same for categories, given the rows that each has in the reference and in the current table. */
export function evidentlyOfCategories(
  reference: Float64Array,
  current: Float64Array,
): EvidentlyScore {
  const { m, n } = totalsOf(reference, current);
  if (m > FEW_ROWS) {
    const score = jensenShannonDistance(reference, current);
    return { test: "js-distance", score, threshold: 0.1, drifted: score >= 0.1 };
  }
  if (reference.length <= 2)
    return byP("z", twoProportionsP(reference[0]! / m, current[0]! / n, m, n));
  // One sample against shares taken as known: that is what Evidently computes, and why it cries wolf.
  const unseen = reference.some((count, k) => count === 0 && current[k]! > 0);
  return byP("chi-square", unseen ? 0 : chiSquareOneWay(current, reference).pValue);
}

function byP(test: string, p: number): EvidentlyScore {
  return { test, score: p, threshold: 0.05, drifted: test === "ks" ? p <= 0.05 : p < 0.05 };
}

function twoProportionsP(p: number, q: number, m: number, n: number): number {
  const pooled = (p * m + q * n) / (m + n);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
  return se === 0 ? 1 : 2 * normalSf(Math.abs(p - q) / se);
}
