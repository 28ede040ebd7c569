import type { ValueCounts } from "../../core/value-counts.js";
import { quantileOfCounts } from "../../stats/descriptive/quantile.js";
import { cellEnds } from "./lattice-cells.js";
import type { NumberFacts } from "./profile-numbers.js";

/**
 * Between what quantiles of type 7 lie: those of the least values that the cells may hold, and of the
 * greatest.
 *
 * @param shares 0 to 1
 * @throws {UndefinedError} where one would lie between −∞ and ∞
 */
export function profileQuantiles(
  facts: NumberFacts,
  shares: readonly number[],
): { readonly low: number[]; readonly high: number[] } {
  const [low, high] = [quantileOfCounts(atEnds(facts, 0)), quantileOfCounts(atEnds(facts, 1))];
  return { low: shares.map((share) => low(share)), high: shares.map((share) => high(share)) };
}

/** The values as if all of a cell lay at its lower end (0), or its upper one (1). */
export function atEnds(facts: NumberFacts, end: 0 | 1): ValueCounts {
  const { cells, infinite, minimum, maximum } = facts;
  const { bits, places, amounts } = cells;
  const inside = (value: number) => Math.min(Math.max(value, minimum), maximum);
  const values = Array.from(places, (place) => inside(cellEnds(bits, place)[end]));
  const all = [
    ...(infinite[0] > 0 ? [{ value: -Infinity, count: infinite[0] }] : []),
    ...values.map((value, k) => ({ value, count: amounts[k]! })),
    ...(infinite[1] > 0 ? [{ value: Infinity, count: infinite[1] }] : []),
  ];
  return {
    values: Float64Array.from(all, ({ value }) => value),
    counts: Float64Array.from(all, ({ count }) => count),
  };
}
