import type { CategoryCount } from "../column-counts.js";
import type { KnownColumn } from "../column-plan.js";
import type { LatticeCells } from "./lattice-cells.js";

/** What is kept of a table: enough to compare with it, and none of its rows. */
export interface TableProfile {
  /** Names of what was profiled, without folders: sorted. */
  readonly sources: readonly string[];
  readonly rows: number;
  /** Categories of fewer rows are kept as their sum. */
  readonly minCount: number;
  readonly columns: readonly ColumnProfile[];
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: KnownColumn["type"];
  readonly storedAs: string;
  /** Rows with a value. */
  readonly present: number;
  readonly missing: MissingRows;
  /** Distinct values: exact where they are kept, else about; null where no one has counted them. */
  readonly distinct: number | null;
  readonly content: ColumnContent;
}

/** Rows without a value, and why. */
export interface MissingRows {
  readonly absent: number;
  readonly notANumber: number;
  readonly unreadable: number;
}

export type ColumnContent =
  | NumberContent
  | CategoryContent
  | { readonly kind: "times"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "withheld"; readonly why: Withheld }
  | { readonly kind: "none" };

/** Why no value of a column is kept: `drift` would not compare them, either. */
export type Withheld = "identifier" | "text" | "nested";

/** Numbers, or what is counted as such. */
export interface NumberContent {
  readonly kind: "numbers";
  /** Of all values, infinite ones included. */
  readonly minimum: number;
  readonly maximum: number;
  /** Of the finite values; null where there is none, or it overflows. */
  readonly mean: number | null;
  /** Σ (value − mean)² of the finite values; null likewise. */
  readonly squares: number | null;
  /** Every finite value is a whole number; no value occurs twice. */
  readonly isWhole: boolean;
  readonly isUnique: boolean;
  /** How many are 0, the value that most often holds many rows; null where no one knows. */
  readonly zeros: number | null;
  /** How many are −∞ and ∞. */
  readonly infinite: readonly [below: number, above: number];
  /** Counts of the finite values on at most 512 cells, ... */
  readonly cells: LatticeCells;
  /** ... and their sums on at most 32. */
  readonly sums: LatticeCells;
  readonly setup: NumberSetup;
}

/** Rows that were drawn to make a detector's edges, and must not be counted by it. */
export interface NumberSetup {
  readonly missing: number;
  readonly infinite: readonly [below: number, above: number];
  /** At most 128, on a lattice no finer than that of all values. */
  readonly cells: LatticeCells;
}

export interface CategoryContent {
  readonly kind: "categories";
  /** In the order of their names, which no locale changes. */
  readonly categories: readonly CategoryCount[];
  /** Rows of all other categories, and how many those are; null where no one has counted them. */
  readonly rest: { readonly rows: number; readonly categories: number | null };
  readonly setup: CategorySetup;
}

/** Rows that were drawn to choose a detector's levels, and must not be counted by it. */
export interface CategorySetup {
  readonly missing: number;
  /** Of each of `categories`. */
  readonly counts: Float64Array;
  readonly rest: number;
}

/** How many rows have no value. */
export function missingOf({ missing }: ColumnProfile): number {
  return missing.absent + missing.notANumber + missing.unreadable;
}
