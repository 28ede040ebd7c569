import type { DesignMatrix } from "../../features/design-matrix.js";
import { MISSING_BIN } from "./binned-column.js";
import type { AskedColumn } from "./bin-design.js";
import type { Tree } from "./tree.js";

/**
 * A decision tree over the columns of a design, node by node; node 0 is the root. A row goes left
 * where its value, as float32, is ≤ the threshold, and on to `left[node]` or the node after it. All
 * numbers are float32: ONNX holds the same tree. A column of a block is 0 or 1, its threshold ½.
 */
export interface DesignTree {
  /** The column that an inner node asks; −1 for a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  /** 1 where a missing value goes right. */
  readonly missingRight: Uint8Array;
  /** The left child; 0 for a leaf. Level by level: those of the k-th inner node are 1 + 2 k and 2 + 2 k. */
  readonly left: Int32Array;
  /** Numbers a leaf. */
  readonly outputs: number;
  /** What each leaf says, `outputs` numbers a node; 0 for inner nodes. */
  readonly value: Float32Array;
}

/** A tree over bins as one over the design that they were cut from. */
export function designTree(tree: Tree, asked: readonly AskedColumn[]): DesignTree {
  const nodes = tree.column.length;
  const feature = new Int32Array(nodes).fill(-1);
  const threshold = new Float32Array(nodes);
  const missingRight = new Uint8Array(nodes);
  tree.column.forEach((column, node) => {
    if (column < 0) return;
    const { feature: first, edges } = asked[column]!;
    const goesRight = tree.goesRight[node]!;
    if (edges === null) {
      feature[node] = first + goesRight.indexOf(1) - 1;
      threshold[node] = 0.5;
      return;
    }
    const lastLeft = goesRight.lastIndexOf(0);
    feature[node] = first;
    // All values on one side: what is missing is on the other.
    threshold[node] = lastLeft < 1 ? -Infinity : (edges[lastLeft - 1] ?? Infinity);
    missingRight[node] = goesRight[MISSING_BIN]!;
  });
  const { left, outputs, value } = tree;
  return { feature, threshold, missingRight, left, outputs, value: Float32Array.from(value) };
}

/** The rows of a design, laid out for asking. */
export interface DesignRows {
  readonly rows: number;
  readonly numbers: readonly Float32Array[];
  /** For each column of a block its block and its place there. */
  readonly blocks: readonly Int32Array[];
  readonly places: Int32Array;
}

export function designRows({ rows, numbers, categories }: DesignMatrix): DesignRows {
  return {
    rows,
    numbers: numbers.map(({ values }) => Float32Array.from(values)),
    blocks: categories.flatMap(({ levels, codes }) => levels.map(() => codes)),
    places: Int32Array.from(categories.flatMap(({ levels }) => levels.map((_, place) => place))),
  };
}

/** Add to each row's sums what its leaf says: [output][row]. O(rows · depth). */
export function addDesignTree(
  { feature, threshold, missingRight, left, outputs, value }: DesignTree,
  { rows, numbers, blocks, places }: DesignRows,
  sums: readonly Float64Array[],
): void {
  const width = numbers.length;
  for (let row = 0; row < rows; row++) {
    let node = 0;
    while (left[node] !== 0) {
      const asked = feature[node]!;
      let right: number;
      if (asked < width) {
        const x = numbers[asked]![row]!;
        right = x <= threshold[node]! ? 0 : Number.isNaN(x) ? missingRight[node]! : 1;
      } else right = blocks[asked - width]![row] === places[asked - width] ? 1 : 0;
      node = left[node]! + right;
    }
    for (let output = 0; output < outputs; output++) {
      sums[output]![row]! += value[outputs * node + output]!;
    }
  }
}
