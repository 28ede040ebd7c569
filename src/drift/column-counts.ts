import type { ValueCounts } from "../core/value-counts.js";

/** A category and how many rows have it. */
export interface CategoryCount {
  readonly name: string;
  readonly count: number;
}

/** What one table has in a column. */
export interface SideCounts {
  readonly rows: number;
  /** Rows with a value. */
  readonly present: number;
  /** Distinct values among them. */
  readonly distinct: number;
}

/** Both tables' counts of one column: by value, or by category. */
export type ColumnCounts = {
  readonly reference: SideCounts;
  readonly current: SideCounts;
} & (
  | { readonly by: "value"; readonly values: readonly [ValueCounts, ValueCounts] }
  | {
      readonly by: "category";
      readonly categories: readonly [readonly CategoryCount[], readonly CategoryCount[]];
    }
);
