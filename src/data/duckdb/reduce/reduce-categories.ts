import type { CategoryCounts } from "../../../ports/data-engine.js";
import { mostFrequentFirst } from "../../columns/top-categories.js";
import { numbersOf, textsOf } from "../answer-column.js";
import type { DuckDbSession } from "../session.js";
import { keyedValues, spansOfParts, type StoredParts } from "../parts/stored-parts.js";
import type { StoredValues } from "../stored-table.js";

/** The most frequent categories, and how much lies beyond them. */
export async function categoryCounts(
  session: DuckDbSession,
  { from, expression }: StoredValues,
  limit: number,
): Promise<CategoryCounts> {
  const answer = await session.query(`
    WITH counted AS MATERIALIZED (
      SELECT t, count(*) AS n FROM (SELECT ${expression} AS t FROM ${from.sql})
      WHERE t IS NOT NULL GROUP BY t),
    top AS (SELECT t, n::DOUBLE AS n FROM counted ORDER BY n DESC, t LIMIT ${limit})
    SELECT t, n, 0::DOUBLE AS kinds FROM top
    UNION ALL SELECT NULL, coalesce(sum(n), 0)::DOUBLE, count(*)::DOUBLE FROM counted`);
  return assembled(textsOf(answer, 0), numbersOf(answer, 1), numbersOf(answer, 2));
}

/** The same of each part of a table. */
export async function partCategoryCounts(
  session: DuckDbSession,
  values: StoredValues,
  limit: number,
  parts: StoredParts,
): Promise<CategoryCounts[]> {
  const answer = await session.query(`
    WITH counted AS MATERIALIZED (
      SELECT k, v AS t, count(*) AS n FROM ${keyedValues(values, parts)}
      WHERE v IS NOT NULL GROUP BY k, t),
    ranked AS (
      SELECT k, t, n, row_number() OVER (PARTITION BY k ORDER BY n DESC, t) AS place FROM counted)
    SELECT * FROM (
      SELECT k, t, n::DOUBLE, 0::DOUBLE AS kinds FROM ranked WHERE place <= ${limit}
      UNION ALL SELECT k, NULL, sum(n)::DOUBLE, count(*)::DOUBLE FROM counted GROUP BY k)
    ORDER BY k`);
  const [names, counts, kinds] = [textsOf(answer, 1), numbersOf(answer, 2), numbersOf(answer, 3)];
  return spansOfParts(parts, answer[0]).map(([start, end]) =>
    assembled(names.slice(start, end), counts.subarray(start, end), kinds.subarray(start, end)),
  );
}

/** @param names of categories with their counts; null for the sum of all, and how many there are */
function assembled(
  names: readonly (string | null)[],
  counts: Float64Array,
  kinds: Float64Array,
): CategoryCounts {
  const categories: { name: string; count: number }[] = [];
  let rest = { rows: 0, categories: 0 };
  names.forEach((name, i) => {
    if (name === null) rest = { rows: counts[i]!, categories: kinds[i]! };
    else categories.push({ name, count: counts[i]! });
  });
  categories.sort(mostFrequentFirst);
  const told = categories.reduce((sum, { count }) => sum + count, 0);
  return {
    categories,
    rest: { rows: rest.rows - told, categories: rest.categories - categories.length },
  };
}
