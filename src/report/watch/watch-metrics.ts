import type { LookColumn, TriggerCounts, WatchLook } from "../../drift/watch/watch-look.js";
import { prometheusText, type MetricFamily } from "../prometheus-text.js";
import { strongestFirst } from "./strongest-first.js";

/** How a watcher stands now. Counts go on where the state of an earlier run ended. */
export interface WatchStanding {
  /** The last look; null before the first. */
  readonly look: WatchLook | null;
  /** Ticks judged so far, by whether they found drift. */
  readonly looks: { readonly drift: number; readonly quiet: number };
  readonly triggers: TriggerCounts;
  /** Evidence at which a column alarms; null for a rule that weighs none. */
  readonly budgetDays: number | null;
  /** When the source was last asked for rows, in milliseconds since 1970 UTC by the wall clock. */
  readonly askedAt: number | null;
  readonly isSourceUp: boolean;
  readonly version: string;
}

/** More columns than this are no label: each is three series that somebody has to store. */
export const MOST_COLUMN_LABELS = 200;

/** Outcomes that are there from the start: `increase()` does not see a series appear with 1. */
const OUTCOMES = ["accepted", "joined", "failed", "refused", "unreachable", "unknown"] as const;

/** The metrics of a watcher, in the text format of Prometheus. Columns without a value have no sample. */
export function watchMetrics(standing: WatchStanding): string {
  const { look } = standing;
  return prometheusText([
    ...(look === null ? [] : lookFamilies(look)),
    ...standingFamilies(standing),
  ]);
}

function lookFamilies(look: WatchLook): MetricFamily[] {
  const columns = strongestFirst(look.columns).slice(0, MOST_COLUMN_LABELS);
  const byColumn = (name: string, help: string, of: (column: LookColumn) => number | null) => ({
    ...gauge(name, help),
    samples: columns.flatMap((column) => {
      const value = of(column);
      return value === null ? [] : [{ labels: { column: column.name }, value }];
    }),
  });
  const isDrift = look.isDrift || look.columns.some(({ state }) => state === "in-alarm");
  return [
    byColumn(
      "arlequin_drift_psi",
      "Customary population stability index of the recent window against the reference window.",
      ({ psi }) => psi,
    ),
    byColumn(
      "arlequin_drift_p_value",
      "Unadjusted p-value of the recent window against the reference window.",
      ({ p }) => p,
    ),
    byColumn(
      "arlequin_evidence",
      "Evidence of a change, in days: so much turns up by chance at most once in that time, all columns counted.",
      ({ evidenceDays }) => evidenceDays,
    ),
    one(
      gauge(
        "arlequin_columns_left_out",
        `Columns without samples of their own: only the ${MOST_COLUMN_LABELS} with the most evidence have them.`,
      ),
      look.columns.length - columns.length,
    ),
    one(
      gauge(
        "arlequin_drift_detected",
        "1 if the last look found drift, or an alarm waits for an acknowledgement.",
      ),
      isDrift ? 1 : 0,
    ),
    {
      ...gauge("arlequin_window_rows", "Rows in the windows of the last look."),
      samples: (["reference", "recent"] as const).map((window) => ({
        labels: { window },
        value: look.rows[window],
      })),
    },
    one(
      counter(
        "arlequin_late_rows_total",
        "Rows that came after their tick was judged, and were not used.",
      ),
      look.rows.late,
    ),
  ];
}

function standingFamilies(standing: WatchStanding): MetricFamily[] {
  const { looks, triggers, budgetDays, askedAt, isSourceUp, version } = standing;
  const outcomes = [...new Set([...OUTCOMES, ...Object.keys(triggers)])];
  return [
    {
      ...counter("arlequin_looks_total", "Ticks judged, by verdict."),
      samples: [
        { labels: { verdict: "drift" }, value: looks.drift },
        { labels: { verdict: "no-drift" }, value: looks.quiet },
      ],
    },
    {
      ...counter("arlequin_triggers_total", "Retrainings asked for, by what became of it."),
      samples: outcomes.map((outcome) => ({
        labels: { outcome },
        value: triggers[outcome] ?? 0,
      })),
    },
    {
      ...gauge(
        "arlequin_evidence_budget",
        "Evidence at which a column alarms, in days: at most one false alarm is expected in that time.",
      ),
      samples: budgetDays === null ? [] : [{ value: budgetDays }],
    },
    one(
      gauge("arlequin_source_up", "1 if the source could be read at the last look."),
      isSourceUp ? 1 : 0,
    ),
    {
      ...gauge(
        "arlequin_last_look_timestamp_seconds",
        "When the source was last asked for rows, by the wall clock.",
      ),
      samples: askedAt === null ? [] : [{ value: askedAt / 1000 }],
    },
    {
      ...gauge("arlequin_build_info", "Always 1; the version that runs."),
      samples: [{ labels: { version }, value: 1 }],
    },
  ];
}

const gauge = (name: string, help: string) => ({ name, type: "gauge" as const, help });
const counter = (name: string, help: string) => ({ name, type: "counter" as const, help });

function one(family: Omit<MetricFamily, "samples">, value: number): MetricFamily {
  return { ...family, samples: [{ value }] };
}
