import type { Column } from "../core/table.js";

/** A column to read, and as what. */
export interface ColumnRequest {
  readonly name: string;
  readonly as: Column["kind"];
}
