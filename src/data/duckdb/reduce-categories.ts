import type { CategoryCounts } from "../../ports/data-engine.js";
import { numbersOf, textsOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import type { StoredValues } from "./stored-table.js";

/** The most frequent categories, and how much lies beyond them. */
export async function categoryCounts(
  session: DuckDbSession,
  { from, expression }: StoredValues,
  limit: number,
): Promise<CategoryCounts> {
  const answer = await session.query(`
    WITH counted AS MATERIALIZED (
      SELECT t, count(*) AS n FROM (SELECT ${expression} AS t FROM ${from})
      WHERE t IS NOT NULL GROUP BY t),
    top AS (SELECT t, n::DOUBLE AS n FROM counted ORDER BY n DESC, t LIMIT ${limit})
    SELECT t, n, 0::DOUBLE AS kinds FROM top
    UNION ALL SELECT NULL, coalesce(sum(n), 0)::DOUBLE, count(*)::DOUBLE FROM counted`);
  const [names, counts, kinds] = [textsOf(answer, 0), numbersOf(answer, 1), numbersOf(answer, 2)];
  const categories: { name: string; count: number }[] = [];
  let rest = { rows: 0, categories: 0 };
  names.forEach((name, i) => {
    if (name === null) rest = { rows: counts[i]!, categories: kinds[i]! };
    else categories.push({ name, count: counts[i]! });
  });
  categories.sort(
    (a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  const told = categories.reduce((sum, { count }) => sum + count, 0);
  return {
    categories,
    rest: { rows: rest.rows - told, categories: rest.categories - categories.length },
  };
}
