import { isOneValue, pointOf, type Ladder } from "./ladder.js";

/** What a ladder holds by bins. */
export interface LadderBins {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Where the values of each bin lie on average, both samples together; the edge where there is none. */
  readonly means: Float64Array;
}

/**
 * Count a ladder by right-closed bins. Edges must not lie within spans: the counts are exact then.
 * O(cells + edges).
 *
 * @param edges interior edges, ascending
 */
export function binsOfLadder(ladder: Ladder, edges: Float64Array): LadderBins {
  const { x, y, xSums, ySums } = ladder;
  const column = () => new Float64Array(edges.length + 1);
  const bins = { x: column(), y: column(), means: column() };
  const sums = column();
  const finite = column(); // values whose sum is known
  let bin = 0;
  for (let k = 0; k < x.length; k++) {
    const point = pointOf(ladder, k);
    while (bin < edges.length && edges[bin]! < point) bin += 1;
    // Cells ascend, but the ends of spans are known but for rounding: a step back is possible.
    while (bin > 0 && edges[bin - 1]! >= point) bin -= 1;
    bins.x[bin]! += x[k]!;
    bins.y[bin]! += y[k]!;
    let sum = xSums[k]! + ySums[k]!;
    if (!Number.isFinite(sum)) sum = aboutSum(ladder, k, point);
    if (!Number.isFinite(sum)) continue;
    sums[bin]! += sum;
    finite[bin]! += x[k]! + y[k]!;
  }
  for (let b = 0; b <= edges.length; b++) {
    bins.means[b] =
      finite[b]! > 0
        ? ladder.center + sums[b]! / finite[b]!
        : (edges[Math.min(b, edges.length - 1)] ?? 0);
  }
  return bins;
}

/** About the sum of a cell, where the sums of its spans are not known. */
function aboutSum(ladder: Ladder, k: number, point: number): number {
  if (isOneValue(ladder, k)) return NaN;
  return (point - ladder.center) * (ladder.x[k]! + ladder.y[k]!);
}
