import type { ColumnReport } from "../../detect/column-detector.js";
import type { TableVerdict } from "../../drift/drift-result.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import type { EngineTable } from "../../ports/data-engine.js";
import { kindOf, NOTHING, reported, skipped } from "../watch/look-column.js";
import type { WatchedColumn } from "../watch/watched-columns.js";

const UNSEEN = { psi: null, p: null, outline: { reference: [], current: [] } } as const;

/** A column that is watched. */
export function columnOf(column: WatchedColumn, report: ColumnReport): LookColumn {
  const own = reported(report);
  const isLearning = own.state === "learning";
  const reason = isLearning ? `${report.missingRows} rows more make its bins` : null;
  return { name: column.name, kind: kindOf(column), ...own, reason, ...UNSEEN };
}

/** A column of which nothing is known yet. */
export function waiting(column: WatchedColumn): LookColumn {
  if (column.skip !== null) return skipped(column);
  const reason = "too few rows to know the column";
  return {
    name: column.name,
    kind: kindOf(column),
    state: "learning",
    ...NOTHING,
    reason,
    ...UNSEEN,
  };
}

/** A batch as a look at a tick that has no windows. */
export function lookOf(
  at: number,
  { rows }: EngineTable,
  columns: readonly LookColumn[],
  warnings: readonly string[],
): WatchLook {
  return {
    at,
    rows: { tick: rows, reference: 0, recent: rows, late: 0, undated: 0 },
    isDrift: columns.some(({ state }) => state === "alarm"),
    columns,
    positiveShare: null,
    warnings,
  };
}

/** cannot-tell while every column learns its bins, by this very batch perhaps, or how spread scores are. */
export function verdictOf({ isDrift, columns }: WatchLook): TableVerdict {
  if (isDrift) return "drift";
  const isJudged = columns.some(
    ({ state, evidenceDays }) =>
      state === "in-alarm" || state === "small" || (evidenceDays ?? 0) > 0,
  );
  return isJudged ? "no-drift" : "cannot-tell";
}
