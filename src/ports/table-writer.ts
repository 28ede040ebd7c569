import type { Column, Table } from "../core/table.js";

/** A column of a file to be written. */
export interface WrittenColumn {
  readonly name: string;
  readonly kind: Column["kind"];
  /** Of a number column: all its values are whole, and a file that has types says so. */
  readonly isInteger?: boolean;
  /** Of a text column: what its texts are; a file that has types holds them as that. */
  readonly textsAre?: TextsAre;
}

/** Texts that stand for values of a type: "00501" does not, "1.50" does. */
export interface TextsAre {
  readonly type: "integer" | "number" | "boolean" | "timestamp" | "other";
  /** The word of the Parquet file that they were read from: "DECIMAL(9,2)". */
  readonly storedAs?: string;
}

/** Writes a table batch by batch, in bounded memory; the same rows give the same bytes. */
export interface TableWriter {
  /** Rows to add; the columns are those that the writer was made for, in that order. */
  write(batch: Table): Promise<void>;
  /** Make the file appear, whole. A table without rows has its columns nonetheless. */
  commit(): Promise<void>;
  /** Forget what was written; safe to call after `commit`, too. */
  discard(): Promise<void>;
}
