import { stirlingRemainder } from "../special/log-gamma.js";
import { logFactorial } from "./log-factorial.js";

/**
 * The logarithm of the number of ways to choose k of n, without the cancellation of three large
 * logarithms of factorials.
 *
 *     ln C(n, k) = k ln n − (n − k + 1/2) ln(1 − k/n) − k + δ(n) − δ(n − k) − ln k!
 *
 * with the smaller of k and n − k, and δ what Stirling's formula leaves out; below n = 128 from the
 * factorials. The error is a few last digits of the largest part, k ln n.
 *
 * @param n a whole number, 0 ≤ n < 2⁵³
 * @param k a whole number, 0 ≤ k ≤ n
 * @returns at least 0
 * @example logBinomialCoefficient(4, 2) // Math.log(6)
 */
export function logBinomialCoefficient(n: number, k: number): number {
  const few = Math.min(k, n - k);
  if (few === 0) return 0;
  if (n < 128) return logFactorial(n) - logFactorial(few) - logFactorial(n - few);
  return (
    few * Math.log(n) -
    (n - few + 0.5) * Math.log1p(-few / n) -
    few +
    (stirlingRemainder(n) - stirlingRemainder(n - few)) -
    logFactorial(few)
  );
}
