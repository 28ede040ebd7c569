import { InputError, UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { checkedCounts } from "../contingency-table.js";

/** Two distributions over the same bins or categories, each summing to 1. */
export interface SharePair {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/**
 * Normalise two rows of counts over the same bins or categories.
 *
 * @param reference counts or weights ≥ 0, which become p
 * @param current as many, which become q
 * @throws {InputError} when lengths differ or a count is negative or not finite
 * @throws {UndefinedError} when one side has counted nothing
 * @example sharesOf([1, 3], [2, 2]).p // new Float64Array([0.25, 0.75])
 */
export function sharesOf(reference: Sample, current: Sample): SharePair {
  if (reference.length !== current.length) {
    const what = `${reference.length} reference counts, but ${current.length} current ones`;
    throw new InputError(what, { fix: "count both samples over the same bins" });
  }
  return { p: normalised("reference", reference), q: normalised("current", current) };
}

/** The same shares with none below `epsilon`; their sum may pass 1. */
export function flooredShares({ p, q }: SharePair, epsilon: number): SharePair {
  if (epsilon === 0) return { p, q };
  const floored = (share: number) => Math.max(share, epsilon);
  return { p: p.map(floored), q: q.map(floored) };
}

function normalised(name: string, counts: Sample): Float64Array {
  const copy = checkedCounts(name, counts);
  const total = copy.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new UndefinedError(`${name} has no observations`);
  return copy.map((count) => count / total);
}
