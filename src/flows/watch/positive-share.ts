import { isPositive } from "../../core/is-positive.js";
import { overTicks, type TickRows } from "./tick-rows.js";
import type { WatchedColumn } from "./watched-columns.js";

/**
 * The share of positive labels, or of positive predictions where no label is named: of 1, true or yes
 * among texts, or the mean of numbers from 0 to 1. Null where there is no such column, or no row.
 *
 * @param places of the columns in the rows of the ticks
 */
export function positiveShare(
  columns: readonly WatchedColumn[],
  places: ReadonlyMap<string, number>,
  ticks: readonly TickRows[],
): number | null {
  const of = (role: WatchedColumn["role"]) => columns.find((column) => column.role === role);
  const column = of("target") ?? of("prediction");
  const j = column && places.get(column.name);
  if (column === undefined || j === undefined) return null;
  const values = overTicks(ticks, j, column.kind);
  if (values instanceof Float64Array) {
    const isShare = values.every((value) => value >= 0 && value <= 1);
    return isShare && values.length > 0
      ? values.reduce((sum, value) => sum + value, 0) / values.length
      : null;
  }
  let [positive, all] = [0, 0];
  for (const [text, count] of values) {
    all += count;
    if (isPositive(text)) positive += count;
  }
  return all === 0 ? null : positive / all;
}
