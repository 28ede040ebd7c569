import type { BinnedColumn } from "./binned-column.js";
import type { Criterion } from "./criterion.js";

/**
 * Sums per bin of every column: bin b of column c has its sums at stride · (offsets[c] + b) and the
 * places that follow.
 */
export type Histogram = Float64Array;

/** Binned columns, laid out for counting. */
export interface HistogramPlan {
  readonly columns: readonly BinnedColumn[];
  /** Where each column's bins begin, and past the last column how many there are. */
  readonly offsets: Int32Array;
  /** The most bins of a column. */
  readonly mostBins: number;
  /**
   * Where each value adds its step, row by row: half the time of a walk column by column, since
   * what is added stays in registers (3.5 against 7.5 ns a value, 40,000 rows of 20 columns).
   */
  readonly places: Int32Array;
}

/** @param stride numbers a bin */
export function histogramPlan(columns: readonly BinnedColumn[], stride: number): HistogramPlan {
  const offsets = new Int32Array(columns.length + 1);
  const rows = columns[0]?.codes.length ?? 0;
  const places = new Int32Array(rows * columns.length);
  columns.forEach(({ codes, bins }, c) => {
    const offset = offsets[c]!;
    offsets[c + 1] = offset + bins;
    for (let row = 0; row < rows; row++) {
      places[row * columns.length + c] = stride * (offset + codes[row]!);
    }
  });
  const mostBins = columns.reduce((most, { bins }) => Math.max(most, bins), 0);
  return { columns, offsets, mostBins, places };
}

/**
 * Rows, and what each adds, side by side, in the order of the rows: gradient and Hessian, or class
 * and weight.
 */
export interface Steps {
  readonly rows: Int32Array;
  readonly steps: Float64Array;
}

/** Places of a list from `from` up to `to`, that not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Sum the steps of a range of rows per bin of every column. O(rows · columns): the main cost. */
export function histogramOf(
  plan: HistogramPlan,
  { stride, addRows }: Criterion,
  steps: Steps,
  range: Range,
): Histogram {
  const histogram = new Float64Array(stride * plan.offsets[plan.columns.length]!);
  addRows(plan, steps, range, histogram);
  return histogram;
}

/** The histogram of one child, from those of its parent, which is overwritten, and its sibling. */
export function subtractHistogram(parent: Histogram, sibling: Histogram): Histogram {
  for (let i = 0; i < parent.length; i++) parent[i]! -= sibling[i]!;
  return parent;
}
