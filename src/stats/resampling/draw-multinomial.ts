import type { Random } from "../../core/random.js";
import { drawBinomial } from "./draw-binomial.js";

/**
 * Sort independent trials into classes: how many fall into each. Resampling rows with replacement does
 * this to the counts of the kinds of row, at the cost of one draw a kind instead of one a row.
 *
 * @param trials how many trials, a whole number ≥ 0
 * @param weights how likely each class is, in any unit: finite, ≥ 0, one of them above 0
 * @param random uniform on [0, 1)
 * @returns how many fell into each class; they add up to `trials`
 * @example drawMultinomial(4, [0, 9], () => 0.5) // new Float64Array([0, 4])
 *
 * One binomial draw a class, each given the ones before: O(classes).
 */
export function drawMultinomial(
  trials: number,
  weights: ArrayLike<number>,
  random: Random,
): Float64Array {
  const drawn = new Float64Array(weights.length);
  const rest = tailSums(weights);
  let left = trials;
  for (let i = 0; i < weights.length && left > 0; i++) {
    drawn[i] = rest[i + 1] === 0 ? left : drawBinomial(left, weights[i]! / rest[i]!, random);
    left -= drawn[i]!;
  }
  return drawn;
}

/** Sums from each class to the last: summed from the end, so that what is left never goes below 0. */
function tailSums(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length + 1);
  for (let i = weights.length - 1; i >= 0; i--) sums[i] = sums[i + 1]! + weights[i]!;
  return sums;
}
