import type { Glance } from "../../ports/data-engine.js";
import { numbersOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import type { StoredValues } from "./stored-table.js";

/** Rows that are looked at. */
const ROWS = 16_384;

/** A glance at number columns, in the order of `wanted`. */
export async function glances(
  session: DuckDbSession,
  rows: number,
  wanted: readonly { readonly name: string; readonly values: StoredValues }[],
): Promise<Glance[]> {
  const answers: Glance[] = [];
  for (const { name, values } of wanted) {
    const sample = `(SELECT ${values.expression} AS v FROM ${values.from} LIMIT ${ROWS})`;
    const answer = await session.query(
      `SELECT count(*)::DOUBLE, count(DISTINCT v)::DOUBLE, bool_and(v = floor(v))::INTEGER::DOUBLE,
         quantile_disc(v, 0.25), quantile_disc(v, 0.5), quantile_disc(v, 0.75)
       FROM ${sample} WHERE isfinite(v)`,
    );
    const [seen = 0, distinct = 0, whole = 0, low = 0, median = 0, high = 0] = answer.map(
      (_, i) => numbersOf(answer, i)[0] ?? 0,
    );
    const isEmpty = seen === 0;
    answers.push({
      column: name,
      median: isEmpty ? 0 : median,
      quartileDistance: isEmpty || !Number.isFinite(high - low) ? 0 : high - low,
      distinct: distinctOf(seen, distinct, rows),
      isWhole: whole === 1,
    });
  }
  return answers;
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
