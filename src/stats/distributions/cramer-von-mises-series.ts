/**
 * Lower tail of the limit law of Cramér and von Mises, by the series that other software uses,
 * which ends once a term falls below `precision`. With scipy's 1e-7 the upper tail 1 − P is right
 * to some 1e-7 only, and never smaller: use `cramerVonMisesSf`, unless scipy's answer is wanted.
 *
 *     P(W ≤ x) = π^(−3/2) x^(−1/2) Σ Γ(k + ½)/k! √(4k + 1) exp(−q) K(q)       k = 0, 1, …
 *
 * with q = (4k + 1)² / (16 x) and K the modified Bessel function of the second kind, of order ¼.
 *
 * @param x above 0
 * @example cramerVonMisesSeries(1) // 0.997539547819866
 *
 * About √x terms for large x.
 * @see Csörgő & Faraway (1996), "The exact and asymptotic distributions of Cramér-von Mises
 *   statistics", JRSS B 58(1), 221–234, eq. 1.3
 */
export function cramerVonMisesSeries(x: number, precision = 1e-17): number {
  let gammas = Math.sqrt(Math.PI); // Γ(k + ½) / k!
  let sum = 0;
  for (let k = 0; ; k++) {
    const y = 4 * k + 1;
    const term =
      (gammas / Math.sqrt(Math.PI ** 3 * x)) * Math.sqrt(y) * scaledBessel((y * y) / (16 * x));
    sum += term;
    if (term < precision) return sum;
    gammas *= (k + 0.5) / (k + 1);
  }
}

/**
 * exp(−q) K(q), K of order ¼: ∫ exp(−q (1 + cosh t)) cosh(t/4) dt from 0 on. The trapezoid rule is
 * right to 1e-16 here, since the integrand falls faster than any exponential.
 */
function scaledBessel(q: number): number {
  const step = 0.2;
  let sum = Math.exp(-2 * q) / 2;
  for (let t = step; ; t += step) {
    const term = Math.exp(-q * (1 + Math.cosh(t))) * Math.cosh(t / 4);
    sum += term;
    if (term <= 1e-17 * sum) return sum * step;
  }
}
