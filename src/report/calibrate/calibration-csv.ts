import type { AlarmRate, Calibration } from "../../drift/watch/calibration.js";
import type { CsvValue, Report } from "../document.js";

const COLUMNS = [
  "what",
  "rule",
  "column",
  "shift_sd",
  "moved_share",
  "alarms",
  "days",
  "per_day",
  "ci_low",
  "ci_high",
  "bound_per_day",
  "found_soon",
  "found_late",
  "found_in_limit",
  "median_seconds",
  "predicted_seconds",
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], CsvValue>>;

/** A line for each rate of alarms, and one for each change that was put in. */
export function calibrationCsv({ unchanged, replay, changes, bound }: Calibration): Report["csv"] {
  const rows: Row[] = [
    rateRow("unchanged", "detector", unchanged.detector, bound),
    rateRow("unchanged", "classic", unchanged.classic, null),
    rateRow("replay", "detector", replay.detector, bound),
    rateRow("replay", "classic", replay.classic, null),
    ...changes.map((change): Row => ({
      ...{ what: "change", rule: "detector", column: change.column },
      shift_sd: change.shift,
      moved_share: change.moved,
      found_soon: change.soon,
      found_late: change.late,
      found_in_limit: change.inTime,
      median_seconds: change.medianMs === null ? null : change.medianMs / 1000,
      predicted_seconds: change.predictedMs === null ? null : change.predictedMs / 1000,
    })),
  ];
  return { columns: COLUMNS, rows: rows.map((row) => COLUMNS.map((name) => row[name] ?? null)) };
}

function rateRow(what: string, rule: string, rate: AlarmRate, bound: number | null): Row {
  const { alarms, days, perDay, low, high } = rate;
  return {
    ...{ what, rule, alarms, days },
    ...{ per_day: perDay, ci_low: low, ci_high: high, bound_per_day: bound },
  };
}
