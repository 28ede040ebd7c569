import { UndefinedError } from "../../core/errors.js";
import { checkedConfidence } from "../checked-confidence.js";
import { normalCdf, normalQuantile } from "../distributions/normal.js";
import type { Interval } from "./percentile-interval.js";

/**
 * The bias-corrected and accelerated interval of a bootstrap (BCa): order statistics of the
 * replicates, at places moved by how far their median misses the estimate and by how the spread
 * changes with the value. Better than percentiles for skewed, smooth statistics such as a variance;
 * not for a difference of F1, where it covers too little.
 *
 *     z₀ = Φ⁻¹((#{θ* < θ} + ½ #{θ* = θ}) / B)       a = Σ (l̄ − lᵢ)³ / (6 (Σ (l̄ − lᵢ)²)^{3/2})
 *     place(z) = Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z)))  at z = ±Φ⁻¹(1 − α/2)
 *     low the ⌊(B + 1) place(−)⌋-th, high the ⌈(B + 1) place(+)⌉-th replicate, kept within 1 … B
 *
 * @param sorted B ≥ 1 replicates θ*, ascending
 * @param estimate θ, of the sample itself
 * @param jackknife l, the statistic without each row in turn; all equal where a = 0 is meant
 * @param confidence inside (0, 1)
 * @throws {UndefinedError} when all replicates lie on one side of the estimate
 * @example bcaInterval(Float64Array.of(1, 2, 3, 4, 5, 6, 7), 4, [4], 0.75) // { low: 1, high: 7 }
 * @see Efron (1987), "Better bootstrap confidence intervals", JASA 82(397), 171–185
 */
export function bcaInterval(
  sorted: Float64Array,
  estimate: number,
  jackknife: ArrayLike<number>,
  confidence: number,
): Interval {
  const alpha = 1 - checkedConfidence(confidence);
  const size = sorted.length;
  let doubled = 0; // twice the replicates below, ties as one half
  for (const replicate of sorted) {
    if (replicate < estimate) doubled += 2;
    else if (replicate === estimate) doubled += 1;
  }
  const z0 = normalQuantile(doubled / (2 * size));
  if (!Number.isFinite(z0)) {
    throw new UndefinedError("the BCa interval is undefined: all replicates lie on one side", {
      fix: "use the percentile interval, or more resamples",
    });
  }
  const a = acceleration(jackknife);
  const place = (z: number) => {
    // Past its pole the transformation turns round; there the interval ends.
    const scale = 1 - a * (z0 + z);
    if (scale <= 0) return z < 0 ? 0 : 1;
    return normalCdf(z0 + (z0 + z) / scale);
  };
  const reach = normalQuantile(1 - alpha / 2);
  const low = Math.floor((size + 1) * place(-reach) + 1e-9);
  const high = Math.ceil((size + 1) * place(reach) - 1e-9);
  const within = (rank: number) => sorted[Math.min(Math.max(rank, 1), size) - 1]!;
  return { low: within(low), high: within(high) };
}

/** a of Efron (1987): a sixth of the skewness of the jackknife's influence, over √n. */
function acceleration(jackknife: ArrayLike<number>): number {
  const values = Float64Array.from(jackknife);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
