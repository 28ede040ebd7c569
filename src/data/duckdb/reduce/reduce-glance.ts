import type { Glance } from "../../../ports/data-engine.js";
import { numbersOf } from "../answer-column.js";
import type { Relation } from "../relation.js";
import type { DuckDbSession } from "../session.js";
import type { StoredValues } from "../stored-table.js";

/** So many stretches of a table are looked at, from its first row to its last, ... */
const SLICES = 4;
/** ... of so many rows each. */
const SLICE_ROWS = 4096;
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
      some.forEach((one, i) => answers.set(one, glance(one.name, numbersOf(answer, i), rows)));
    }
  }
  return wanted.map((one) => answers.get(one)!);
}

function slicesOf(from: Relation, rows: number): string[] {
  if (rows <= SLICES * SLICE_ROWS) return [from.sql];
  const step = (rows - SLICE_ROWS) / (SLICES - 1);
  return Array.from({ length: SLICES }, (_, i) => from.slice(Math.round(i * step), SLICE_ROWS));
}

function glance(column: string, sample: Float64Array, rows: number): Glance {
  const sorted = sample.filter(Number.isFinite).sort();
  const seen = sorted.length;
  if (seen === 0) return { column, median: 0, quartileDistance: 0, distinct: 0, isWhole: false };
  const at = (share: number) => sorted[Math.floor(share * (seen - 1))]!;
  const distance = at(0.75) - at(0.25);
  const distinct = sorted.reduce((sum, value, i) => sum + Number(value !== sorted[i - 1]), 0);
  return {
    column,
    median: at(0.5) + 0, // −0 and 0 are one value
    quartileDistance: Number.isFinite(distance) ? distance : 0,
    distinct:
      sample.length === rows || distinct === 1 ? distinct : distinctOf(seen, distinct, rows),
    isWhole: sorted.every(Number.isInteger),
  };
}

/**
 * Distinct values of a column, from those of some rows: of D equally frequent ones s rows show
 *
 *     d = D · (1 − (1 − 1/D)^s)
 */
function distinctOf(seen: number, distinct: number, rows: number): number {
  if (distinct >= seen) return rows;
  let [low, high] = [distinct, rows];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const shown = -middle * Math.expm1(seen * Math.log1p(-1 / Math.max(middle, 2)));
    if (shown < distinct) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}
