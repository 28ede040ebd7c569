import type { ValueCounts } from "../core/value-counts.js";
import type { Ladder } from "../stats/ladder/ladder.js";

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
  /** Distinct values among them; of tables too large to count value by value, about that many. */
  readonly distinct: number;
}

/** The same of a column of numbers. */
export interface NumberSide extends SideCounts {
  /** Whole numbers that never repeat and leave few gaps: a counter. */
  readonly isRunningNumber: boolean;
  /** Mean and standard deviation (n − 1) of the finite values; null where too few are, or they overflow. */
  readonly mean: number | null;
  readonly sd: number | null;
}

/** Both tables' counts of a column of numbers. */
export interface NumericCounts {
  readonly by: "value";
  readonly reference: NumberSide;
  readonly current: NumberSide;
  /** The values of the reference are x, those of the current table y. */
  readonly ladder: Ladder;
  /** The ladder without its atoms, looked into for its own largest gap; absent where there are none. */
  readonly withoutAtoms?: Ladder;
  /** Scans of the data that it took. */
  readonly passes: number;
  /** Where the ladder stands on cells of a profile, whose spans nobody can look into. */
  readonly cells?: ProfileCells;
}

/** What else the cells of a profile tell. */
export interface ProfileCells {
  /** The same on fewer cells, whose sums are known. */
  readonly sums: Ladder;
  /** Each side as if all of a cell lay at its lower end, and at its upper one. */
  readonly ends: readonly [SideEnds, SideEnds];
}

export interface SideEnds {
  readonly low: ValueCounts;
  readonly high: ValueCounts;
}

/** Both tables' counts of a column of categories. */
export interface CategoricalCounts {
  readonly by: "category";
  readonly reference: SideCounts;
  readonly current: SideCounts;
  readonly categories: readonly [readonly CategoryCount[], readonly CategoryCount[]];
}

/** Both tables' counts of one column: by value, or by category. */
export type ColumnCounts = NumericCounts | CategoricalCounts;

/** How many rows and values both tables have: all of the counts that is needed once a column is weighed. */
export type BothSides = Pick<ColumnCounts, "reference" | "current">;
