import type { ColumnBins, ColumnKind } from "./column-bins.js";
import type { StrataCounts } from "./strata-counts.js";

/**
 * What a batch is compared with.
 *
 * - growing: all rows since the last alarm, the first of which make the bins. Has anything changed?
 * - reference: a sample that is handed over, and all rows since. Is it still like the reference? After an
 *   alarm a column is compared with the reference alone again, and starts no job until `acknowledge`.
 * - sliding: the rows of the last `windowMs`, for rhythms slower than that. It has no guarantee.
 */
export type DetectorMode =
  /** `warmUpTicks`: so many ticks only teach the guard how spread scores are; see `warmUpTicks`. */
  | { readonly kind: "growing"; readonly warmUpTicks: number }
  | { readonly kind: "reference" }
  | { readonly kind: "sliding"; readonly windowMs: number; readonly warmUpTicks: number };

/** A reference of one column: bins made of some of its rows, and the counts of all others. */
export interface ColumnReference {
  readonly bins: ColumnBins;
  readonly counts: StrataCounts;
}

export interface DetectedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Its part of the budget; those of all columns add up to 1. An even part by default. */
  readonly share?: number;
  /** In the mode reference. */
  readonly reference?: ColumnReference;
}

export interface DetectorSettings {
  readonly mode: DetectorMode;
  /** N: at most one false alarm in so many days, on average over all columns together. */
  readonly budgetDays: number;
  /** Debiased PSI below which a change that is certain is too small to act on. */
  readonly minEffect: number;
  readonly seed: number;
  readonly columns: readonly DetectedColumn[];
}

/**
 * How many ticks of a cold start are spent on learning how spread scores are: 30 where that takes
 * three hours at most, else none.
 */
export function warmUpTicks(ticksPerDay: number): number {
  return ticksPerDay >= 240 ? 30 : 0;
}
