import { checkedSample, type Sample } from "../../core/sample.js";
import type { ValueCounts } from "../pooled-counts.js";

/**
 * Which side of a bin belongs to it. "right": bin i holds edge(i) < v ≤ edge(i + 1);
 * "left": edge(i) ≤ v < edge(i + 1).
 */
export type ClosedSide = "right" | "left";

/**
 * The bin of a value: how many edges lie below it (closed right), or not above it (closed left).
 *
 * @param edges interior edges, ascending
 * @returns 0 to edges.length
 * @example binOf(2, [1, 2, 3]) // 1
 */
export function binOf(value: number, edges: Sample, closed: ClosedSide = "right"): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const passed = closed === "right" ? edges[middle]! < value : edges[middle]! <= value;
    if (passed) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Count a sample by bins. O(n log bins).
 *
 * @param edges interior edges, ascending
 * @returns one count a bin, edges.length + 1 of them
 * @throws {InputError} when the sample is empty or holds a NaN
 * @example binSample([1, 2, 3], [2]) // new Float64Array([2, 1])
 */
export function binSample(
  sample: Sample,
  edges: Sample,
  closed: ClosedSide = "right",
): Float64Array {
  const bins = new Float64Array(edges.length + 1);
  for (const value of checkedSample("to count", sample)) bins[binOf(value, edges, closed)]! += 1;
  return bins;
}

/**
 * Count by bins what is counted by values already. O(distinct values · log bins).
 *
 * @param edges interior edges, ascending
 * @returns one count a bin, edges.length + 1 of them
 * @example binCounts({ values: [1, 2, 3], counts: [5, 6, 7] }, [2], "left") // new Float64Array([5, 13])
 */
export function binCounts(
  { values, counts }: ValueCounts,
  edges: Sample,
  closed: ClosedSide = "right",
): Float64Array {
  const bins = new Float64Array(edges.length + 1);
  for (let i = 0; i < values.length; i++) bins[binOf(values[i]!, edges, closed)]! += counts[i]!;
  return bins;
}
