import type { Sample } from "../../core/sample.js";
import type { SummedDistance } from "./redrawn-nulls.js";
import { totalsOf } from "./shares.js";

/**
 * Total variation distance: the share of rows that would have to change category to make one
 * distribution the other.
 *
 *     TV = Σ |p − q| / 2
 *
 * @param reference counts over bins or categories
 * @param current counts over the same
 * @returns from 0 to 1, where they have no category in common
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example totalVariation([1, 1], [3, 1]) // 0.25
 */
export function totalVariation(reference: Sample, current: Sample): number {
  const { m, n } = totalsOf(reference, current);
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    sum += Math.abs(reference[i]! / m - current[i]! / n);
  }
  return Math.min(1, sum / 2);
}

/** The same as a sum over bins, for redraws. */
export const summedTotalVariation: SummedDistance = {
  terms: [(p, q) => Math.abs(p - q)],
  of: (sums) => Math.min(1, sums[0]! / 2),
};
