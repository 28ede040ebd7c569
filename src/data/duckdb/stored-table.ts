import type { ColumnType } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import type { Relation } from "./relation.js";

/** Values to read: an expression of SQL over a relation. */
export interface StoredValues {
  readonly from: Relation;
  readonly expression: string;
}

/** A column as the database holds it. */
export interface StoredColumn {
  readonly type: ColumnType;
  readonly storedAs: string;
  /** DOUBLE: NULL where a value is missing, NaN where it is not a number. Times in ms since 1970. */
  readonly numbers: StoredValues | null;
  /** Texts that are no numbers in a column that was asked for as numbers. */
  readonly unreadable: number;
}

/** What the engine knows of a table that it has opened. */
export interface StoredTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /**
   * VARCHAR values, as in the file; NULL where a value is missing. What has become a number is read
   * once more, so ask for all columns at once.
   */
  texts(names: readonly string[]): Promise<ReadonlyMap<string, StoredValues>>;
  /** The files that every query reads again. */
  readonly files: readonly InputFile[];
}
