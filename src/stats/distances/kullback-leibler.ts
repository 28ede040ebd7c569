import type { Sample } from "../../core/sample.js";
import { deviance } from "../deviance.js";
import { log1pMinus } from "../special/log1p-minus.js";
import type { SummedDistance } from "./redrawn-nulls.js";
import { totalsOf } from "./shares.js";

/**
 * Kullback-Leibler divergence of the current distribution from the reference: how much a code made for
 * the one costs when the other is true. It is no distance: the two do not trade places.
 *
 *     KL(p ‖ q) = Σ p ln(p / q)        0 ln 0 = 0, p of the reference, q of the current sample
 *
 * summed as Σ [p ln(p/q) − p + q], whose terms are never negative.
 *
 * @param reference counts over bins or categories
 * @param current counts over the same
 * @param epsilon shares below it are raised to it, and both sides normalised again; 0, the default,
 *   leaves them as they are
 * @returns nats, 0 or more; Infinity where the reference has what the current sample has not
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example kullbackLeibler([1, 1], [1, 3]) // Math.log(4 / 3) / 2
 * @see Kullback, Leibler (1951), "On information and sufficiency", Annals of Mathematical Statistics
 *   22(1), 79–86
 */
export function kullbackLeibler(reference: Sample, current: Sample, epsilon = 0): number {
  const { m, n } = totalsOf(reference, current);
  const [p, q] = [flooredTotal(reference, m, epsilon), flooredTotal(current, n, epsilon)];
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const [before, after] = [reference[i]! / m, current[i]! / n];
    sum += deviance(Math.max(before, epsilon) / p, Math.max(after, epsilon) / q);
  }
  return sum;
}

/** What the shares add up to once none is below epsilon: exactly 1 where none was. */
function flooredTotal(counts: Sample, total: number, epsilon: number): number {
  let [sum, isRaised] = [0, false];
  for (let i = 0; i < counts.length; i++) {
    const share = counts[i]! / total;
    if (share < epsilon) isRaised = true;
    sum += Math.max(share, epsilon);
  }
  return isRaised ? sum : 1;
}

/**
 * The same as sums over bins, for redraws. With P and Q what the raised shares p′ and q′ add up to,
 *
 *     KL = Σ [p′ ln(p′/q′) − p′ + q′] / P + log1p(t) − t        t = (Q − P) / P
 */
export function summedKullbackLeibler(epsilon: number): SummedDistance {
  return {
    terms: [
      (p, q) => deviance(Math.max(p, epsilon), Math.max(q, epsilon)),
      (p) => Math.max(epsilon - p, 0), // P − 1
      (_, q) => Math.max(epsilon - q, 0),
    ],
    of: (sums) => {
      const raised = 1 + sums[1]!;
      return sums[0]! / raised + log1pMinus((sums[2]! - sums[1]!) / raised);
    },
  };
}
