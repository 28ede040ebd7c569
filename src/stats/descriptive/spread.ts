import { checkedSample, type Sample } from "../../core/sample.js";
import { quantile } from "./quantile.js";

/**
 * The middle value, or the mean of the middle two.
 *
 * @param x n ≥ 1 values
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when the middle two are −Infinity and Infinity
 * @example median([1, 9, 2, 4]) // 3
 */
export function median(x: Sample): number {
  return quantile(x, 0.5);
}

/**
 * The interquartile range: the width of the middle half. By type 7 quantiles.
 *
 *     IQR = Q(3/4) − Q(1/4)
 *
 * @param x n ≥ 1 values
 * @returns ≥ 0, in the unit of `x`
 * @throws {InputError} when the sample is empty or holds a NaN
 * @example interquartileRange([1, 2, 3, 4, 5]) // 2
 */
export function interquartileRange(x: Sample): number {
  const [low, high] = [quantile(x, 0.25), quantile(x, 0.75)];
  return low === high ? 0 : high - low;
}

/**
 * The median absolute deviation from the median, not scaled to the standard deviation of a normal
 * (for that, times 1.4826).
 *
 *     MAD = median |x − median x|
 *
 * @param x n ≥ 1 values
 * @returns ≥ 0, in the unit of `x`
 * @throws {InputError} when the sample is empty or holds a NaN
 * @example medianAbsoluteDeviation([1, 2, 3, 4, 100]) // 1
 */
export function medianAbsoluteDeviation(x: Sample): number {
  const values = checkedSample("x", x);
  const center = median(values);
  return median(values.map((value) => (value === center ? 0 : Math.abs(value - center))));
}
