import { nextBelow } from "../core/double-order.js";
import type { ValueCounts } from "../core/value-counts.js";

/**
 * The edges that the verdict's PSI is taken over: quantiles of both tables together, and around each value
 * that holds a bin's worth of the rows a bin of its own.
 *
 * Of both together, since over quantiles of the reference a bin is short of rows only where the current
 * table is: merging short bins would follow the very difference that is judged. A test of level 0.05 on
 * those rejected 12.9 % of unchanged columns of 50 rows a side, on these 2.9 %; of 50 against 250 rows
 * 12.1 % and 4.1 %. With a bin of its own, since in a customary bin an atom is together with all that lies
 * below it: a column that was always 7 and is 3 now would show no change.
 *
 * @param both rows of both tables by value
 * @param edges interior edges of right-closed bins, from their quantiles
 */
export function judgingEdges({ values, counts }: ValueCounts, edges: Float64Array): Float64Array {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k]!;
  const binful = total / (edges.length + 1);
  const own: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (counts[k]! >= binful && Number.isFinite(value)) own.push(nextBelow(value), value);
  }
  return Float64Array.from(new Set([...edges, ...own])).sort();
}
