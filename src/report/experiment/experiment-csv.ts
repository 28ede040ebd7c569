import type {
  ExperimentComparison,
  ScenarioComparison,
} from "../../model/experiments/experiment-comparison.js";
import type { CsvValue, Report } from "../document.js";

/** The columns of mannwhitney_results.csv. */
const COLUMNS = [
  "metric",
  "scenario_a",
  "scenario_b",
  "n_a",
  "n_b",
  "median_a",
  "median_b",
  "u",
  "p",
  "method",
  "p_adjusted",
  "smallest_p",
  "cliffs_delta",
  "delta_low",
  "delta_high",
  "magnitude",
  "hl_shift",
  "hl_low",
  "hl_high",
] as const;

/** A comparison as a row, by the names of the columns. */
export function csvRow(
  c: ScenarioComparison,
): Readonly<Record<(typeof COLUMNS)[number], CsvValue>> {
  return {
    metric: c.metric,
    scenario_a: c.scenarioA,
    scenario_b: c.scenarioB,
    n_a: c.nA,
    n_b: c.nB,
    median_a: c.medianA,
    median_b: c.medianB,
    u: c.statistic,
    p: c.p,
    method: c.method,
    p_adjusted: c.pAdjusted,
    smallest_p: c.smallestP,
    cliffs_delta: c.delta,
    delta_low: c.deltaInterval?.[0] ?? null,
    delta_high: c.deltaInterval?.[1] ?? null,
    magnitude: c.magnitude,
    hl_shift: c.shift,
    hl_low: c.shiftInterval?.[0] ?? null,
    hl_high: c.shiftInterval?.[1] ?? null,
  };
}

/** The rows of mannwhitney_results.csv. */
export function experimentCsv({ comparisons }: ExperimentComparison): Report["csv"] {
  const rows = comparisons.map((comparison) => {
    const row = csvRow(comparison);
    return COLUMNS.map((name) => row[name]);
  });
  return { columns: COLUMNS, rows };
}
