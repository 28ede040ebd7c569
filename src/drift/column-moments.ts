import { whereDefined } from "../core/where-defined.js";
import type { ValueCounts } from "../core/value-counts.js";
import { quantileOfCounts } from "../stats/descriptive/quantile.js";
import type { NumberSide, SideEnds } from "./column-counts.js";
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

/** The same of the cells of a profile: quantiles as the middle of intervals. */
export function cellMoments(side: NumberSide, { low, high }: SideEnds): Moments {
  const [lower, upper] = [columnMoments(side, low).quantiles, columnMoments(side, high).quantiles];
  const intervals = PROBABILITIES.map((p) => {
    const [from, to] = [lower[p] ?? null, upper[p] ?? null];
    return [p, from === null || to === null ? null : ([from, to] as const)] as const;
  });
  const quantiles = intervals.map(([p, interval]) => [p, interval && middle(...interval)]);
  return {
    ...{ mean: side.mean, sd: side.sd },
    quantiles: Object.fromEntries(quantiles) as Moments["quantiles"],
    intervals: Object.fromEntries(intervals),
  };
}

function middle(low: number, high: number): number {
  return low === high ? low : low / 2 + high / 2;
}
