import { stirlingRemainder } from "../special/log-gamma.js";

/** ln k! for k below 128, each the logarithm of the whole product: no sum of rounding errors. */
const TABLE = tableOfLogFactorials(128);
const HALF_LN_TWO_PI = 0.9189385332046728; // ln(2π) / 2

/**
 * The logarithm of a factorial, for counts of any size.
 *
 *     ln k! = (k + 1/2) ln k − k + ln(2π)/2 + δ(k)        δ: what Stirling's formula leaves out
 *
 * Relative error below 3e-16. Differences of large ones cancel (at k = 1e6 an error of 1e-9 stays in
 * the difference): where that matters, use the saddle-point form of `hypergeometricPmf`.
 *
 * @param k a whole number, 0 ≤ k < 2⁵³
 * @returns ln k!, at least 0
 * @example logFactorial(5) // Math.log(120)
 */
export function logFactorial(k: number): number {
  if (k < TABLE.length) return TABLE[k | 0]!;
  return (k + 0.5) * Math.log(k) - k + HALF_LN_TWO_PI + stirlingRemainder(k);
}

function tableOfLogFactorials(length: number): Float64Array {
  const table = new Float64Array(length);
  let product = 1n;
  for (let k = 1; k < length; k++) {
    product *= BigInt(k);
    table[k] = Math.log(Number(product));
  }
  return table;
}
