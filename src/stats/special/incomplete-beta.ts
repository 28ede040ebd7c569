import type { TailPair } from "./incomplete-gamma.js";
import { stirlingRemainder } from "./log-gamma.js";
import { log1pMinus } from "./log1p-minus.js";

/**
 * The regularised incomplete beta functions: both tails of a beta distribution, and with them of
 * Student's t, F and binomial.
 *
 *     lower = I_x(a, b) = 1 / B(a, b) ∫₀ˣ t^(a − 1) (1 − t)^(b − 1) dt        upper = I_y(b, a)
 *
 * The tail on the near side of the mean comes from a continued fraction times x^a y^b / B(a, b),
 * which is written with deviances. The point is given from both ends, so that neither loses its digits.
 *
 * @param x the point, in [0, 1]
 * @param y 1 − x, in [0, 1]: exact where x itself would round to 1
 * @param a > 0
 * @param b > 0
 * @returns both tails, to 1e-12 relative down to 1e-300
 * @example incompleteBeta(0.25, 0.75, 1, 2).lower // 1 - 0.75 ** 2
 *
 * O(√max(a, b)) near the mean, else less.
 * @see DiDonato, Morris (1992), "Algorithm 708: Significant digit computation of the incomplete beta
 *   function ratios", ACM Transactions on Mathematical Software 18(3), 360–373: BFRAC
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): TailPair {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const factor = betaFactor(x, y, a, b);
  if (b * x <= a * y) {
    const lower = Math.min(1, factor * fraction(x, y, a, b));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, factor * fraction(y, x, b, a));
  return { lower: 1 - upper, upper };
}

/**
 * x^a y^b / B(a, b), with y = 1 − x.
 *
 *     √(ab / (2π (a + b))) · exp(a λ(d / a) + b λ(−d / b) + δ(a + b) − δ(a) − δ(b))
 *     d = b x − a y        λ(u) = log(1 + u) − u        δ the remainder of Stirling's formula
 *
 * @example betaFactor(0.5, 0.5, 1, 1) // 0.25
 */
export function betaFactor(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const d = b * x - a * y;
  const exponent =
    a * deviance(d / a, (n * x) / a) +
    b * deviance(-d / b, (n * y) / b) +
    (stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b));
  return Math.sqrt((a / n) * b * (0.5 / Math.PI)) * Math.exp(exponent);
}

/** log(1 + u) − u, where 1 + u is known without rounding as `share`. */
function deviance(u: number, share: number): number {
  return u < -0.5 ? Math.log(share) - u : log1pMinus(u);
}

/**
 * The continued fraction of I_x(a, b) B(a, b) / (x^a y^b), for x up to the mean a / (a + b). It
 * takes λ = a y − b x ≥ 0, where that of the textbooks takes x and loses six digits next to 1.
 */
function fraction(x: number, y: number, a: number, b: number): number {
  const first = 1 + (a * y - b * x);
  // Numerator and denominator of the last two convergents, divided by the last denominator.
  let [p0, q0] = [0, (1 + 1 / a) / first];
  let value = q0;
  for (let n = 1, before = 0; Math.abs(value - before) > 1e-16 * value; n++) {
    const s = a + 2 * n - 1;
    const w = n * (b - n) * x;
    const alpha = ((a + n - 1) / s) * ((a + b + n - 1) / s) * w * x;
    const beta = n + w / s + ((a + n) / (s + 2)) * (first + n * (1 + y));
    const q = 1 / (alpha * q0 + beta);
    before = value;
    value = (alpha * p0 + beta * value) * q;
    p0 = before * q;
    q0 = q;
  }
  return value;
}
