import { InputError } from "../core/errors.js";
import { checkedSample, type Sample } from "../core/sample.js";
import type { ValueCounts } from "./pooled-counts.js";

/**
 * The distinct values of a weighted sample, ascending, with the sum of the weights of each in
 * place of a count. Values of weight 0 are left out. O(n log n).
 *
 * @param weights one weight ≥ 0 a value, finite, not all 0; they need not sum to 1
 * @throws {InputError} when sample or weights are empty, hold a NaN, or do not fit each other
 * @example Array.from(countWeighted("x", [3, 1, 3], [0.5, 2, 0.25]).counts) // [2, 0.75]
 */
export function countWeighted(name: string, sample: Sample, weights: Sample): ValueCounts {
  const values = checkedSample(name, sample);
  const w = checkedWeights(name, weights, values.length);
  const order = Uint32Array.from(values.keys()).sort((a, b) => compare(values[a]!, values[b]!));
  const distinct = new Float64Array(values.length);
  const counts = new Float64Array(values.length);
  let last = -1;
  for (const i of order) {
    if (w[i] === 0) continue;
    if (last === -1 || values[i] !== distinct[last]) {
      last += 1;
      distinct[last] = values[i] === 0 ? 0 : values[i]!;
    }
    counts[last]! += w[i]!;
  }
  return { values: distinct.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/** Not a − b: Infinity − Infinity is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkedWeights(name: string, weights: Sample, length: number): Float64Array {
  const where = `weights_${name}`;
  const copy = checkedSample(where, weights);
  if (copy.length !== length) {
    throw new InputError(`${where} has ${copy.length} weights for ${length} values`, {
      where,
      fix: "give one weight a value",
    });
  }
  const bad = copy.findIndex((weight) => weight < 0 || weight === Infinity);
  if (bad !== -1) {
    throw new InputError(`${where} holds ${copy[bad]!}`, {
      where: `${where}[${bad}]`,
      fix: "give weights that are finite and at least 0",
    });
  }
  if (copy.every((weight) => weight === 0)) {
    throw new InputError(`${where} are all 0`, { where, fix: "give at least one weight above 0" });
  }
  return copy;
}
