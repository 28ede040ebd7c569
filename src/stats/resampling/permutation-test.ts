import type { Random } from "../../core/random.js";
import { checkedSample, type Sample } from "../../core/sample.js";
import type { Alternative } from "../alternative.js";
import { replicates } from "./replicates.js";
import { shuffle } from "./shuffle.js";

/** The outcome of a permutation test. */
export interface PermutationTest {
  readonly statistic: number;
  /** In [1 / (permutations + 1), 1]. */
  readonly pValue: number;
}

/**
 * A permutation test of any statistic of two samples: how often it is as large when the values are
 * dealt out to the two samples at random. Right at every size when the two laws are the same, whatever
 * they are.
 *
 *     p = (1 + #{T* ≥ T}) / (1 + permutations)        "greater"; T* ≤ T for "less"
 *     p = min(1, 2 min(greater, less))                "two-sided"
 *
 * T* counts as equal to T within 1e-12 |T|, since sums depend on the order of the values.
 *
 * @param x m ≥ 1 values in any order
 * @param y n ≥ 1 values in the unit of `x`
 * @param statistic of two samples, in scratch arrays that it may overwrite but not keep
 * @param options a source of chance; 9999 permutations and "two-sided" by default
 * @throws {InputError} when a sample is empty or holds a NaN, or the statistic gives one
 * @throws {UndefinedError} when the statistic has no value for x and y
 * @example permutationTest([1], [1], (x, y) => x[0] - y[0], { random: () => 0.5 }).pValue // 1
 *
 * O(permutations · (m + n)), and the statistic's own cost.
 * @see Phipson, Smyth (2010), "Permutation p-values should never be zero", SAGMB 9(1), article 39
 */
export function permutationTest(
  x: Sample,
  y: Sample,
  statistic: (x: Float64Array, y: Float64Array) => number,
  options: {
    readonly random: Random;
    readonly permutations?: number;
    readonly alternative?: Alternative;
  },
): PermutationTest {
  const { random, permutations = 9999, alternative = "two-sided" } = options;
  const [xs, ys] = [checkedSample("x", x), checkedSample("y", y)];
  const pooled = new Float64Array(xs.length + ys.length);
  pooled.set(xs);
  pooled.set(ys, xs.length);
  const observed = statistic(xs, ys);
  const { values } = replicates(permutations, () => {
    shuffle(pooled, random, xs.length);
    return statistic(pooled.slice(0, xs.length), pooled.slice(xs.length));
  });
  const slack = 1e-12 * Math.abs(observed);
  const share = (hit: (value: number) => boolean) =>
    (1 + values.filter(hit).length) / (1 + values.length);
  const greater = share((value) => value >= observed - slack);
  const less = share((value) => value <= observed + slack);
  const pValue = { greater, less, "two-sided": Math.min(1, 2 * Math.min(greater, less)) };
  return { statistic: observed, pValue: pValue[alternative] };
}
