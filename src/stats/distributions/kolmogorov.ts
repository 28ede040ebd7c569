import { increasingRoot } from "../special/increasing-root.js";
import { checkedPoint, checkedProbability } from "./arguments.js";

/** Below it the theta series of the lower tail converges faster, above it that of the upper one. */
const CROSSOVER = 1.18;

/**
 * Lower tail of the Kolmogorov distribution: the limit of P(√n · D ≤ x) for the one-sample
 * statistic D, and of P(√(mn / (m + n)) · D ≤ x) for the two-sample one. Two-sided.
 *
 *     P = √(2π) / x · Σ exp(−(2k − 1)² π² / (8 x²))        k = 1, 2, …, where x < 1.18
 *     P = 1 − kolmogorovSf(x)                               elsewhere
 *
 * @param x any number; the distribution has its mass above 0
 * @returns a probability in [0, 1]
 * @throws {InputError} when x is NaN
 * @example kolmogorovCdf(1) // 0.7300003283226455
 * @see Marsaglia, Tsang, Wang (2003), "Evaluating Kolmogorov's distribution", Journal of
 *   Statistical Software 8(18)
 */
export function kolmogorovCdf(x: number): number {
  if (checkedPoint(x) <= 0) return 0;
  return x < CROSSOVER ? lowerSeries(x) : 1 - upperSeries(x);
}

/**
 * Upper tail of the Kolmogorov distribution: the asymptotic p-value of a Kolmogorov-Smirnov test.
 *
 *     P = 2 Σ (−1)^(k − 1) exp(−2 k² x²)        k = 1, 2, …, where x ≥ 1.18
 *     P = 1 − kolmogorovCdf(x)                   elsewhere, where it is above 0.12
 *
 * @throws {InputError} when x is NaN
 * @example kolmogorovSf(1.3580986393225505) // 0.05
 */
export function kolmogorovSf(x: number): number {
  if (checkedPoint(x) <= 0) return 1;
  return x < CROSSOVER ? 1 - lowerSeries(x) : upperSeries(x);
}

/**
 * The x with P(K ≤ x) = p: the inverse of `kolmogorovCdf`.
 *
 * @throws {InputError} when p is not a probability
 * @example kolmogorovQuantile(0.95) // 1.3580986393225505
 */
export function kolmogorovQuantile(p: number): number {
  if (checkedProbability(p) > 0.5) return kolmogorovIsf(1 - p);
  if (p === 0) return 0;
  const target = Math.log(p);
  // In log x, where the last digit is the same share of a small x as of a large one.
  return Math.exp(increasingRoot((t) => Math.log(kolmogorovCdf(Math.exp(t))) - target, -0.5, 0.5));
}

/**
 * The x with P(K > x) = p: the inverse of `kolmogorovSf`, the critical value at level p.
 *
 * @throws {InputError} when p is not a probability
 * @example kolmogorovIsf(0.05) // 1.3580986393225505
 */
export function kolmogorovIsf(p: number): number {
  if (checkedProbability(p) > 0.5) return kolmogorovQuantile(1 - p);
  if (p === 0) return Infinity;
  const target = Math.log(p);
  return Math.exp(increasingRoot((t) => target - Math.log(kolmogorovSf(Math.exp(t))), 0.5, 0.5));
}

function lowerSeries(x: number): number {
  const exponent = Math.PI ** 2 / (8 * x * x);
  let sum = 0;
  for (const odd of [7, 5, 3, 1]) sum += Math.exp(-odd * odd * exponent); // the rest: below 1e-30
  return (Math.sqrt(2 * Math.PI) / x) * sum;
}

function upperSeries(x: number): number {
  const exponent = 2 * x * x;
  let sum = 0;
  for (const k of [4, 3, 2, 1]) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-k * k * exponent);
  return 2 * sum;
}
