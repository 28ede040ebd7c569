import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";

/**
 * A source of category numbers with given weights, by the alias method: each category has one column
 * of height 1, filled up by at most one richer category, so a draw looks at one column only.
 *
 *     P(i) = weights[i] / Σ weights
 *
 * @param random takes one uniform number a draw: its whole part picks the column, the rest the side
 * @param weights k ≥ 1 numbers ≥ 0, in any unit, not all 0; k below 2^21, so that 32 bits are left
 *   to pick the side
 * @returns a function whose every call gives the next index, 0 to k − 1
 * @throws {InputError} when a weight is negative or not finite, or their sum is not above 0
 * @example categoricalSampler(() => 0.5, [0, 3, 0])() // 1
 *
 * O(k) to prepare, O(1) a draw.
 * @see Vose (1991), "A linear algorithm for generating random numbers with a given distribution",
 *   IEEE Transactions on Software Engineering 17(9)
 */
export function categoricalSampler(random: Random, weights: ArrayLike<number>): () => number {
  const { keep, alias } = aliasTable(checkedWeights(weights));
  const k = keep.length;
  return () => {
    const place = random() * k;
    const column = Math.floor(place);
    return place - column < keep[column]! ? column : alias[column]!;
  };
}

/** Every category's own share of its column, and the richer category that fills the rest. */
function aliasTable(weights: Float64Array): { keep: Float64Array; alias: Uint32Array } {
  const k = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight);
  const heights = weights.map((weight) => (weight / total) * k);
  const keep = new Float64Array(k).fill(1);
  const alias = Uint32Array.from(heights.keys());
  const poor = [...heights.keys()].filter((i) => heights[i]! < 1);
  const rich = [...heights.keys()].filter((i) => heights[i]! >= 1);
  while (poor.length > 0 && rich.length > 0) {
    const taker = poor.pop()!;
    const giver = rich.at(-1)!;
    keep[taker] = heights[taker]!;
    alias[taker] = giver;
    heights[giver] = heights[giver]! + heights[taker]! - 1;
    if (heights[giver] < 1) poor.push(rich.pop()!);
  }
  // Rounding may leave a poor column without a giver. It is full but for an ulp, unless its weight is
  // 0: a category that cannot occur must not, so the heaviest one takes its place.
  const heaviest = weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight)));
  for (const i of poor.filter((left) => weights[left] === 0)) {
    keep[i] = 0;
    alias[i] = heaviest;
  }
  return { keep, alias };
}

function checkedWeights(weights: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(weights);
  const wrong = copy.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong !== -1) {
    throw new InputError(`weight ${copy[wrong]!} is not a finite number of at least 0`, {
      where: `weights[${wrong}]`,
      fix: "give weights of at least 0",
    });
  }
  const total = copy.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && total < Infinity)) {
    throw new InputError(`the weights add up to ${total}`, {
      where: "weights",
      fix: "give at least one weight above 0",
    });
  }
  return copy;
}
