import type { DataFinding, EngineColumn } from "../../ports/data-engine.js";
import type { Mark } from "./fingerprint.js";
import type { Reading } from "./text/reading.js";
import type { BuiltRows } from "./text/row-builder.js";

/** Rows of one file that were read together. Places are bytes of a text, rows of a Parquet file. */
export interface LoadedRows extends BuiltRows {
  readonly start: number;
  /** To be added to where the rows end. */
  readonly base: number;
  /** The place after the last row, and after what follows it and is no row. */
  readonly next: number;
  /** Marks of the file at both ends, where they are known. */
  readonly before: Mark;
  readonly after: Mark;
}

export interface LoadOptions {
  readonly from: number;
  /** Not beyond; rows end there. */
  readonly until?: number | undefined;
  /** The last line is a line, even if it has no end. */
  readonly isFinal: boolean;
  /** About so many bytes together. */
  readonly bytes: number;
}

/** What is in a file, and how to read it on from any place. */
export interface FileContent extends AsyncDisposable {
  /** The columns of the file: of JSON Lines those of the first objects. */
  readonly names: readonly string[];
  /** All columns are known: one that is not among the names is not in the file. */
  readonly isComplete: boolean;
  /** It is all there: its last line has ended, too. */
  readonly isFixed: boolean;
  readonly findings: readonly DataFinding[];
  /** With types, guessed from the first rows. */
  columns(): Promise<readonly EngineColumn[]>;
  /** Event time of the next row that has one, NaN where none of the next few has. */
  peek(from: number, reading: Reading): Promise<number>;
  /** The next rows; null where there is nothing whole. There may be no row, but lines that are none. */
  load(options: LoadOptions, reading: Reading): Promise<LoadedRows | null>;
}
