import { InputError, UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { notACount } from "../contingency-table.js";

/** How many rows two samples have counted over the same bins. */
export interface TotalPair {
  readonly m: number;
  readonly n: number;
}

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
  const { m, n } = totalsOf(reference, current);
  return {
    p: Float64Array.from(reference, (count) => count / m),
    q: Float64Array.from(current, (count) => count / n),
  };
}

/**
 * Add up two rows of counts over the same bins: what turns counts into shares without a copy of them,
 * for distances that are taken a thousand times over.
 *
 * @param reference counts or weights ≥ 0
 * @param current as many
 * @throws {InputError} when lengths differ or a count is negative or not finite
 * @throws {UndefinedError} when one side has counted nothing
 * @example totalsOf([1, 3], [2, 2]).m // 4
 */
export function totalsOf(reference: Sample, current: Sample): TotalPair {
  if (reference.length !== current.length) {
    const what = `${reference.length} reference counts, but ${current.length} current ones`;
    throw new InputError(what, { fix: "count both samples over the same bins" });
  }
  return { m: totalOf("reference", reference), n: totalOf("current", current) };
}

/** The same shares with none below `epsilon`; their sum may pass 1. */
export function flooredShares({ p, q }: SharePair, epsilon: number): SharePair {
  if (epsilon === 0) return { p, q };
  const floored = (share: number) => Math.max(share, epsilon);
  return { p: p.map(floored), q: q.map(floored) };
}

function totalOf(name: string, counts: Sample): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (!(count >= 0 && count < Infinity)) throw notACount(name, i, count);
    total += count;
  }
  if (total === 0) throw new UndefinedError(`${name} has no observations`);
  return total;
}
