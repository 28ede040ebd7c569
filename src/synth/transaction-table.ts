import type { Column, NumberColumn, Table, TextColumn, TimeColumn } from "../core/table.js";
import { COUNTRIES } from "./countries.js";
import { CHANNELS, MERCHANT_CATEGORIES } from "./merchant-categories.js";

/** The columns of the table, in its order. */
export const TRANSACTION_COLUMNS: readonly {
  readonly name: string;
  readonly kind: Column["kind"];
  readonly isInteger?: boolean;
}[] = [
  { name: "transaction_id", kind: "text" },
  { name: "timestamp", kind: "time" },
  { name: "account_id", kind: "text" },
  { name: "amount", kind: "number" },
  { name: "balance", kind: "number" },
  { name: "merchant_category", kind: "text" },
  { name: "channel", kind: "text" },
  { name: "country", kind: "text" },
  { name: "hour", kind: "number", isInteger: true },
  { name: "is_fraud", kind: "number", isInteger: true },
];

/** Room for transactions, column by column. */
export interface TransactionColumns {
  readonly transactionId: TextColumn;
  readonly timestamp: TimeColumn;
  readonly accountId: TextColumn;
  readonly amount: NumberColumn;
  readonly balance: NumberColumn;
  readonly merchantCategory: TextColumn;
  readonly channel: TextColumn;
  readonly country: TextColumn;
  readonly hour: NumberColumn;
  readonly isFraud: NumberColumn;
}

const CATEGORY_NAMES = MERCHANT_CATEGORIES.map(({ name }) => name);
const COUNTRY_NAMES = COUNTRIES.map(({ name }) => name);

/**
 * Columns to be filled, all but the ids, which are there: T000000001 and so on.
 *
 * @param firstRow number of the first row in its stream, counted from 0; ids count from 1
 */
export function transactionColumns(
  rows: number,
  firstRow: number,
  accountIds: readonly string[],
): TransactionColumns {
  const ids = Array.from(
    { length: rows },
    (_, i) => `T${String(firstRow + i + 1).padStart(9, "0")}`,
  );
  const text = (name: string, levels: readonly string[]): TextColumn => {
    return { kind: "text", name, codes: new Int32Array(rows), levels };
  };
  const number = (name: string): NumberColumn => {
    return { kind: "number", name, values: new Float64Array(rows) };
  };
  const transactionId = text("transaction_id", ids);
  for (let i = 0; i < rows; i++) transactionId.codes[i] = i;
  return {
    transactionId,
    timestamp: { kind: "time", name: "timestamp", values: new Float64Array(rows) },
    accountId: text("account_id", accountIds),
    amount: number("amount"),
    balance: number("balance"),
    merchantCategory: text("merchant_category", CATEGORY_NAMES),
    channel: text("channel", CHANNELS),
    country: text("country", COUNTRY_NAMES),
    hour: number("hour"),
    isFraud: number("is_fraud"),
  };
}

/** The table of the columns, in the order of TRANSACTION_COLUMNS. */
export function transactionTable(columns: TransactionColumns): Table {
  return { rows: columns.amount.values.length, columns: Object.values(columns) as Column[] };
}
