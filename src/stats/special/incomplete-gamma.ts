import { normalCdf, normalSf } from "../distributions/normal.js";
import { deviance } from "../deviance.js";
import { stirlingRemainder } from "./log-gamma.js";
import { log1pMinus } from "./log1p-minus.js";

/** The two tails of one distribution at one point, each with its own digits. */
export interface TailPair {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete gamma functions: both tails of a gamma distribution of shape a at x,
 * and of a Poisson distribution.
 *
 *     lower = P(a, x) = 1 / Γ(a) ∫₀ˣ t^(a − 1) e^(−t) dt        upper = Q(a, x) = 1 − P(a, x)
 *
 * The smaller tail is summed directly: a power series for x < a + 1, a continued fraction (Lentz)
 * above, and Temme's uniform expansion where a is so large (10¹⁰) that both would be slow. The
 * common factor x^a e^(−x) / Γ(a + 1) is written with the deviance, so that a of 10⁶ costs no digits.
 *
 * @param a > 0, the shape
 * @param x ≥ 0
 * @returns both tails, to 1e-12 relative down to 1e-300
 * @example incompleteGamma(1, 2).upper // Math.exp(-2)
 *
 * O(√a) near x = a, else less.
 * @see Abramowitz, Stegun (1964), "Handbook of Mathematical Functions", 6.5.29 and 6.5.31
 */
export function incompleteGamma(a: number, x: number): TailPair {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (a > 1e10) return uniform(a, x);
  const factor = gammaFactor(a, x);
  if (x < a + 1) {
    const lower = Math.min(1, factor * series(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, factor * a * fraction(a, x));
  return { lower: 1 - upper, upper };
}

/**
 * x^a e^(−x) / Γ(a + 1): for a whole a, the probability that a Poisson variable of mean x is a.
 *
 *     exp(−D(a, x) − δ(a)) / √(2πa)        D: deviance, δ: what Stirling's formula leaves out
 *
 * @param a > 0
 * @param x > 0
 * @example gammaFactor(2, 3) // 4.5 * Math.exp(-3)
 */
export function gammaFactor(a: number, x: number): number {
  return Math.exp(-deviance(a, x) - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a);
}

function series(a: number, x: number): number {
  let sum = 1;
  for (let term = 1, n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
  return sum;
}

/** The continued fraction of Γ(a, x) / (x^a e^(−x)), even part, by Lentz's method as modified. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let i = 1, change = 0; Math.abs(change - 1) > 1e-16; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    change = c * d;
    value *= change;
  }
  return value;
}

/**
 * Temme's expansion, of which one term is enough here: the rest is below 1e-13 of it.
 *
 *     Q = Φ(−η √a) + exp(−a η² / 2) / √(2πa) · (1/μ − 1/η)        η² / 2 = μ − log(1 + μ)
 *
 * @see Temme (1979), "The asymptotic expansion of the incomplete gamma functions", SIAM Journal on
 *   Mathematical Analysis 10(4), 757–766
 */
function uniform(a: number, x: number): TailPair {
  const mu = (x - a) / a;
  const deviance = -log1pMinus(mu);
  const eta = Math.sign(mu) * Math.sqrt(2 * deviance);
  // The series of 1/μ − 1/η. Where η is not small, both tails are 0 or 1 long since.
  const difference = -1 / 3 + eta * (1 / 12 - eta * (2 / 135));
  const rest = (Math.exp(-a * deviance) / Math.sqrt(2 * Math.PI * a)) * difference;
  const z = eta * Math.sqrt(a);
  return { lower: Math.max(0, normalCdf(z) - rest), upper: Math.max(0, normalSf(z) + rest) };
}
