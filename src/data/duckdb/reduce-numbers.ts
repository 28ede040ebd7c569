import type { MonotoneMap } from "../../core/monotone-map.js";
import type { ValueCounts } from "../../core/value-counts.js";
import type { BinCounts } from "../../ports/data-engine.js";
import { numbersOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import { sqlNumber } from "./sql-text.js";
import type { StoredValues } from "./stored-table.js";

/** How often each value occurs; null where there are more than `limit`. */
export async function valueCounts(
  session: DuckDbSession,
  { from, expression }: StoredValues,
  limit: number,
): Promise<ValueCounts | null> {
  return countValues(session, `(SELECT ${expression} AS v FROM ${from})`, limit);
}

/** The same for the values in some bins of a map. */
export async function valueCountsInBins(
  session: DuckDbSession,
  values: StoredValues,
  { map, bins, limit }: { map: MonotoneMap; bins: readonly number[]; limit: number },
): Promise<ValueCounts | null> {
  if (bins.length === 0) return { values: new Float64Array(0), counts: new Float64Array(0) };
  const relation = `(SELECT v FROM ${binned(values, map)} WHERE b IN (${bins.join(", ")}))`;
  return countValues(session, relation, limit);
}

async function countValues(session: DuckDbSession, relation: string, limit: number) {
  // The limit stands below the order: what is too much need not be sorted.
  const counted = `SELECT v, count(*)::DOUBLE AS n FROM ${relation} WHERE NOT isnan(v) GROUP BY v LIMIT ${limit + 1}`;
  const answer = await session.query(`SELECT v, n FROM (${counted}) ORDER BY v`);
  const values = numbersOf(answer, 0).map((value) => value + 0); // −0 and 0 are one value
  return values.length > limit ? null : { values, counts: numbersOf(answer, 1) };
}

/** Counts and sums per occupied bin. */
export async function binCounts(
  session: DuckDbSession,
  values: StoredValues,
  map: MonotoneMap,
): Promise<BinCounts> {
  const answer = await session.query(
    `SELECT b::DOUBLE, count(*)::DOUBLE, sum(v) FROM ${binned(values, map)} GROUP BY b ORDER BY b`,
  );
  return {
    bins: Int32Array.from(numbersOf(answer, 0)),
    counts: numbersOf(answer, 1),
    sums: numbersOf(answer, 2),
  };
}

/** The column and its bins: `monotoneBin` in SQL, step for step. */
function binned({ from, expression }: StoredValues, map: MonotoneMap): string {
  const [c, w, half] = [map.center, map.width, map.halfBins].map(sqlNumber);
  const t = `CASE WHEN v >= ${c} THEN 2 - ${w} / ((v - ${c}) + ${w}) ELSE ${w} / ((${c} - v) + ${w}) END`;
  // Sixteen bits let the database count in an array; a hash table takes twice as long.
  const type = 2 * map.halfBins <= 0xffff ? "USMALLINT" : "INTEGER";
  const numbers = `(SELECT ${expression} AS v FROM ${from}) WHERE NOT isnan(v)`;
  return `(SELECT v, round((${t}) * ${half})::${type} AS b FROM ${numbers})`;
}
