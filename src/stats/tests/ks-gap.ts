import type { Alternative } from "../alternative.js";
import { greatestCommonDivisor } from "../greatest-common-divisor.js";
import type { PooledCounts } from "../pooled-counts.js";

/** The largest gap between two empirical distribution functions. */
export interface KsGap {
  /** The gap as an integer: `size` = |i·n − j·m| / g after i values of x and j of y. */
  readonly size: number;
  /** The `size` of a gap of 1: m·n / g. */
  readonly scale: number;
  /** The smallest value at which the gap is reached; undefined where it is 0. */
  readonly location: number | undefined;
  /** Values of x and of y up to there: i and j. */
  readonly below: readonly [i: number, j: number];
  /** Which function is higher there: 1 for that of x, −1 for that of y, 0 without a gap. */
  readonly sign: -1 | 0 | 1;
}

/**
 * The largest gap between the distribution functions of x and y, counted in whole steps, so that
 * two gaps that are equal compare equal: i/m − j/n as doubles would not.
 *
 *     greater: max (i·n − j·m) / g    less: max (j·m − i·n) / g    two-sided: the larger of them
 *
 * with g the greatest common divisor of m and n, at the end of each distinct value, and at least
 * 0. Exact while m·n / g < 2⁵³; beyond, to the precision of a double. O(distinct values).
 */
export function ksGap(pooled: PooledCounts, alternative: Alternative = "two-sided"): KsGap {
  const { values, x, y } = pooled;
  const g = greatestCommonDivisor(pooled.m, pooled.n);
  const [m, n] = [pooled.m / g, pooled.n / g];
  // One-sided, the gaps of the other sign count as none.
  const up = alternative === "less" ? 0 : 1;
  const down = alternative === "greater" ? 0 : -1;
  let [i, j, size, at] = [0, 0, 0, -1];
  let sign: KsGap["sign"] = 0;
  let below: KsGap["below"] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    i += x[k]!;
    j += y[k]!;
    const gap = i * n - j * m;
    const here = gap * (gap > 0 ? up : down);
    if (here <= size) continue;
    [size, at, sign] = [here, k, gap > 0 ? 1 : -1];
    below = [i, j];
  }
  return { size, scale: m * pooled.n, location: at === -1 ? undefined : values[at]!, below, sign };
}
