import type { ValueCounts } from "../core/value-counts.js";
import { quantileOfCounts } from "../stats/descriptive/quantile.js";
import { RunningMoments } from "../stats/descriptive/running-moments.js";
import type { Moments } from "./drift-result.js";

const PROBABILITIES = [
  "0",
  "0.01",
  "0.05",
  "0.1",
  "0.25",
  "0.5",
  "0.75",
  "0.9",
  "0.95",
  "0.99",
  "1",
];

/**
 * Mean, standard deviation (n − 1) and quantiles (type 7) of counted values. Mean and sd are those of
 * the finite values; they are null where too few are.
 *
 * @param counted at least one value
 */
export function columnMoments(counted: ValueCounts): Moments {
  const finite = new RunningMoments();
  counted.values.forEach((value, k) => {
    if (Number.isFinite(value)) finite.add(value, counted.counts[k]);
  });
  const quantileAt = quantileOfCounts(counted);
  return {
    mean: finite.n > 0 ? finite.mean : null,
    sd: finite.n > 1 ? finite.standardDeviation : null,
    quantiles: Object.fromEntries(PROBABILITIES.map((p) => [p, quantileAt(Number(p))])),
  };
}
