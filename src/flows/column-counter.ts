import type { ColumnCounts } from "../drift/column-counts.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import type { DataEngine } from "../ports/data-engine.js";
import { MOST_ROWS_BY_VALUE } from "./column-tests.js";
import { countColumns } from "./count-columns.js";
import { planCounting } from "./plan-counting.js";
import { isProfiled, type ComparedPair } from "./profile/compared-table.js";
import { countAgainstProfile } from "./profile/count-against-profile.js";

/** Counts some columns of both sides: each its counts, why there are none as words, or null if skipped. */
export type ColumnCounter = (
  batch: readonly PlannedColumn[],
) => Promise<(ColumnCounts | string | null)[]>;

/**
 * How to count columns of two sides: their rows as planned for all columns together, or against a profile.
 *
 * @param tests names of statistics that were asked for, and may need every value
 */
export async function columnCounter(
  engine: DataEngine,
  sides: ComparedPair,
  planned: readonly PlannedColumn[],
  tests: readonly string[],
): Promise<ColumnCounter> {
  if (isProfiled(sides)) return (batch) => countAgainstProfile(engine, sides, batch);
  const tables = [sides[0].table, sides[1].table] as const;
  const rowsByValue = tests.length > 0 ? MOST_ROWS_BY_VALUE : undefined;
  const howToCount = await planCounting(engine, tables, planned, rowsByValue);
  return (batch) => countColumns(engine, tables, batch, howToCount);
}
