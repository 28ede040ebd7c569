import type { Random } from "../../core/random.js";
import { drawHypergeometric } from "./draw-hypergeometric.js";

/**
 * Draw without replacement from an urn of several colours: how many balls of each come out. It is what
 * relabelling pooled rows at random does to the counts of one sample, at the cost of one draw a colour
 * instead of one a row.
 *
 * @param balls how many balls of each colour the urn holds: whole numbers ≥ 0
 * @param draws how many are taken out, at most all
 * @param random uniform on [0, 1)
 * @returns how many of each colour came out; they add up to `draws`
 * @example drawMultivariateHypergeometric([2, 0, 3], 5, () => 0.5) // new Float64Array([2, 0, 3])
 *
 * One hypergeometric draw a colour, each given the ones before: O(colours), whatever their counts.
 */
export function drawMultivariateHypergeometric(
  balls: ArrayLike<number>,
  draws: number,
  random: Random,
): Float64Array {
  const drawn = new Float64Array(balls.length);
  let others = 0;
  for (let i = 0; i < balls.length; i++) others += balls[i]!;
  let left = draws;
  for (let i = 0; i < balls.length && left > 0; i++) {
    others -= balls[i]!;
    drawn[i] = drawHypergeometric(balls[i]!, others, left, random);
    left -= drawn[i]!;
  }
  return drawn;
}
