import { countValues } from "../../stats/pooled-counts.js";

/**
 * Edges that cut numbers into bins of about equally many rows, for trees to split at. Few distinct
 * values get a bin each; a value that holds a bin's worth of the rows gets one of its own, so that
 * what lies below an atom stays apart from it. Bins are right-closed, an edge lies half-way between
 * the two values that it parts.
 *
 * @param values numbers in any order; NaN, a missing value, is left out, ±Infinity is a value
 * @param most the most bins, a whole number ≥ 1
 * @returns interior edges, ascending, fewer than `most`: one fewer than there are bins
 *
 * O(n log n).
 */
export function numberEdges(values: Float64Array, most: number): Float64Array {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return new Float64Array(0);
  const { values: ladder, counts } = countValues("values", present);
  if (ladder.length <= most) return ladder.slice(1).map((value, i) => between(ladder[i]!, value));
  const edges: number[] = [];
  let [rowsLeft, inBin] = [present.length, 0];
  for (let i = 0; i + 1 < ladder.length && edges.length + 1 < most; i++) {
    inBin += counts[i]!;
    const binful = rowsLeft / (most - edges.length);
    if (inBin < binful && counts[i + 1]! < binful) continue;
    edges.push(between(ladder[i]!, ladder[i + 1]!));
    rowsLeft -= inBin;
    inBin = 0;
  }
  return Float64Array.from(edges);
}

/** A number from the lower of two on, and below the upper one. */
function between(lower: number, upper: number): number {
  const middle = lower / 2 + upper / 2; // halved first: the sum of two doubles may overflow
  return middle >= lower && middle < upper ? middle : lower;
}

/** The bin of each number, from 1 on; 0 where it is missing. O(n log bins). */
export function numberCodes(values: Float64Array, edges: Float64Array): Uint8Array {
  return Uint8Array.from(values, (value) =>
    Number.isNaN(value) ? 0 : 1 + countBelow(edges, value),
  );
}

/** How many edges lie below a value: those that a right-closed bin has left behind. */
function countBelow(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
