import type { ColumnReport } from "../../detect/column-detector.js";
import type { WindowDifference } from "../../drift/watch/compare-windows.js";
import { watchAdvice } from "../../drift/watch/watch-advice.js";
import type { LookColumn } from "../../drift/watch/watch-look.js";
import { alarmWords } from "../../report/watch/alarm-words.js";
import type { WatchPlan } from "./watch-plan.js";
import type { WatchedColumn } from "./watched-columns.js";

export const kindOf = ({ kind }: WatchedColumn): LookColumn["kind"] =>
  kind === "number" ? "numeric" : "categorical";

/** What the detector, or a rule, says of a column. */
export type Shown = Omit<LookColumn, "name" | "kind" | "reason" | keyof WindowDifference>;

export const NOTHING = { evidenceDays: null, change: null, changedAt: null, effect: null } as const;

/** A column that is not watched. */
export function skipped(column: WatchedColumn): LookColumn {
  const { name, skip: reason } = column;
  const outline = { reference: [], current: [] };
  return {
    ...{ name, kind: kindOf(column), state: "skipped", reason, ...NOTHING },
    ...{ psi: null, p: null, outline },
  };
}

/** What the detector reports of a column, as a look shows it. */
export function reported({ status, evidenceDays, alarm }: ColumnReport): Shown {
  if (alarm === null) {
    const state = status === "setup" ? "learning" : status === "running" ? "watching" : "in-alarm";
    return { ...NOTHING, state, evidenceDays: status === "setup" ? null : evidenceDays };
  }
  return {
    state: alarm.isSmall ? "small" : alarm.isNew ? "alarm" : "in-alarm",
    evidenceDays: alarm.evidenceDays,
    change: alarmWords(alarm),
    changedAt: alarm.startedAt,
    effect: alarm.size?.debiased ?? null,
  };
}

/** What the scores tell of rows that are not exchangeable; nothing where all rows are of after a change. */
export function warningsOf(
  reports: readonly ColumnReport[],
  season: WatchPlan["season"],
): string[] {
  return (["over-dispersed", "autocorrelated"] as const).flatMap((warning) => {
    const names = reports.flatMap(({ name, health, status, alarm }) =>
      health?.warning === warning && (status !== "in-alarm" || alarm !== null) ? [name] : [],
    );
    if (names.length === 0) return [];
    const dependence = warning === "over-dispersed" ? "rows" : "ticks";
    return [watchAdvice(dependence, names, season === "none" ? "unknown" : season)];
  });
}
