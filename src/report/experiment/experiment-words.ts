import type {
  ExperimentComparison,
  ScenarioComparison,
} from "../../model/experiments/experiment-comparison.js";
import { shortNumber } from "../number.js";

/** The verdict in a line. */
export function summaryOf({
  comparisons,
  scenarios,
  alpha,
  adjustment,
  familySize,
}: ExperimentComparison) {
  if (scenarios.length === 0) return "cannot tell: the logs hold no usable run";
  if (scenarios.length === 1) {
    return `cannot tell: all runs are of one scenario, ${scenarios[0]!}`;
  }
  if (comparisons.length === 0) return "cannot tell: no two scenarios share a metric";
  const count = (status: ScenarioComparison["status"]) =>
    comparisons.filter((comparison) => comparison.status === status).length;
  const family = `${adjustment} at ${shortPercent(alpha)} over a family of ${familySize}`;
  const silent = count("cannot-tell");
  const rest = silent > 0 ? `; ${silent} cannot tell` : "";
  return `${count("difference")} of ${comparisons.length} comparisons differ (${family})${rest}`;
}

/** Why a comparison says nothing. */
export function reasonOf(
  { status, reason, smallestP }: ScenarioComparison,
  alpha: number,
): string | null {
  if (status !== "cannot-tell") return null;
  if (reason !== null) return reason;
  return (smallestP ?? 1) > alpha ? "not reachable" : "not reachable in this family";
}

/** The magnitude as far as the interval bears it out: "large (CI includes small)". */
export function magnitudeLabel({ magnitude, leastMagnitude }: ScenarioComparison): string {
  if (leastMagnitude === null) return `${magnitude} (no CI)`;
  return leastMagnitude === magnitude ? magnitude : `${magnitude} (CI includes ${leastMagnitude})`;
}

/** What was read of each log, and what was not. */
export function logLines({ logs }: ExperimentComparison): string[] {
  return logs.map(({ source, rows, used, overlapping, unusable }) => {
    const dropped = [
      ...(overlapping > 0 ? [`${overlapping} dropped, their windows overlap others'`] : []),
      ...(unusable > 0 ? [`${unusable} dropped without scenario or time`] : []),
    ];
    return [`${source}: ${used} of ${rows} rows used`, ...dropped].join("; ");
  });
}

/** How to read the numbers: each only where it matters here. */
export function readingNotes({ comparisons, scenarios }: ExperimentComparison): string[] {
  const short = comparisons.some(({ reachable }) => !reachable);
  return [
    ...(comparisons.length > 0
      ? ["delta and shift are of a over b: positive where a is larger"]
      : []),
    ...(scenarios.length > 1
      ? ["runs that differ only by their seed show the noise of seeds, not of data"]
      : []),
    ...(short ? ["not reachable: with so few runs no result could have been a finding"] : []),
  ];
}

/** A level as people write it: "95 %", "99.9 %", "67 %". */
export function shortPercent(share: number): string {
  return `${shortNumber(100 * share, 3)} %`;
}
