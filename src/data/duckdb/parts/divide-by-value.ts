import type { PartRule, TablePart } from "../../../ports/table-parts.js";
import { requireFewParts } from "./most-parts.js";
import { categoryCounts } from "../reduce/reduce-categories.js";
import type { DuckDbSession } from "../session.js";
import { sqlText } from "../sql-text.js";
import type { Division } from "./stored-parts.js";
import type { StoredValues } from "../stored-table.js";

type ValueRule = Extract<PartRule, { by: "value" }>;

/** @param texts of the column of the rule */
export async function divideByValue(
  session: DuckDbSession,
  rows: number,
  texts: StoredValues,
  { column, limit }: ValueRule,
): Promise<Division> {
  requireFewParts(limit, `of values of "${column}"`, "fewer of its most frequent values");
  const { categories, rest } = await categoryCounts(session, texts, limit);
  const parts: TablePart[] = categories.map(({ name, count }) => ({ name, rows: count }));
  const present = parts.reduce((sum, part) => sum + part.rows, rest.rows);
  const keys: (string | null)[] = categories.map(({ name }) => name);
  if (present < rows) {
    parts.push({ name: "", rows: rows - present, isMissing: true });
    keys.push(null);
  }
  const among = `k IN (${categories.map(({ name }) => sqlText(name)).join(", ") || "NULL"})`;
  const why = `one of ${rest.categories} less frequent values of column "${column}"`;
  return {
    parts,
    leftOut: rest.rows > 0 ? [{ rows: rest.rows, why }] : [],
    stored: {
      from: texts.from,
      key: texts.expression,
      isIn: rest.rows > 0 ? `(k IS NULL OR ${among})` : "TRUE",
      keys,
    },
  };
}
