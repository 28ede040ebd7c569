import type { Table } from "../core/table.js";
import type { ColumnRequest } from "./column-request.js";
import type { DataFinding, DataFormat, EngineColumn } from "./data-engine.js";

/**
 * A source of rows that grows: a file, a folder or glob of files, "-" for stdin, or "query:" and a SELECT
 * of which every look asks again.
 */
export interface RowSourceRequest {
  readonly source: string;
  /** The column of event time. */
  readonly time: string;
  readonly format?: DataFormat;
  /** Texts that stand for "no value"; an empty field always does. */
  readonly missingValues: readonly string[];
  /** How long after the newest row an earlier one may come, and is looked for: of a query. */
  readonly latenessMs?: number;
  /** Where an earlier run stood; from the beginning where it is not given. */
  readonly position?: SourcePosition;
}

/** Where a reader stands, as JSON keeps it; only the source that made it can read it. */
export type SourcePosition = Readonly<Record<string, unknown>>;

/** Rows that lie together, in the order of their file. */
export interface RowChunk {
  /** Event time in milliseconds since 1970 UTC, one a row; NaN where there is none. */
  readonly times: Float64Array;
  /** The columns that were asked for, in that order. What cannot be read as what was asked for is missing. */
  readonly table: Table;
  /** The file, for messages. */
  readonly origin: string;
  /** An earlier run has read these rows already; they come again for what it had not finished. */
  readonly isAgain: boolean;
}

/** Reads each row of a growing source once. */
export interface RowSource extends AsyncDisposable {
  readonly name: string;
  /** Nothing will ever come any more: stdin is closed. */
  readonly hasEnded: boolean;
  /**
   * The columns of what is there, their types guessed from the first rows; null while nothing is.
   *
   * @throws {InputError} when what is there is no table, or has no column of event time
   */
  columns(): Promise<readonly EngineColumn[] | null>;
  /**
   * All rows that have come since the last call, and then the end. Files are merged by event time: the
   * one that is farthest behind is read next, so that a backlog of many files comes nearly in order,
   * in memory for a chunk of each file that is being read.
   *
   * @param options.toTheEnd take a last line that has no end, too
   */
  read(
    columns: readonly ColumnRequest[],
    options?: { readonly toTheEnd?: boolean },
  ): AsyncIterable<RowChunk>;
  /**
   * Where a later run has to begin so that every row of the moment `from` or later comes, be it again or
   * for the first time; earlier ones may come, too.
   */
  position(from: number): SourcePosition;
  /** What was found since the last call: a file that was replaced, lines that are no rows. */
  findings(): readonly DataFinding[];
}
