import type { EngineTable } from "./engine-table.js";

export const timeUnits = ["minute", "hour", "day", "week", "month", "quarter", "year"] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** How to divide the rows of a table. */
export type PartRule =
  | {
      /**
       * Equal spans of UTC, counted from 1970; weeks begin on Monday. Spans without a row are no parts,
       * and rows without a time are left out.
       */
      readonly by: "time";
      /** A timestamp column. */
      readonly column: string;
      readonly every: { readonly count: number; readonly unit: TimeUnit };
    }
  | {
      /** So many rows after one another; the last part may have fewer. */
      readonly by: "rows";
      readonly size: number;
      /**
       * A number or timestamp column by which the rows are sorted first, equal ones as in the table;
       * rows without a value are left out.
       */
      readonly orderBy?: string;
    }
  | {
      /** One part for each of the `limit` most frequent values, and one for rows without a value. */
      readonly by: "value";
      readonly column: string;
      readonly limit: number;
    };

/** Some rows of a table, at least one. */
export interface TablePart {
  /** The ISO start of a span of time, "rows 1 to 10000", or the value; "" for rows without one. */
  readonly name: string;
  readonly rows: number;
  /** Of a span of time, in ISO: its start, and the start of the next. */
  readonly from?: string;
  readonly to?: string;
  /** The rows that have no value in the column of the rule. */
  readonly isMissing?: true;
}

/** A table, divided: every row is in one part, or left out. */
export interface TableParts {
  readonly table: EngineTable;
  /** By time, by place, or the most frequent value first and the missing last. */
  readonly parts: readonly TablePart[];
  readonly leftOut: readonly { readonly rows: number; readonly why: string }[];
}
