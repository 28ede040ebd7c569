import { bestSplit, type Split, type SplitLimits } from "./best-split.js";
import {
  columnSums,
  gradientHistogram,
  subtractHistogram,
  type GradientHistogram,
  type HistogramPlan,
  type Range,
  type Steps,
} from "./histogram.js";
import { partRows } from "./part-rows.js";
import type { Tree } from "./tree.js";

export interface TreeOptions extends SplitLimits {
  /** Questions between root and leaf, at most. */
  readonly depth: number;
  /** What the value of a leaf is multiplied by. */
  readonly shrinkage: number;
}

/** What a tree is to follow. */
export interface Descent extends Steps {
  /** Places of the columns that may be asked, ascending: of equal splits the first wins. */
  readonly candidates: Int32Array;
}

/** A node whose rows are known, and who may still be split. */
interface OpenNode extends Range {
  readonly node: number;
  readonly depth: number;
  /** Null at the full depth, where there is no more to choose. */
  readonly histogram: GradientHistogram | null;
}

/**
 * Grow a tree that takes one Newton step of boosting: split while it gains, down to the depth; the
 * value of a leaf is
 *
 *     −shrinkage · G / (H + λ)        G, H the sums of the gradients and Hessians of its rows
 *
 * Of two children the smaller one is counted; the other is what its parent has besides.
 *
 * @param descent the rows to learn from and their gradients and Hessians; their order is changed
 * @param scratch of the same sizes, overwritten
 * @see Chen, Guestrin (2016), "XGBoost: a scalable tree boosting system", KDD, equations 5 to 7
 */
export function growTree(
  plan: HistogramPlan,
  descent: Descent,
  options: TreeOptions,
  scratch: Steps,
): Tree {
  const nodes = [leaf()];
  const whole = { from: 0, to: descent.rows.length };
  const open: OpenNode[] = [
    { node: 0, depth: 0, ...whole, histogram: gradientHistogram(plan, descent, whole) },
  ];
  for (const here of open) {
    const split = here.histogram && chooseSplit(plan, here.histogram, descent.candidates, options);
    if (split === null) {
      nodes[here.node]!.value = leafValue(descent.steps, here, options);
      continue;
    }
    const { codes } = plan.columns[split.column]!;
    const middle = partRows(descent, here, { codes, goesRight: split.goesRight }, scratch);
    const { column, goesRight } = split;
    nodes[here.node] = { column, goesRight, left: nodes.length, value: 0 };
    open.push(...children(plan, descent, { ...here, node: nodes.length }, middle, options));
    nodes.push(leaf(), leaf());
  }
  return {
    column: Int32Array.from(nodes, ({ column }) => column),
    left: Int32Array.from(nodes, ({ left }) => left),
    goesRight: nodes.map(({ goesRight }) => goesRight),
    value: Float64Array.from(nodes, ({ value }) => value),
  };
}

interface Node {
  column: number;
  left: number;
  goesRight: Uint8Array;
  value: number;
}

function leaf(): Node {
  return { column: -1, left: 0, goesRight: new Uint8Array(0), value: 0 };
}

function chooseSplit(
  plan: HistogramPlan,
  histogram: GradientHistogram,
  candidates: Int32Array,
  limits: SplitLimits,
): (Split & { readonly column: number }) | null {
  let best: (Split & { column: number }) | null = null;
  for (const column of candidates) {
    const sums = columnSums(plan, histogram, column);
    const split = bestSplit(sums, plan.columns[column]!, limits, best?.gain);
    if (split !== null) best = { ...split, column };
  }
  return best;
}

/** The two parts of a node; `node` is the number of the left one. The parent's histogram is used up. */
function children(
  plan: HistogramPlan,
  descent: Steps,
  { node, from, to, depth, histogram }: OpenNode,
  middle: number,
  options: TreeOptions,
): [OpenNode, OpenNode] {
  const [left, right] = [
    { from, to: middle },
    { from: middle, to },
  ];
  const child = (range: Range, place: number, counts: GradientHistogram | null) => {
    return { ...range, node: node + place, depth: depth + 1, histogram: counts };
  };
  if (depth + 1 === options.depth) return [child(left, 0, null), child(right, 1, null)];
  const leftIsSmaller = middle - from <= to - middle;
  const smaller = gradientHistogram(plan, descent, leftIsSmaller ? left : right);
  const larger = subtractHistogram(histogram!, smaller);
  return leftIsSmaller
    ? [child(left, 0, smaller), child(right, 1, larger)]
    : [child(left, 0, larger), child(right, 1, smaller)];
}

function leafValue(
  steps: Float64Array,
  { from, to }: Range,
  { lambda, shrinkage }: TreeOptions,
): number {
  let [gradient, hessian] = [0, 0];
  for (let place = from; place < to; place++) {
    gradient += steps[2 * place]!;
    hessian += steps[2 * place + 1]!;
  }
  const curvature = hessian + lambda; // 0 for rows that are certain by now, without a penalty
  return curvature > 0 ? (-shrinkage * gradient) / curvature : 0;
}
