import { expect, it } from "vitest";
import { watchMetrics, type WatchStanding } from "../../../src/report/watch/watch-metrics.js";
import { ALARM, lookColumn, watchLook } from "./looks.js";

const standing: WatchStanding = {
  look: watchLook({ isDrift: true, columns: [lookColumn("age"), lookColumn("amount", ALARM)] }),
  looks: { drift: 1, quiet: 41 },
  triggers: { accepted: 1 },
  budgetDays: 7,
  askedAt: Date.parse("2026-11-21T06:06:01.5Z"),
  isSourceUp: true,
  version: "1.2.3",
};
const samples = (of: WatchStanding) =>
  watchMetrics(of)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

it("has a sample of everything, the strongest column first", () => {
  expect(samples(standing)).toEqual([
    'arlequin_drift_psi{column="amount"} 0.31',
    'arlequin_drift_psi{column="age"} 0.0131',
    'arlequin_drift_p_value{column="amount"} 3e-7',
    'arlequin_drift_p_value{column="age"} 0.412',
    'arlequin_evidence{column="amount"} 9.1',
    'arlequin_evidence{column="age"} 0.02',
    "arlequin_columns_left_out 0",
    "arlequin_drift_detected 1",
    'arlequin_window_rows{window="reference"} 250',
    'arlequin_window_rows{window="recent"} 1250',
    "arlequin_late_rows_total 3",
    'arlequin_looks_total{verdict="drift"} 1',
    'arlequin_looks_total{verdict="no-drift"} 41',
    'arlequin_triggers_total{outcome="accepted"} 1',
    'arlequin_triggers_total{outcome="joined"} 0',
    'arlequin_triggers_total{outcome="failed"} 0',
    'arlequin_triggers_total{outcome="refused"} 0',
    'arlequin_triggers_total{outcome="unreachable"} 0',
    'arlequin_triggers_total{outcome="unknown"} 0',
    "arlequin_evidence_budget 7",
    "arlequin_source_up 1",
    "arlequin_last_look_timestamp_seconds 1795241161.5",
    'arlequin_build_info{version="1.2.3"} 1',
  ]);
});

it("leaves no sample of what has no value", () => {
  const columns = [lookColumn("a", { psi: null, p: null, evidenceDays: null })];
  const text = samples({ ...standing, look: watchLook({ columns }), budgetDays: null }).join("\n");
  expect(text).not.toMatch(/column="a"|budget|NaN|null/);
});

it("tells that it runs before the first look", () => {
  const names = samples({ ...standing, look: null, askedAt: null }).map(
    (line) => /^\w+/.exec(line)![0],
  );
  expect(new Set(names)).toEqual(
    new Set([
      "arlequin_looks_total",
      "arlequin_triggers_total",
      "arlequin_evidence_budget",
      "arlequin_source_up",
      "arlequin_build_info",
    ]),
  );
});

it("says drift for as long as an alarm waits", () => {
  const columns = [lookColumn("a", { state: "in-alarm" })];
  const text = samples({ ...standing, look: watchLook({ columns }) }).join("\n");
  expect(text).toContain("arlequin_drift_detected 1");
});

it("bounds the labels, and says how many columns have none", () => {
  const columns = Array.from({ length: 1000 }, (_, i) =>
    lookColumn(`c${i}`, { evidenceDays: i / 1000 }),
  );
  const lines = samples({ ...standing, look: watchLook({ columns }) });
  expect(lines.filter((line) => line.startsWith("arlequin_evidence{"))).toHaveLength(200);
  expect(lines).toContain('arlequin_evidence{column="c999"} 0.999');
  expect(lines).not.toContain('arlequin_evidence{column="c799"} 0.799');
  expect(lines).toContain("arlequin_columns_left_out 800");
});
