import { InputError } from "../core/errors.js";
import type { Table } from "../core/table.js";
import type { DriftKind } from "./drift-schedule.js";
import type { RowTimes } from "./row-times.js";

/** How the rows of a made-up table drift; which of its columns move is the table's own affair. */
export interface RowDrift {
  /** Share of the full drift, 0 to 1. */
  readonly factor: number;
  readonly kind: DriftKind;
  /** First row with drift, counted from 0. */
  readonly startRow: number;
}

/** Rows to make up. */
export interface RowRequest {
  /** Rows of the whole stream, 1 or more. */
  readonly rows: number;
  readonly seed: number;
  readonly times: RowTimes;
  readonly drift: RowDrift;
}

/** The rows of a made-up table, in order: the same rows however they are cut into tables. */
export interface RowStream {
  /** The rows that follow, as a table; memory is that of one table. */
  next(rows: number): Table;
}

/** @throws {InputError} when there are no rows, or the drift factor is not from 0 to 1 */
export function checkRowRequest({ rows, drift: { factor } }: RowRequest): void {
  if (!(Number.isSafeInteger(rows) && rows >= 1)) {
    throw new InputError(`${rows} is no number of rows`, {
      fix: "ask for a whole number, 1 or more",
    });
  }
  if (!(factor >= 0 && factor <= 1)) {
    throw new InputError(`drift factor ${factor} is not from 0 to 1`, {
      fix: "give 0 for no drift, 1 for all of it, or something between",
    });
  }
}
