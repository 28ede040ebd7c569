import { nextBelow } from "../core/double-order.js";
import type { ValueCounts } from "../core/value-counts.js";

/**
 * The edges that the verdict's PSI is taken over: those of the customary bins, and around each value
 * that holds a bin's worth of the reference a bin of its own. In customary bins such an atom shares one
 * with all that lies below it: a column that was always 7 and is 3 now would show no change.
 *
 * @param edges interior edges of right-closed bins, from quantiles of the reference
 */
export function judgingEdges({ values, counts }: ValueCounts, edges: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const binful = total / (edges.length + 1);
  const own: number[] = [];
  values.forEach((value, k) => {
    if (Number.isFinite(value) && counts[k]! >= binful) own.push(nextBelow(value), value);
  });
  return Float64Array.from(new Set([...edges, ...own])).sort();
}
