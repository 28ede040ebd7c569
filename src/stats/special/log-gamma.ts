import { InputError } from "../../core/errors.js";

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Coefficients of Stirling's series in 1 / a: B₂ₖ / (2k (2k − 1)), k = 1, 2, … */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * What Stirling's formula leaves out of log Γ(a): small, so probabilities written with it keep
 * their digits where differences of log Γ lose them.
 *
 *     δ(a) = log Γ(a) − (a − 1/2) log a + a − log(2π) / 2
 *     δ(a) = δ(a + 1) + (a + 1/2) log1p(1 / a) − 1            up to a = 10; from there, the series
 *
 * @param a > 0
 * @returns about 1 / (12a); within 1e-15
 * @example stirlingRemainder(1) // 1 - 0.5 * Math.log(2 * Math.PI)
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function stirlingRemainder(a: number): number {
  let sum = 0;
  for (; a < 10; a++) sum += (a + 0.5) * Math.log1p(1 / a) - 1;
  const square = 1 / (a * a);
  return sum + SERIES.reduceRight((rest, coefficient) => rest * square + coefficient, 0) / a;
}

/**
 * The logarithm of the gamma function: log Γ(a) = log (a − 1)! for a whole a.
 *
 * @param a > 0
 * @returns within 1e-15 of the size of its largest part, a log a
 * @throws {InputError} unless a is above 0
 * @example logGamma(0.5) // 0.5 * Math.log(Math.PI)
 */
export function logGamma(a: number): number {
  if (!(a > 0)) throw new InputError(`log Γ(${a}) is asked for`, { fix: "give a number above 0" });
  if (a === Infinity) return a;
  if (a < 1e-300) return -Math.log(a); // 1 / a would overflow
  return (a - 0.5) * Math.log(a) - a + HALF_LOG_TWO_PI + stirlingRemainder(a);
}

/** log n! for n ≤ 170, where n! still fits: the logarithm of the product itself. */
const LOG_FACTORIALS = new Float64Array(171);
for (let n = 2, product = 1; n <= 170; n++) LOG_FACTORIALS[n] = Math.log((product *= n));

/**
 * The logarithm of n factorial. From a table up to 170, by Stirling's formula beyond.
 *
 * @param n a whole number, 0 or more
 * @returns log n!, to 1e-15 relative
 * @example logFactorial(5) // Math.log(120)
 */
export function logFactorial(n: number): number {
  return LOG_FACTORIALS[n] ?? logGamma(n + 1);
}

/**
 * The logarithm of the number of ways to choose k of n.
 *
 *     log C(n, k) = k log(n / k) + (n − k) log(n / (n − k)) + log(n / (2π k (n − k))) / 2
 *                   + δ(n) − δ(k) − δ(n − k)
 *
 * The sum of three log factorials would lose eight digits at n = 10⁶; this loses none.
 *
 * @param n a whole number, 0 or more
 * @param k a whole number
 * @returns log C(n, k); −Infinity where k is not in [0, n]
 * @example logBinomial(5, 2) // Math.log(10)
 */
export function logBinomial(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  if (k === 0 || k === n) return 0;
  const few = Math.min(k, n - k);
  const many = n - few;
  const entropy = few * Math.log(n / few) - many * Math.log1p(-few / n);
  const width = 0.5 * Math.log(n / (2 * Math.PI * few * many));
  return entropy + width + stirlingRemainder(n) - stirlingRemainder(few) - stirlingRemainder(many);
}
