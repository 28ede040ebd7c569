import type { Table } from "../core/table.js";
import type { ColumnRequest } from "./column-request.js";
import type { EngineTable, TableRequest } from "./data-engine.js";

export type { ColumnRequest };

/** Reads whole rows into memory: for training, where a model has to see them. */
export interface RowReader extends AsyncDisposable {
  open(request: TableRequest): Promise<EngineTable>;
  /**
   * The rows in the order of the file, columns in the order of the request. What cannot be read as
   * what was asked for is missing.
   */
  read(table: EngineTable, columns: readonly ColumnRequest[]): Promise<Table>;
}
