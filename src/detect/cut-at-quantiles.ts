import { nextAbove } from "../core/double-order.js";

/**
 * Edges that cut a sample into about equal parts, at values of the sample itself: an ascending change
 * of unit, straight or not, moves the edges as it moves the data. A value that fills more than one part, or
 * is the largest, gets a bin of its own, so that a constant column still sees what is above and below it.
 *
 *     edge(i) = the ⌈i n / bins⌉-th smallest value, i = 1 … bins − 1; where it repeats the one before, or
 *     is the largest, the value after it as well; equal ones merge
 *
 * @param sorted finite numbers, ascending, without −0
 * @returns ascending, at most bins of them; the value v lies in bin #{edges ≤ v}
 */
export function cutAtQuantiles(sorted: Float64Array, bins: number): number[] {
  const edges = new Set<number>();
  for (let i = 1; i < bins; i++) {
    const rank = Math.ceil((i * sorted.length) / bins);
    const edge = sorted[rank - 1];
    if (edge === undefined) break;
    const after = valueAfter(sorted, edge);
    if (edges.has(edge) || after === undefined) edges.add(after ?? nextAbove(edge));
    edges.add(edge);
  }
  edges.delete(-Number.MAX_VALUE); // nothing lies below it
  edges.delete(Infinity); // nor above the largest
  return [...edges].sort((a, b) => a - b);
}

/** The smallest value above another, if the sample has one. */
function valueAfter(sorted: Float64Array, value: number): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
