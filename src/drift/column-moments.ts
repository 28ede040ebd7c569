import { UndefinedError } from "../core/errors.js";
import type { ValueCounts } from "../core/value-counts.js";
import { quantileOfCounts } from "../stats/descriptive/quantile.js";
import type { NumberSide } from "./column-counts.js";
import type { Moments } from "./drift-result.js";

/** The quantiles that are told of a column. */
export const PROBABILITIES = [
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
 * Mean, standard deviation and quantiles (type 7) of counted values. A quantile is null where it would
 * lie between −∞ and ∞.
 *
 * @param counted at least one value
 */
export function columnMoments({ mean, sd }: NumberSide, counted: ValueCounts): Moments {
  const quantileAt = quantileOfCounts(counted);
  const quantiles = PROBABILITIES.map((p) => [p, whereDefined(() => quantileAt(Number(p)))]);
  return { mean, sd, quantiles: Object.fromEntries(quantiles) as Moments["quantiles"] };
}

/** One quantile without a value must not take the column with it. */
function whereDefined(moment: () => number): number | null {
  try {
    return moment();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return null;
  }
}
