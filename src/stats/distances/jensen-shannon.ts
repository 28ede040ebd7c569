import type { Sample } from "../../core/sample.js";
import { deviance } from "../deviance.js";
import type { SummedDistance } from "./redrawn-nulls.js";
import { totalsOf } from "./shares.js";

/**
 * Jensen-Shannon divergence: how far two distributions lie from their average, in bits or nats. Unlike
 * Kullback-Leibler it takes both sides alike, and is finite also where one of them has nothing.
 *
 *     JS = KL(p ‖ m)/2 + KL(q ‖ m)/2        m = (p + q)/2
 *
 * @param reference counts over bins or categories
 * @param current counts over the same
 * @param base of the logarithm: e for nats, 2 for bits
 * @returns from 0 to log 2, which is 1 bit
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example jensenShannonDivergence([1, 0], [0, 1], 2) // 1
 * @see Lin (1991), "Divergence measures based on the Shannon entropy", IEEE Transactions on
 *   Information Theory 37(1), 145–151
 */
export function jensenShannonDivergence(reference: Sample, current: Sample, base = Math.E): number {
  const { m, n } = totalsOf(reference, current);
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    sum += fromTheMiddle(reference[i]! / m, current[i]! / n);
  }
  return inBase(sum, base);
}

function fromTheMiddle(p: number, q: number): number {
  const middle = (p + q) / 2;
  return deviance(p, middle) + deviance(q, middle);
}

function inBase(sum: number, base: number): number {
  const nats = Math.min(sum / 2, Math.LN2); // rounding may leave a trace above
  return base === 2 ? nats / Math.LN2 : nats / Math.log(base);
}

/**
 * Jensen-Shannon distance, the square root of the divergence. It is a metric: the way round is never
 * shorter than the straight one.
 *
 * @param base of the logarithm under the root: e for nats, 2 for bits
 * @returns from 0 to √log 2, which is 1 for base 2
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example jensenShannonDistance([1, 0], [0, 1], 2) // 1
 * @see Endres, Schindelin (2003), "A new metric for probability distributions", IEEE Transactions on
 *   Information Theory 49(7), 1858–1860
 */
export function jensenShannonDistance(reference: Sample, current: Sample, base = Math.E): number {
  return Math.sqrt(jensenShannonDivergence(reference, current, base));
}

/** The distance as a sum over bins, for redraws. */
export function summedJensenShannon(base: number): SummedDistance {
  return {
    terms: [fromTheMiddle],
    of: (sums) => Math.sqrt(inBase(sums[0]!, base)),
  };
}
