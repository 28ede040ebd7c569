/** Numbers, one a row; NaN where a value is missing. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array;
}

/** Texts, one a row, as places in the list of distinct ones; −1 where a value is missing. */
export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  readonly codes: Int32Array;
  /** The distinct texts, in the order in which they first occur or sorted: codes point into it. */
  readonly levels: readonly string[];
}

/** Moments in milliseconds since 1970 UTC, one a row; NaN where a value is missing. */
export interface TimeColumn {
  readonly kind: "time";
  readonly name: string;
  readonly values: Float64Array;
}

export type Column = NumberColumn | TextColumn | TimeColumn;

/** Rows in memory, column by column; all columns have the same number of rows. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}
