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
  within?: readonly BinSet[],
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
  within?: readonly BinSet[],
): Promise<BinCounts> {
  const answer = await session.query(
    `SELECT b::DOUBLE, count(*)::DOUBLE, sum(d), sum(d * d)
     FROM ${binned(numbers(values, within), map)} GROUP BY b ORDER BY b`,
  );
  return {
    bins: numbersOf(answer, 0),
    counts: numbersOf(answer, 1),
    sums: numbersOf(answer, 2),
    squares: numbersOf(answer, 3),
  };
}

/** The values of a column that are numbers, as v, and lie in all of some sets of bins. */
function numbers({ from, expression }: StoredValues, within: readonly BinSet[] = []): string {
  const all = `(SELECT v FROM (SELECT ${expression} AS v FROM ${from.sql}) WHERE NOT isnan(v))`;
  return within.reduce((relation, { map, bins }) => {
    const wanted = bins.length === 0 ? "NULL" : bins.join(", ");
    return `(SELECT v FROM ${binned(relation, map)} WHERE b IN (${wanted}))`;
  }, all);
}

/**
 * v, its distance from the center as d, and its bin as b: `monotoneBin` in SQL. The distance serves
 * both sides of the center, for doubles have the same distance either way: |v − c| = c − v.
 */
function binned(from: string, map: MonotoneMap): string {
  const c = sqlNumber(map.center);
  const away = `(SELECT v, v - ${c} AS d FROM ${from})`;
  if (map.kind === "lattice") {
    const bin = `(${keyOf("v")} >> ${64 - map.bits}) - (${keyOf(c)} >> ${64 - map.bits})`;
    return `(SELECT v, d, ${bin} AS b FROM ${away})`;
  }
  const w = sqlNumber(map.width);
  const share = `(SELECT v, d, ${w} / (abs(d) + ${w}) AS u FROM ${away})`;
  // Sixteen bits let the database count in an array; a hash table takes twice as long.
  const type = 2 * map.halfBins <= 0xffff ? "USMALLINT" : "INTEGER";
  const t = "CASE WHEN d >= 0 THEN 2 - u ELSE u END";
  return `(SELECT v, d, (${t} * ${sqlNumber(map.halfBins)})::${type} AS b FROM ${share})`;
}

/** `doubleKey` in SQL. */
function keyOf(value: string): string {
  const raw = `(${value})::BIT::BIGINT`;
  return `(CASE WHEN ${raw} >= 0 THEN ${raw} ELSE -(${raw} & ${2n ** 63n - 1n}) END)`;
}
