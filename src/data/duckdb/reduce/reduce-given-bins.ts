import { numbersOf } from "../answer-column.js";
import type { DuckDbSession } from "../session.js";
import { sqlNumber, sqlText } from "../sql-text.js";
import type { StoredValues } from "../stored-table.js";

/** How many numbers have i of the edges at or below them, for each i. One scan. */
export async function edgeCounts(
  session: DuckDbSession,
  { from, expression }: StoredValues,
  edges: readonly number[],
): Promise<Float64Array> {
  // -Infinity counts as the least finite number, which may be an edge.
  const passed = edges.map((edge) =>
    edge <= -Number.MAX_VALUE ? "true" : `v >= ${sqlNumber(edge)}`,
  );
  const answer = await session.query(
    `SELECT ${["true", ...passed].map(countWhere).join(", ")}
     FROM (SELECT ${expression} AS v FROM ${from.sql}) WHERE NOT isnan(v)`,
  );
  const upTo = answer.map((_, i) => numbersOf(answer, i)[0]!);
  return Float64Array.from(upTo, (count, i) => count - (upTo[i + 1] ?? 0));
}

/** How many texts are each of the levels; at the end, how many are none of them. One scan. */
export async function levelCounts(
  session: DuckDbSession,
  { from, expression }: StoredValues,
  levels: readonly string[],
): Promise<Float64Array> {
  const isLevel = levels.map((level) => `t = ${sqlText(level)}`);
  const answer = await session.query(
    `SELECT ${[...isLevel, "true"].map(countWhere).join(", ")}
     FROM (SELECT ${expression} AS t FROM ${from.sql}) WHERE t IS NOT NULL`,
  );
  const counts = Float64Array.from(answer, (_, i) => numbersOf(answer, i)[0]!);
  const told = counts.subarray(0, -1).reduce((sum, count) => sum + count, 0);
  counts[levels.length]! -= told;
  return counts;
}

function countWhere(condition: string): string {
  return `(count(*) FILTER (WHERE ${condition}))::DOUBLE`;
}
