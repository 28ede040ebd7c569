import { isRunning } from "../../drift/reason-to-skip.js";
import type { DataEngine, EngineTable } from "../../ports/data-engine.js";
import { RUNNING_NUMBER, type WatchedColumn } from "./watched-columns.js";

/** From this share of distinct values on, an estimate allows for none that occurs twice. */
const UNIQUE_SHARE = 0.97;

/**
 * Leave out numbers that count the rows of a table: in a sample of them, as they leave gaps, nobody sees that.
 */
export async function withoutCounters(
  engine: DataEngine,
  table: EngineTable,
  columns: readonly WatchedColumn[],
): Promise<readonly WatchedColumn[]> {
  const isThere = new Set(table.columns.map(({ name }) => name));
  const numbers = columns
    .filter(({ name, kind, forced, skip }) => {
      return kind === "number" && !forced && skip === null && isThere.has(name);
    })
    .map(({ name }) => name);
  const [summaries, glances] = await engine.reduce([
    { kind: "summary", table, columns: numbers },
    { kind: "glance", table, columns: numbers },
  ]);
  const counters = new Set(
    summaries.flatMap(({ column, present, distinct, numbers: ends }, i) => {
      if (ends === null) return [];
      const { minimum, maximum } = ends;
      const isUnique = distinct >= UNIQUE_SHARE * present;
      const { isWhole } = glances[i]!;
      return isRunning({ present, minimum, maximum, isWhole, isUnique }) ? [column] : [];
    }),
  );
  return columns.map((column) =>
    counters.has(column.name) ? { ...column, skip: RUNNING_NUMBER } : column,
  );
}
