import type {
  AlarmRate,
  BothRates,
  Calibration,
  FoundChange,
} from "../../drift/watch/calibration.js";
import type { Report } from "../document.js";
import { rhythmDocument } from "./rhythm-document.js";

/** The JSON document of a calibration; spans of time are in seconds. */
export function calibrationDocument(result: Calibration): Report["document"] {
  const { rows, rhythm, spans } = result;
  return {
    schema: "arlequin.calibrate/1",
    source: result.source,
    rows: { used: rows.used, all: rows.all, undated: rows.undated },
    columns: result.columns,
    skipped: result.skipped,
    plan: planOf(result),
    rows_per_tick: result.rowsPerTick,
    span_days: result.spanDays,
    bound_per_day: result.bound,
    unchanged: rates(result.unchanged),
    replay: rates(result.replay),
    changes: result.changes.map(changeOf),
    spans: {
      soon_seconds: spans.soonMs / 1000,
      late_seconds: spans.lateMs / 1000,
      limit_seconds: spans.limitMs / 1000,
      history_seconds: result.history.ms / 1000,
    },
    smallest: result.smallest.map(({ column, change }) => ({
      column,
      shift_sd: change?.shift ?? null,
      moved_share: change?.moved ?? null,
    })),
    rhythm: rhythm && rhythmDocument(rhythm),
  };
}

function planOf(result: Calibration) {
  return {
    time: result.time,
    every_seconds: result.everyMs / 1000,
    window_seconds: result.windowMs / 1000,
    block_seconds: result.blockMs === null ? null : result.blockMs / 1000,
    mode: result.mode,
    sliding_seconds: result.mode === "sliding" ? result.slidingMs / 1000 : null,
    season: result.season,
    budget_days: result.budgetDays,
    alpha: result.alpha,
    psi_alert: result.psiAlert,
    cooldown_seconds: result.cooldownMs / 1000,
    seed: result.seed,
  };
}

function rates({ detector, classic, classicShare, byColumn }: BothRates) {
  return {
    detector: rate(detector),
    classic: { ...rate(classic), drift_share: classicShare },
    detector_by_column: byColumn,
  };
}

function rate({ alarms, days, perDay, low, high }: AlarmRate) {
  return { alarms, days, per_day: perDay, ci_low: low, ci_high: high, confidence: 0.95 };
}

function changeOf(change: FoundChange) {
  const { medianMs, predictedMs } = change;
  return {
    column: change.column,
    shift_sd: change.shift,
    moved_share: change.moved,
    repeats: change.repeats,
    found_soon: change.soon,
    found_late: change.late,
    found_in_limit: change.inTime,
    median_seconds: medianMs === null ? null : medianMs / 1000,
    predicted_seconds: predictedMs === null ? null : predictedMs / 1000,
  };
}
