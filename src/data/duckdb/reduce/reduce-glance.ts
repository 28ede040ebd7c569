import type { Glance } from "../../../ports/data-engine.js";
import { glanceOf, isSeenWhole, SLICE_ROWS, sliceStarts } from "../../columns/glance-of.js";
import { numbersOf } from "../answer-column.js";
import type { Relation } from "../relation.js";
import type { DuckDbSession } from "../session.js";
import type { StoredValues } from "../stored-table.js";

/** So many columns to one query: the database takes time in the square of them to plan it. */
const COLUMNS_AT_ONCE = 25;

interface Wanted {
  readonly name: string;
  readonly values: StoredValues;
}

/** A glance at number columns, in the order of `wanted`: one query for many of them. */
export async function glances(
  session: DuckDbSession,
  rows: number,
  wanted: readonly Wanted[],
): Promise<Glance[]> {
  const answers = new Map<Wanted, Glance>();
  for (const from of new Set(wanted.map(({ values }) => values.from))) {
    const here = wanted.filter(({ values }) => values.from === from);
    for (let start = 0; start < here.length; start += COLUMNS_AT_ONCE) {
      const some = here.slice(start, start + COLUMNS_AT_ONCE);
      const columns = some.map(({ values }, i) => `${values.expression} AS v${i}`).join(", ");
      const select = slicesOf(from, rows).map((slice) => `SELECT ${columns} FROM ${slice}`);
      const answer = rows === 0 ? [] : await session.query(select.join(" UNION ALL "));
      some.forEach((one, i) => answers.set(one, glanceOf(one.name, numbersOf(answer, i), rows)));
    }
  }
  return wanted.map((one) => answers.get(one)!);
}

function slicesOf(from: Relation, rows: number): string[] {
  if (isSeenWhole(rows)) return [from.sql];
  return sliceStarts(rows).map((start) => from.slice(start, SLICE_ROWS));
}
