import { bestSplit, type Split } from "./best-split.js";
import type { Criterion } from "./criterion.js";
import {
  histogramOf,
  subtractHistogram,
  type Histogram,
  type HistogramPlan,
  type Range,
  type Steps,
} from "./histogram.js";
import { partRows } from "./part-rows.js";
import type { Tree } from "./tree.js";

/** How a tree is grown. */
export interface Growth {
  readonly criterion: Criterion;
  /** Questions between root and leaf, at most; Infinity for no limit. */
  readonly depth: number;
  /**
   * The columns that a node may ask, in the order in which they are tried: of equal splits the first
   * wins. Where `enough` of them have been tried and one can be split, the others are left.
   */
  readonly candidates: () => { readonly columns: ArrayLike<number>; readonly enough: number };
  /** All nodes have the same candidates, and need all of them: then children can be subtracted. */
  readonly sameForAll: boolean;
}

/** A node whose rows are known, and who may still be split. */
interface OpenNode extends Range {
  readonly node: number;
  readonly depth: number;
  /** Null where columns are counted one by one, when they are asked. */
  readonly histogram: Histogram | null;
}

/** Nodes of fewer rows are counted column by column: bins outnumber what is in them. */
const FEW_ROWS = 1024;

/**
 * Grow a tree: split while it gains, level by level, down to the depth. Of two large children the
 * smaller one is counted; the other is what its parent has besides.
 *
 * @param all the rows to learn from and their steps; their order is changed
 * @param scratch of the same sizes, overwritten
 */
export function growTree(
  plan: HistogramPlan,
  all: Steps,
  { criterion, depth, candidates, sameForAll }: Growth,
  scratch: Steps,
): Tree {
  const nodes = [leaf()];
  const whole = { from: 0, to: all.rows.length };
  const wantsHistogram = (range: Range, at: number) =>
    sameForAll && at < depth && range.to - range.from >= FEW_ROWS;
  const counted = (range: Range, at: number) =>
    wantsHistogram(range, at) ? histogramOf(plan, criterion, all, range) : null;
  const sums = new Float64Array(criterion.stride * plan.mostBins);
  const open: OpenNode[] = [{ node: 0, depth: 0, ...whole, histogram: counted(whole, 0) }];
  for (const here of open) {
    const totals = criterion.totals(all, here);
    const split =
      here.depth < depth && !criterion.isDone(totals)
        ? chooseSplit({ plan, criterion, all, sums }, here, totals, candidates())
        : null;
    if (split === null) {
      nodes[here.node]!.value = criterion.leaf(totals);
      continue;
    }
    const { column, goesRight } = split;
    const { codes } = plan.columns[column]!;
    const middle = partRows(all, here, { codes, goesRight }, scratch);
    const left = nodes.length;
    nodes[here.node] = { column, goesRight, left, value: [] };
    nodes.push(leaf(), leaf());
    const [first, second] = [
      { from: here.from, to: middle },
      { from: middle, to: here.to },
    ];
    const below = here.depth + 1;
    const [smaller, larger] =
      middle - here.from <= here.to - middle ? [first, second] : [second, first];
    const ofLarger = here.histogram !== null && wantsHistogram(larger, below);
    const few = ofLarger ? histogramOf(plan, criterion, all, smaller) : null;
    const many = few && subtractHistogram(here.histogram!, few);
    const kept = wantsHistogram(smaller, below) ? few : null;
    open.push(
      { node: left, depth: below, ...first, histogram: smaller === first ? kept : many },
      { node: left + 1, depth: below, ...second, histogram: smaller === first ? many : kept },
    );
  }
  return treeOf(nodes);
}

interface Node {
  column: number;
  left: number;
  goesRight: Uint8Array;
  value: readonly number[];
}

const NOWHERE = new Uint8Array(0);

function leaf(): Node {
  return { column: -1, left: 0, goesRight: NOWHERE, value: [] };
}

function treeOf(nodes: readonly Node[]): Tree {
  const outputs = nodes.at(-1)!.value.length; // the last one is a leaf
  const value = new Float64Array(outputs * nodes.length);
  nodes.forEach((node, i) => {
    value.set(node.value, outputs * i);
  });
  return {
    column: Int32Array.from(nodes, ({ column }) => column),
    left: Int32Array.from(nodes, ({ left }) => left),
    goesRight: nodes.map(({ goesRight }) => goesRight),
    outputs,
    value,
  };
}

interface Counting {
  readonly plan: HistogramPlan;
  readonly criterion: Criterion;
  readonly all: Steps;
  /** Room for the sums of one column. */
  readonly sums: Float64Array;
}

function chooseSplit(
  { plan, criterion, all, sums }: Counting,
  here: OpenNode,
  totals: Float64Array,
  { columns, enough }: { readonly columns: ArrayLike<number>; readonly enough: number },
): (Split & { readonly column: number }) | null {
  const { stride } = criterion;
  let best: (Split & { column: number }) | null = null;
  for (let tried = 0; tried < columns.length && (tried < enough || best === null); tried++) {
    const column = columns[tried]!;
    const binned = plan.columns[column]!;
    const first = stride * plan.offsets[column]!;
    const size = stride * binned.bins;
    const own = here.histogram?.subarray(first, first + size) ?? sums.subarray(0, size).fill(0);
    if (here.histogram === null) criterion.addColumn(binned.codes, all, here, own);
    const split = bestSplit(criterion, own, totals, binned, best?.gain);
    if (split !== null) best = { ...split, column };
  }
  return best;
}
