import type { ValueCounts } from "../pooled-counts.js";
import { sizeToCut } from "./size-to-cut.js";

/**
 * Interior edges at quantiles of a reference, so that each bin holds about the same share of it. The
 * outer bins are open, so that no later value falls outside. Equal edges merge: ties make fewer bins.
 *
 *     edge(i) = quantile of type 7 at i / bins        i = 1 … bins − 1
 *
 * @param reference the distinct values and how often each occurs, at least one
 * @param bins how many bins are asked for, a whole number ≥ 1
 * @returns distinct edges, ascending: one fewer than there are bins
 * @throws {InputError} when `bins` is no whole number ≥ 1, or the reference is empty
 * @example quantileEdges({ values: [1, 2, 3], counts: [1, 1, 1] }, 2) // new Float64Array([2])
 *
 * O(distinct values + bins).
 * @see Hyndman, Fan (1996), "Sample quantiles in statistical packages", The American Statistician
 *   50(4), 361–365
 */
export function quantileEdges(reference: ValueCounts, bins: number): Float64Array {
  const { values, counts } = reference;
  const total = sizeToCut(reference, bins);
  const edges: number[] = [];
  let [index, upTo] = [0, counts[0]!]; // how many values lie at or below values[index]
  for (let i = 1; i < bins; i++) {
    const position = (total - 1) * (i / bins);
    const rank = Math.floor(position);
    while (rank >= upTo) upTo += counts[++index]!;
    const next = rank + 1 < upTo ? values[index]! : (values[index + 1] ?? values[index]!);
    const edge = between(values[index]!, next, position - rank);
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** A point between two values, reckoned from the nearer one as numpy does: ties with data stay ties. */
function between(left: number, right: number, share: number): number {
  if (left === right || share === 0) return left;
  if (!Number.isFinite(right - left)) return Number.isFinite(right) ? left : right;
  return share < 0.5 ? left + (right - left) * share : right - (right - left) * (1 - share);
}
