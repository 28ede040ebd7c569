import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { normalCdf, normalSf } from "../distributions/normal.js";
import { studentsTCdf, studentsTSf } from "../distributions/students-t.js";
import { type PooledCounts, poolSamples } from "../pooled-counts.js";
import { rankSum } from "./rank-sum.js";
import type { SidedPValues } from "./sided-p-values.js";

/** The answer of the Brunner-Munzel test; "less" says that x tends to be smaller than y. */
export interface BrunnerMunzel {
  /** Positive when y tends to be larger. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** P(x < y) + P(x = y) / 2, estimated: 0 to 1. */
  readonly pHat: number;
  /** p-values by Student's t with Satterthwaite's degrees of freedom, and by the normal limit. */
  readonly t: SidedPValues;
  readonly normal: SidedPValues;
}

/**
 * Brunner-Munzel test: is P(x < y) + P(x = y) / 2 other than 1/2? Unlike Mann-Whitney it does not
 * take the two shapes to be equal, so a mere difference in spread is no finding.
 *
 *     W = m n (p̂ − 1/2) / √(m S_x + n S_y)
 *     df = (m S_x + n S_y)² / ((m S_x)² / (m − 1) + (n S_y)² / (n − 1))
 *
 * S_x the variance, divided by m − 1, of how many of y lie below each x (ties half).
 *
 * @param x m ≥ 2 values; ±Infinity is allowed
 * @param y n ≥ 2 values in the unit of `x`
 * @throws {InputError} when a sample is empty or holds a NaN
 * @throws {UndefinedError} when a sample has one value, or both variances are 0: the samples do not
 *   overlap, or are constant
 * @example brunnerMunzel([0.5, 1.5, 2.5], [1, 2, 3, 4]).pHat // 3 / 4
 *
 * O((m + n) log (m + n)).
 * @see Brunner, Munzel (2000), "The nonparametric Behrens-Fisher problem", Biometrical Journal 42,
 *   17–25
 */
export function brunnerMunzel(x: Sample, y: Sample): BrunnerMunzel {
  return brunnerMunzelOfCounts(poolSamples(x, y));
}

/** Brunner-Munzel test from the counts of both samples. See `brunnerMunzel`. */
export function brunnerMunzelOfCounts(pooled: PooledCounts): BrunnerMunzel {
  const { m, n } = pooled;
  if (m < 2 || n < 2) {
    throw new UndefinedError("a sample of one value has no variance", {
      where: `${m} and ${n} values`,
      fix: "give at least two values of each",
    });
  }
  const { uY } = rankSum(pooled);
  const partX = m * placementVariance(pooled.x, pooled.y, uY / m);
  const partY = n * placementVariance(pooled.y, pooled.x, (m * n - uY) / n);
  const part = partX + partY;
  if (part === 0) {
    throw new UndefinedError("the samples do not overlap, or are constant: the variance is 0", {
      fix: "use the Mann-Whitney test",
    });
  }
  const pHat = uY / (m * n);
  const statistic = (uY - (m * n) / 2) / Math.sqrt(part);
  const degreesOfFreedom = part ** 2 / (partX ** 2 / (m - 1) + partY ** 2 / (n - 1));
  return {
    statistic,
    degreesOfFreedom,
    pHat,
    t: {
      "two-sided": 2 * studentsTSf(Math.abs(statistic), degreesOfFreedom),
      less: studentsTSf(statistic, degreesOfFreedom),
      greater: studentsTCdf(statistic, degreesOfFreedom),
    },
    normal: {
      "two-sided": 2 * normalSf(Math.abs(statistic)),
      less: normalSf(statistic),
      greater: normalCdf(statistic),
    },
  };
}

/** Variance (divided by count − 1) of how many of `others` lie above each of `own`, ties half. */
function placementVariance(own: Float64Array, others: Float64Array, mean: number): number {
  let [above, count, squares] = [0, 0, 0];
  for (let i = own.length - 1; i >= 0; i--) {
    squares += own[i]! * (above + others[i]! / 2 - mean) ** 2;
    above += others[i]!;
    count += own[i]!;
  }
  return squares / (count - 1);
}
