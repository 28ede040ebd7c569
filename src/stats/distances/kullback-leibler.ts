import type { Sample } from "../../core/sample.js";
import { deviance } from "../deviance.js";
import { flooredShares, sharesOf, type SharePair } from "./shares.js";

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
  const shares = flooredShares(sharesOf(reference, current), epsilon);
  const { p, q } = epsilon === 0 ? shares : sharesOf(shares.p, shares.q);
  return divergence({ p, q });
}

function divergence({ p, q }: SharePair): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += deviance(p[i]!, q[i]!);
  return sum;
}
