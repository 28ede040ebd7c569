import type { BinnedColumn } from "./binned-column.js";
import type { Histogram, HistogramPlan, Range, Steps } from "./histogram.js";

/** The first `size` bins of an order go left, or, one by one, its bin number `size` alone. */
export interface Cut {
  readonly gain: number;
  readonly size: number;
}

/** No cut that the limits allow. */
export const NO_CUT: Cut = { gain: -Infinity, size: 0 };

/**
 * What trees are grown for: what is summed in each bin, and what makes a cut good. The sums of a bin
 * are `stride` numbers, of which the last is how many rows it has.
 */
export interface Criterion {
  readonly stride: number;
  /** A cut has to gain more than this. */
  readonly leastGain: number;
  /** Add the steps of a range of rows to the bins of all columns. */
  readonly addRows: (plan: HistogramPlan, steps: Steps, range: Range, histogram: Histogram) => void;
  /** Add them to the bins of one column. */
  readonly addColumn: (
    codes: BinnedColumn["codes"],
    steps: Steps,
    range: Range,
    sums: Histogram,
  ) => void;
  /** The sums over a range of rows, of one node. */
  readonly totals: (steps: Steps, range: Range) => Float64Array;
  /** Whether a node with these sums can only be a leaf. */
  readonly isDone: (totals: Float64Array) => boolean;
  /** The best of the cuts of the bins in this order. */
  readonly bestCut: (
    sums: Float64Array,
    totals: Float64Array,
    order: Uint16Array,
    oneByOne: boolean,
  ) => Cut;
  /** By what categories are put in order; NaN where all subsets cannot be had so. */
  readonly rank: (sums: Float64Array, bin: number) => number;
  /** What a leaf says: one number, or one a class. */
  readonly leaf: (totals: Float64Array) => readonly number[];
}
