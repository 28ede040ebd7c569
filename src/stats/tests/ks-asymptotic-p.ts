import type { Alternative } from "../alternative.js";
import { kolmogorovSf } from "../distributions/kolmogorov.js";

/**
 * The p-value of the two-sample Kolmogorov-Smirnov test by its limit law, as m and n grow.
 *
 *     e = m·n / (m + n)    two-sided: Q(√e · D), Kolmogorov's limit    one-sided: exp(−2·e·D²)
 *
 * For samples without ties it errs on the safe side: 1 % too large at m = n = 1000 and p = 1e-4,
 * 5 % at p = 1e-8. The customary corrections (Stephens) err to the other side where m = n.
 *
 * @param statistic D, or D⁺ or D⁻ where one-sided, in [0, 1]
 * @returns p in [0, 1]
 * @example ksAsymptoticP(0.5, 8, 8, "greater") // Math.exp(-2)
 * @see Smirnov (1948), "Table for estimating the goodness of fit of empirical distributions",
 *   Annals of Mathematical Statistics 19(2), 279–281
 */
export function ksAsymptoticP(
  statistic: number,
  m: number,
  n: number,
  alternative: Alternative = "two-sided",
): number {
  const size = m * (n / (m + n));
  if (alternative === "two-sided") return kolmogorovSf(Math.sqrt(size) * statistic);
  return Math.exp(-2 * size * statistic * statistic);
}
