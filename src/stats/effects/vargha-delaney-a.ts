import type { Sample } from "../../core/sample.js";
import { poolSamples } from "../pooled-counts.js";
import { dominanceOfCounts } from "./dominance.js";

/**
 * Vargha and Delaney's A: the chance that a random `x` is larger than a random `y`, a tie counting
 * half. The probability of superiority, the area under the ROC curve, and (δ + 1) / 2 of Cliff's
 * delta.
 *
 *     A = (#{x > y} + #{x = y} / 2) / (m · n)
 *
 * @param x m ≥ 1 values in any order and any unit; ±Infinity is allowed
 * @param y n ≥ 1 values in the unit of `x`
 * @returns A in [0, 1]; 1/2 when neither side dominates
 * @throws {InputError} when a sample is empty or holds a NaN
 * @example varghaDelaneyA([3, 4, 5], [1, 2, 3]) // 17 / 18
 *
 * O((m + n) log (m + n)).
 * @see Vargha, Delaney (2000), "A critique and improvement of the CL common language effect size
 *   statistics of McGraw and Wong", J. of Educational and Behavioral Statistics 25(2), 101–132
 */
export function varghaDelaneyA(x: Sample, y: Sample): number {
  const { greater, equal } = dominanceOfCounts(poolSamples(x, y));
  return (greater + equal / 2) / (x.length * y.length);
}
