import { InputError } from "../../core/errors.js";
import { chiSquareIsf } from "../distributions/chi-square.js";
import { noncentralityOf } from "../distributions/noncentral-chi-square.js";

/** The samples and the rule that decides. */
export interface Detectability {
  /** Rows of the reference and of the current sample. */
  readonly m: number;
  readonly n: number;
  /** Bins that the index is taken over, at least 2. */
  readonly bins: number;
  /** Level of the test; under an adjustment over k columns, its strictest: q / k. Default 0.05. */
  readonly alpha?: number;
  /** Chance of finding the change; default 0.8. */
  readonly power?: number;
  /** The debiased index that a change must reach besides; 0, the default, asks for none. */
  readonly material?: number;
}

/**
 * The smallest change that a comparison of this size would have found: what "no drift" is worth.
 *
 *     PSI = λ s        P(χ²(K − 1, λ) > c) = power, s = 1/m + 1/n
 *     c = max(quantile of χ²(K − 1) at 1 − alpha, K − 1 + material / s)
 *
 * @returns the index of the populations, above 0
 * @throws {InputError} when a size is below 1, there are fewer than 2 bins, or power ≤ alpha
 * @example smallestDetectablePsi({ m: 250, n: 250, bins: 10 }).toFixed(3) // "0.125"
 * @see Cohen (1988), "Statistical power analysis for the behavioral sciences", chapter 7
 */
export function smallestDetectablePsi({
  m,
  n,
  bins,
  alpha = 0.05,
  power = 0.8,
  material = 0,
}: Detectability): number {
  if (!(m >= 1 && n >= 1 && bins >= 2)) {
    const fix = "give at least one row on each side and two bins";
    throw new InputError(`nothing can be found with ${m} and ${n} rows in ${bins} bins`, { fix });
  }
  if (!(power > alpha && power < 1)) {
    const fix = "give a power above the level and below 1";
    throw new InputError(`power ${power} at level ${alpha}`, { where: "power", fix });
  }
  const scale = 1 / m + 1 / n;
  const needed = Math.max(chiSquareIsf(alpha, bins - 1), bins - 1 + material / scale);
  return scale * noncentralityOf(needed, bins - 1, 1 - power);
}
