import { InputError } from "../../../core/errors.js";
import type { PartRule } from "../../../ports/table-parts.js";
import { numbersOf } from "../answer-column.js";
import { requireFewParts } from "./most-parts.js";
import type { Relation } from "../relation.js";
import type { DuckDbSession } from "../session.js";
import type { Division } from "./stored-parts.js";
import type { StoredValues } from "../stored-table.js";

type RowRule = Extract<PartRule, { by: "rows" }>;

/**
 * Rows one after another, sorted by `values` first where the rule says so.
 *
 * @param values numbers or times to sort by, else of any column
 */
export async function divideByRows(
  session: DuckDbSession,
  rows: number,
  { from, expression }: StoredValues,
  rule: RowRule,
): Promise<Division> {
  const { size } = rule;
  if (!Number.isInteger(size) || size < 1) {
    throw new InputError(`a part of ${size} rows cannot be`, {
      fix: "give a whole number of rows",
    });
  }
  const { sorted, present } =
    rule.orderBy === undefined
      ? { sorted: true, present: rows }
      : await sortedness(session, from, expression);
  const count = Math.ceil(present / size);
  requireFewParts(count, `of ${size} rows each`, "larger parts");
  const number = sorted ? from.rowNumber : sortedNumber(from, expression);
  const key = `(${number} // ${size})::DOUBLE`;
  return {
    parts: Array.from({ length: count }, (_, i) => {
      const end = Math.min(present, (i + 1) * size);
      return { name: `rows ${i * size + 1} to ${end}`, rows: end - i * size };
    }),
    leftOut:
      present < rows
        ? [{ rows: rows - present, why: `no value in column "${rule.orderBy ?? ""}"` }]
        : [],
    stored: {
      from,
      key,
      isIn: "k IS NOT NULL",
      keys: Array.from({ length: count }, (_, i) => i),
    },
  };
}

/** Do the rows lie in this order already? Most tables with times do, and need not be sorted then. */
async function sortedness(session: DuckDbSession, from: Relation, expression: string) {
  const values = `SELECT ${there(expression)} AS t FROM ${from.sql}`;
  const answer = await session.query(
    `SELECT count(t)::DOUBLE, count(*) FILTER (t IS NULL OR t < before)::DOUBLE
     FROM (SELECT t, lag(t) OVER () AS before FROM (${values}))`,
  );
  const [present = 0, unsorted = 0] = [numbersOf(answer, 0)[0], numbersOf(answer, 1)[0]];
  return { sorted: unsorted === 0, present };
}

/** The place of a row among those with a value, sorted; NULL for one without. */
function sortedNumber(from: Relation, expression: string): string {
  const t = there(expression);
  const place = `row_number() OVER (ORDER BY ${t} NULLS LAST, ${from.rowNumber}) - 1`;
  return `(CASE WHEN ${t} IS NOT NULL THEN ${place} END)`;
}

function there(expression: string): string {
  return `(CASE WHEN NOT isnan(${expression}) THEN ${expression} END)`;
}
