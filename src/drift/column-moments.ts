import { UndefinedError } from "../core/errors.js";
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
 * the finite values. They are null where too few are or they are past the largest double, a quantile
 * where it would lie between −∞ and ∞.
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
    mean: whereDefined(() => finite.mean),
    sd: whereDefined(() => finite.standardDeviation),
    quantiles: Object.fromEntries(
      PROBABILITIES.map((p) => [p, whereDefined(() => quantileAt(Number(p)))]),
    ),
  };
}

/** One moment without a value must not take the column with it. */
function whereDefined(moment: () => number): number | null {
  try {
    return moment();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return null;
  }
}
