import { isPositive } from "../core/is-positive.js";
import { isoSeconds } from "../core/clock.js";
import type { DriftResult } from "../drift/drift-result.js";
import { driftLogFields } from "./drift-log-fields.js";

export interface DriftLogFacts {
  readonly time: Date;
  readonly scenario: string;
  readonly model: string;
}

/**
 * The row of drift_log.csv: what the namesake's log has. `psi_` is the customary PSI and `p_` the
 * unadjusted p of each judged column; `pos_ratio` is the share of positive labels, or of positive
 * predictions, in the current data, empty without.
 */
export function driftLogRow(
  result: DriftResult,
  { time, scenario, model }: DriftLogFacts,
): Record<string, string | number | null> {
  const prediction = result.columns.find(({ role }) => role === "prediction");
  return driftLogFields({
    time: isoSeconds(time),
    scenario,
    model,
    positiveShare: positiveShare(result),
    isDrift: result.verdict === "drift",
    scoreColumn: prediction?.name ?? "",
    columns: result.columns.flatMap(({ name, findings }) =>
      findings === null ? [] : [{ name, psi: findings.psi.value, p: findings.p }],
    ),
  });
}

/** Of the target, else of the prediction: the share of 1, true or yes among two categories, or the mean of 0 and 1. */
function positiveShare({ columns }: DriftResult): number | null {
  const column =
    columns.find(({ role }) => role === "target") ??
    columns.find(({ role }) => role === "prediction");
  const findings = column?.findings;
  if (!findings) return null;
  if (findings.kind === "numeric") {
    const { mean, quantiles } = findings.current;
    const [least, most] = [quantiles["0"] ?? -1, quantiles["1"] ?? 2];
    return least >= 0 && most <= 1 ? mean : null;
  }
  const positive = findings.psi.bins.find(({ category }) => isPositive(category));
  return positive?.current ?? null;
}
