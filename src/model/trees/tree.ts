import type { BinnedColumn } from "./binned-column.js";

/**
 * A decision tree over binned columns, node by node; node 0 is the root. A row at an inner node goes
 * on to `left[node] + goesRight[node][code]`, since the two children lie side by side. Nodes come
 * level by level, so that the children of the k-th inner node are the nodes 1 + 2 k and 2 + 2 k.
 */
export interface Tree {
  /** The column that an inner node asks; −1 for a leaf. */
  readonly column: Int32Array;
  /** The left child; the right one comes next. 0 for a leaf. */
  readonly left: Int32Array;
  /** For each bin of the column 1 where it goes right, else 0; empty for a leaf. */
  readonly goesRight: readonly Uint8Array[];
  /** Numbers a leaf: one, or one a class. */
  readonly outputs: number;
  /** What each leaf says, `outputs` numbers a node; 0 for inner nodes. */
  readonly value: Float64Array;
}

/** Add to each row's score the value of the leaf that it falls into. O(rows · depth). */
export function addTreeScores(
  { column, left, goesRight, value }: Tree,
  columns: readonly BinnedColumn[],
  scores: Float64Array,
): void {
  const codes = Array.from(column, (place) => (place < 0 ? EMPTY : columns[place]!.codes));
  for (let row = 0; row < scores.length; row++) {
    let node = 0;
    while (left[node] !== 0) node = left[node]! + goesRight[node]![codes[node]![row]!]!;
    scores[row]! += value[node]!;
  }
}

const EMPTY = new Uint8Array(0);
