import { deviance } from "../deviance.js";
import { stirlingRemainder } from "../special/log-gamma.js";

/**
 * The logarithm of a binomial probability, right to the last digits however many trials: the
 * factorials cancel in the formula instead of in the computer.
 *
 *     ln P(k) = δ(n) − δ(k) − δ(n − k) − D(k, n p) − D(n − k, n q) + ln(n / (2π k (n − k))) / 2
 *     δ: what Stirling's formula leaves out, D: deviance, q = 1 − p        P(0) = qⁿ, P(n) = pⁿ
 *
 * @param k successes, a whole number from 0 to n
 * @param trials n, a whole number ≥ 0
 * @param probability p of success in each, 0 to 1
 * @param failure q, for a caller that knows it more exactly than 1 − p
 * @returns ln P(k) ≤ 0; −Infinity where P(k) = 0
 * @example logBinomialPmf(1, 2, 0.5) // Math.log(0.5)
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function logBinomialPmf(
  k: number,
  trials: number,
  probability: number,
  failure = 1 - probability,
): number {
  const rest = trials - k;
  // A whole power of 0 is 1 only for the exponent 0, which a logarithm of 0 would turn into a NaN.
  if (k === 0) return trials === 0 ? 0 : trials * logOfShare(failure, probability);
  if (rest === 0) return trials * logOfShare(probability, failure);
  const errors = stirlingRemainder(trials) - stirlingRemainder(k) - stirlingRemainder(rest);
  const distance = deviance(k, trials * probability) + deviance(rest, trials * failure);
  return errors - distance + 0.5 * Math.log(trials / (2 * Math.PI * k) / rest);
}

/** ln(share), by the complement where the share is close to 1. */
function logOfShare(share: number, complement: number): number {
  return share > 0.5 ? Math.log1p(-complement) : Math.log(share);
}
