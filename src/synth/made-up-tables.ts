import type { Column } from "../core/table.js";
import { MIXED_COLUMNS, mixedTable } from "./mixed-table.js";
import type { RowRequest, RowStream } from "./row-request.js";
import { TRANSACTION_COLUMNS } from "./transaction-table.js";
import { transactions } from "./transactions.js";

/** The tables that can be made up. */
export const madeUpTableNames = ["transactions", "mixed"] as const;
export type MadeUpTableName = (typeof madeUpTableNames)[number];

/** A table whose truth is known. */
export interface MadeUpTable {
  readonly columns: readonly {
    readonly name: string;
    readonly kind: Column["kind"];
    readonly isInteger?: boolean;
  }[];
  /** The columns that drift moves, for people. */
  readonly moved: string;
  readonly rows: (request: RowRequest) => RowStream;
}

export const MADE_UP_TABLES: Readonly<Record<MadeUpTableName, MadeUpTable>> = {
  transactions: { columns: TRANSACTION_COLUMNS, moved: "amount", rows: transactions },
  mixed: { columns: MIXED_COLUMNS, moved: "amount and category", rows: mixedTable },
};
