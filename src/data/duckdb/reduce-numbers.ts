import type { MonotoneMap } from "../../core/monotone-map.js";
import type { ValueCounts } from "../../core/value-counts.js";
import type { BinCounts, BinSet } from "../../ports/data-engine.js";
import { numbersOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import { sqlNumber } from "./sql-text.js";
import type { StoredValues } from "./stored-table.js";

/** How often each value occurs, of all or of those in some bins; null where there are more than `limit`. */
export async function valueCounts(
  session: DuckDbSession,
  values: StoredValues,
  limit: number,
  within?: BinSet,
): Promise<ValueCounts | null> {
  // The limit stands below the order: what is too much need not be sorted.
  const counted = `SELECT v, count(*)::DOUBLE AS n FROM ${numbers(values, within)} GROUP BY v LIMIT ${limit + 1}`;
  const answer = await session.query(`SELECT v, n FROM (${counted}) ORDER BY v`);
  const found = numbersOf(answer, 0).map((value) => value + 0); // −0 and 0 are one value
  return found.length > limit ? null : { values: found, counts: numbersOf(answer, 1) };
}

/** Counts, sums and sums of squares per occupied bin, of all values or of those in some bins. */
export async function binCounts(
  session: DuckDbSession,
  values: StoredValues,
  map: MonotoneMap,
  within?: BinSet,
): Promise<BinCounts> {
  const away = `v - ${sqlNumber(map.center)}`;
  const answer = await session.query(
    `SELECT b::DOUBLE, count(*)::DOUBLE, sum(d), sum(d * d)
     FROM (SELECT ${binOf(map)} AS b, ${away} AS d FROM ${numbers(values, within)}) GROUP BY b ORDER BY b`,
  );
  return {
    bins: numbersOf(answer, 0),
    counts: numbersOf(answer, 1),
    sums: numbersOf(answer, 2),
    squares: numbersOf(answer, 3),
  };
}

/** The values of a column that are numbers, as v. */
function numbers({ from, expression }: StoredValues, within: BinSet | undefined): string {
  const all = `(SELECT v FROM (SELECT ${expression} AS v FROM ${from.sql}) WHERE NOT isnan(v))`;
  if (within === undefined) return all;
  const wanted = within.bins.length === 0 ? "NULL" : within.bins.join(", ");
  return `(SELECT v FROM (SELECT v, ${binOf(within.map)} AS within FROM ${all}) WHERE within IN (${wanted}))`;
}

/** `monotoneBin` of v in SQL, step for step. */
function binOf(map: MonotoneMap): string {
  const c = sqlNumber(map.center);
  if (map.kind === "lattice") {
    return `((${keyOf("v")} >> ${64 - map.bits}) - (${keyOf(c)} >> ${64 - map.bits}))`;
  }
  const w = sqlNumber(map.width);
  const t = `CASE WHEN v >= ${c} THEN 2 - ${w} / ((v - ${c}) + ${w}) ELSE ${w} / ((${c} - v) + ${w}) END`;
  // Sixteen bits let the database count in an array; a hash table takes twice as long.
  const type = 2 * map.halfBins <= 0xffff ? "USMALLINT" : "INTEGER";
  return `((${t}) * ${sqlNumber(map.halfBins)})::${type}`;
}

/** `doubleKey` in SQL. */
function keyOf(value: string): string {
  const raw = `(${value})::BIT::BIGINT`;
  return `(CASE WHEN ${raw} >= 0 THEN ${raw} ELSE -(${raw} & ${2n ** 63n - 1n}) END)`;
}
