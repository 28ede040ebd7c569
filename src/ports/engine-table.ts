/** What the values of a column are, as the engine found them in the data. */
export type ColumnType = "number" | "boolean" | "text" | "timestamp" | "other";

export interface EngineColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The source's own word for it: "BIGINT" of a Parquet file, "text" of a CSV. */
  readonly storedAs: string;
}

/** Something in the data that a person should know, grouped: "312 rows have 3 fields instead of 4". */
export interface DataFinding {
  readonly what: string;
  /** Where it was seen first: "data.csv:17". */
  readonly where?: string;
  readonly count: number;
}

/** A table that an engine can reduce. */
export interface EngineTable {
  readonly source: string;
  readonly rows: number;
  /** Of the bytes of the file; null where the engine does not read bytes, or there are many files. */
  readonly sha256: string | null;
  readonly columns: readonly EngineColumn[];
  readonly findings: readonly DataFinding[];
}
