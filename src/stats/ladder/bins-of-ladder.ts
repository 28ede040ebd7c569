import { binOf } from "../binning/bin-counts.js";
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
 *
 * @param edges interior edges, ascending
 */
export function binsOfLadder(ladder: Ladder, edges: Float64Array): LadderBins {
  const [x, y, sums, finite] = Array.from({ length: 4 }, () => new Float64Array(edges.length + 1));
  for (let k = 0; k < ladder.x.length; k++) {
    const bin = binOf(pointOf(ladder, k), edges);
    const [inX, inY] = [ladder.x[k]!, ladder.y[k]!];
    x![bin]! += inX;
    y![bin]! += inY;
    const sum = sumOfCell(ladder, k);
    if (!Number.isFinite(sum)) continue;
    sums![bin]! += sum;
    finite![bin]! += inX + inY;
  }
  const means = sums!.map((sum, bin) =>
    finite![bin]! > 0
      ? ladder.center + sum / finite![bin]!
      : (edges[Math.min(bin, edges.length - 1)] ?? 0),
  );
  return { x: x!, y: y!, means };
}

/** The sum of what lies in a cell; about that, where the sums of its spans are not known. */
function sumOfCell(ladder: Ladder, k: number): number {
  const sum = ladder.xSums[k]! + ladder.ySums[k]!;
  if (Number.isFinite(sum) || isOneValue(ladder, k)) return sum;
  return (pointOf(ladder, k) - ladder.center) * (ladder.x[k]! + ladder.y[k]!);
}
