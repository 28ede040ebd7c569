import type { DesignTree } from "./design-tree.js";

/**
 * A tree as text, for its model.json: nodes level by level with blanks between, "3<2.45" for a
 * question (column 3 ≤ 2.45 goes left, and so does a missing value; right with a "!" behind it) and
 * "=0.25,0.75" for a leaf. The children of the k-th question are the nodes 1 + 2 k and 2 + 2 k. Numbers
 * are float32 in the fewest digits that tell them apart; a forest takes a tenth of what lists would.
 */
export function treeText({ feature, threshold, missingRight, outputs, value }: DesignTree): string {
  const nodes = Array.from(feature, (asked, node) => {
    if (asked >= 0)
      return `${asked}<${floatText(threshold[node]!)}${missingRight[node] ? "!" : ""}`;
    return `=${Array.from(value.subarray(outputs * node, outputs * (node + 1)), floatText).join(",")}`;
  });
  return nodes.join(" ");
}

/** A tree from its text. */
export function parseTree(text: string): DesignTree {
  const nodes = text.split(" ");
  const outputs = nodes.at(-1)!.split(",").length; // the last node is a leaf
  const tree = {
    feature: new Int32Array(nodes.length).fill(-1),
    threshold: new Float32Array(nodes.length),
    missingRight: new Uint8Array(nodes.length),
    left: new Int32Array(nodes.length),
    outputs,
    value: new Float32Array(outputs * nodes.length),
  };
  let questions = 0;
  nodes.forEach((node, i) => {
    if (node.startsWith("=")) tree.value.set(node.slice(1).split(",").map(Number), outputs * i);
    else {
      const [asked = "", threshold = ""] = node.replace("!", "").split("<");
      tree.feature[i] = Number(asked);
      tree.threshold[i] = Number(threshold);
      tree.missingRight[i] = Number(node.endsWith("!"));
      tree.left[i] = 1 + 2 * questions++;
    }
  });
  return tree;
}

/** A float32 in the fewest digits that tell it from all others; nine always do. */
function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
