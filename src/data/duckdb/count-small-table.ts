import type { ValueCounts } from "../../core/value-counts.js";
import type { CategoryCounts } from "../../ports/data-engine.js";
import { topCategories } from "../columns/top-categories.js";
import type { AnswerColumn } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import type { StoredValues } from "./stored-table.js";

/** Tables up to so many rows are counted here: a query has a cost of its own, past that it is small. */
export const SMALL_TABLE_ROWS = 2 ** 16;
/** Fields that are read at once. */
const FIELDS_AT_ONCE = 2 ** 22;
/** Columns to one query: its text must not grow without end. */
const MOST_COLUMNS = 500;

/** What to count of a small table: the values of a column, or its categories. */
export interface SmallCount {
  readonly kind: "values" | "categories";
  readonly values: StoredValues;
  readonly limit: number;
}

/**
 * Count columns of a small table, many to a query. A query for each costs a millisecond, and more the
 * wider the table is: ten thousand columns of a hundred rows took an hour.
 *
 * @returns in the order of `wanted`
 */
export async function countSmallTable(
  session: DuckDbSession,
  rows: number,
  wanted: readonly SmallCount[],
): Promise<(ValueCounts | CategoryCounts | null)[]> {
  const answers = new Map<SmallCount, ValueCounts | CategoryCounts | null>();
  const atOnce = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(FIELDS_AT_ONCE / (rows + 1))));
  for (const from of new Set(wanted.map(({ values }) => values.from))) {
    const here = wanted.filter(({ values }) => values.from === from);
    for (let start = 0; start < here.length; start += atOnce) {
      const some = here.slice(start, start + atOnce);
      const columns = some.map(({ values }, i) => `${values.expression} AS v${i}`);
      const answer = await session.query(`SELECT ${columns.join(", ")} FROM ${from.sql}`);
      some.forEach((count, i) => answers.set(count, counted(count, answer[i])));
    }
  }
  return wanted.map((count) => answers.get(count)!);
}

function counted(
  { kind, limit }: SmallCount,
  column: AnswerColumn | undefined,
): ValueCounts | CategoryCounts | null {
  if (kind === "values") {
    return countNumbers(column instanceof Float64Array ? column : new Float64Array(0), limit);
  }
  return countTexts(column === undefined || column instanceof Float64Array ? [] : column, limit);
}

/** @param column NaN where a value is missing; it is sorted */
function countNumbers(column: Float64Array, limit: number): ValueCounts | null {
  column.sort(); // NaN comes last
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of column) {
    if (Number.isNaN(value)) break;
    // −0 and 0 are one value: they are equal here, and neighbours.
    if (value === values.at(-1)) counts[counts.length - 1]! += 1;
    else {
      values.push(value + 0);
      counts.push(1);
    }
  }
  if (values.length > limit) return null;
  return { values: new Float64Array(values), counts: new Float64Array(counts) };
}

function countTexts(column: readonly (string | null)[], limit: number): CategoryCounts {
  const counts = new Map<string, number>();
  for (const text of column) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  return topCategories(
    Array.from(counts, ([name, count]) => ({ name, count })),
    limit,
  );
}
