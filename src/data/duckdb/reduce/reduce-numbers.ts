import type { MonotoneMap } from "../../../core/monotone-map.js";
import type { ValueCounts } from "../../../core/value-counts.js";
import type { BinCounts, BinSet } from "../../../ports/data-engine.js";
import { numbersOf, type AnswerColumn } from "../answer-column.js";
import type { DuckDbSession } from "../session.js";
import { sqlNumber } from "../sql-text.js";
import { keyedValues, spansOfParts, type StoredParts } from "../parts/stored-parts.js";
import type { StoredValues } from "../stored-table.js";

/** How often each value occurs, of all or of those in some bins; null where there are more than `limit`. */
export async function valueCounts(
  session: DuckDbSession,
  values: StoredValues,
  limit: number,
  within?: readonly BinSet[],
): Promise<ValueCounts | null> {
  const answer = await countValues(session, values, limit, within);
  return answer && valuesOf(answer);
}

/** The same of each part of a table; the limit holds for all parts together. */
export async function partValueCounts(
  session: DuckDbSession,
  values: StoredValues,
  limit: number,
  parts: StoredParts,
  within?: readonly BinSet[],
): Promise<(ValueCounts | null)[]> {
  const answer = await countValues(session, values, limit, within, parts);
  if (answer === null) return parts.keys.map(() => null);
  return eachPart(answer, parts).map(valuesOf);
}

async function countValues(
  session: DuckDbSession,
  values: StoredValues,
  limit: number,
  within?: readonly BinSet[],
  parts?: StoredParts,
): Promise<readonly AnswerColumn[] | null> {
  const key = parts ? "k, " : "";
  // The limit stands below the order: what is too much need not be sorted.
  const counted = `SELECT ${key}v, count(*)::DOUBLE AS n FROM ${numbers(values, within, parts)}
    GROUP BY ${key}v LIMIT ${limit + 1}`;
  const answer = await session.query(
    `SELECT v, n${parts ? ", k" : ""} FROM (${counted}) ORDER BY ${key}v`,
  );
  return numbersOf(answer, 0).length > limit ? null : answer;
}

function valuesOf(answer: readonly AnswerColumn[]): ValueCounts {
  // −0 and 0 are one value
  return { values: numbersOf(answer, 0).map((value) => value + 0), counts: numbersOf(answer, 1) };
}

/** Counts, sums and sums of squares per occupied bin, of all values or of those in some bins. */
export async function binCounts(
  session: DuckDbSession,
  values: StoredValues,
  map: MonotoneMap,
  within?: readonly BinSet[],
): Promise<BinCounts> {
  return binsOf(await countBins(session, values, map, within));
}

/** The same of each part of a table. */
export async function partBinCounts(
  session: DuckDbSession,
  values: StoredValues,
  map: MonotoneMap,
  parts: StoredParts,
  within?: readonly BinSet[],
): Promise<BinCounts[]> {
  return eachPart(await countBins(session, values, map, within, parts), parts).map(binsOf);
}

function countBins(
  session: DuckDbSession,
  values: StoredValues,
  map: MonotoneMap,
  within?: readonly BinSet[],
  parts?: StoredParts,
): Promise<readonly AnswerColumn[]> {
  const key = parts ? "k, " : "";
  return session.query(
    `SELECT b::DOUBLE, count(*)::DOUBLE, sum(d), sum(d * d)${parts ? ", k" : ""}
     FROM ${binned(numbers(values, within, parts), map)} GROUP BY ${key}b ORDER BY ${key}b`,
  );
}

function binsOf(answer: readonly AnswerColumn[]): BinCounts {
  return {
    bins: numbersOf(answer, 0),
    counts: numbersOf(answer, 1),
    sums: numbersOf(answer, 2),
    squares: numbersOf(answer, 3),
  };
}

/** The rows of an answer that belong to each part: all its columns but the last, which is the key. */
function eachPart(answer: readonly AnswerColumn[], parts: StoredParts): AnswerColumn[][] {
  const columns = answer.slice(0, -1);
  return spansOfParts(parts, answer.at(-1)).map(([start, end]) =>
    columns.map((column) => column.slice(start, end)),
  );
}

/** The values of a column that are numbers and lie in all of some sets of bins, as v; k, their part. */
function numbers(
  values: StoredValues,
  within: readonly BinSet[] = [],
  parts?: StoredParts,
): string {
  const all = `(SELECT * FROM ${keyedValues(values, parts)} WHERE NOT isnan(v))`;
  return within.reduce((relation, { map, bins }) => {
    const wanted = bins.length === 0 ? "NULL" : bins.join(", ");
    return `(SELECT * EXCLUDE (b, d) FROM ${binned(relation, map)} WHERE b IN (${wanted}))`;
  }, all);
}

/**
 * v, its distance from the center as d, and its bin as b: `monotoneBin` in SQL. The distance serves
 * both sides of the center, for doubles have the same distance either way: |v − c| = c − v.
 */
function binned(from: string, map: MonotoneMap): string {
  const c = sqlNumber(map.center);
  const away = `(SELECT *, v - ${c} AS d FROM ${from})`;
  if (map.kind === "lattice") {
    const bin = `(${keyOf("v")} >> ${64 - map.bits}) - (${keyOf(c)} >> ${64 - map.bits})`;
    return `(SELECT *, ${bin} AS b FROM ${away})`;
  }
  const w = sqlNumber(map.width);
  const share = `(SELECT *, ${w} / (abs(d) + ${w}) AS u FROM ${away})`;
  // Sixteen bits let the database count in an array; a hash table takes twice as long.
  const type = 2 * map.halfBins <= 0xffff ? "USMALLINT" : "INTEGER";
  const t = "CASE WHEN d >= 0 THEN 2 - u ELSE u END";
  return `(SELECT * EXCLUDE (u), (${t} * ${sqlNumber(map.halfBins)})::${type} AS b FROM ${share})`;
}

/** `doubleKey` in SQL. */
function keyOf(value: string): string {
  const raw = `(${value})::BIT::BIGINT`;
  return `(CASE WHEN ${raw} >= 0 THEN ${raw} ELSE -(${raw} & ${2n ** 63n - 1n}) END)`;
}
