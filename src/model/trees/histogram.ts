import type { BinnedColumn } from "./binned-column.js";

/**
 * Sums of gradients and Hessians per bin of every column: bin b of column c has its gradient at
 * 2 (offsets[c] + b) and its Hessian right after it.
 */
export type GradientHistogram = Float64Array;

/** Binned columns, laid out for counting. */
export interface HistogramPlan {
  readonly columns: readonly BinnedColumn[];
  /** Where each column's bins begin, and past the last column how many there are. */
  readonly offsets: Int32Array;
  /**
   * Where each value adds its gradient, row by row: half the time of a walk column by column, since
   * what is added stays in registers (3.5 against 7.5 ns a value, 40,000 rows of 20 columns).
   */
  readonly places: Int32Array;
}

export function histogramPlan(columns: readonly BinnedColumn[]): HistogramPlan {
  const offsets = new Int32Array(columns.length + 1);
  const rows = columns[0]?.codes.length ?? 0;
  const places = new Int32Array(rows * columns.length);
  columns.forEach(({ codes, bins }, c) => {
    const offset = offsets[c]!;
    offsets[c + 1] = offset + bins;
    for (let row = 0; row < rows; row++) {
      places[row * columns.length + c] = 2 * (offset + codes[row]!);
    }
  });
  return { columns, offsets, places };
}

/** Rows, and what each adds: gradient and Hessian side by side, in the order of the rows. */
export interface Steps {
  readonly rows: Int32Array;
  readonly steps: Float64Array;
}

/** Places of a list from `from` up to `to`, that not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Sum the steps of a range of rows per bin of every column. O(rows · columns): boosting's main cost. */
export function gradientHistogram(
  { columns, offsets, places }: HistogramPlan,
  { rows, steps }: Steps,
  { from, to }: Range,
): GradientHistogram {
  const width = columns.length;
  const histogram = new Float64Array(2 * offsets[width]!);
  for (let i = from; i < to; i++) {
    const gradient = steps[2 * i]!;
    const hessian = steps[2 * i + 1]!;
    const first = rows[i]! * width;
    for (let value = first; value < first + width; value++) {
      const place = places[value]!;
      histogram[place]! += gradient;
      histogram[place + 1]! += hessian;
    }
  }
  return histogram;
}

/** The histogram of one child, from those of its parent, which is overwritten, and its sibling. */
export function subtractHistogram(
  parent: GradientHistogram,
  sibling: GradientHistogram,
): GradientHistogram {
  for (let i = 0; i < parent.length; i++) parent[i]! -= sibling[i]!;
  return parent;
}

/** The sums of one column of a histogram. */
export function columnSums(
  { offsets }: HistogramPlan,
  histogram: GradientHistogram,
  column: number,
): Float64Array {
  return histogram.subarray(2 * offsets[column]!, 2 * offsets[column + 1]!);
}
