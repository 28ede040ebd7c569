import type { PooledCounts } from "../pooled-counts.js";
import { normalIsf } from "../distributions/normal.js";
import { studentsTIsf } from "../distributions/students-t.js";
import { cliffsDeltaOfCounts } from "./cliffs-delta.js";
import { cliffsDeltaVariance } from "./cliffs-delta-variance.js";

export interface CliffsDeltaIntervalOptions {
  /** Confidence, between 0 and 1; 0.95 unless told. */
  readonly level?: number;
  readonly variance?: "consistent" | "unbiased";
  /** Normal quantile, or Student's t with m + n − 2 degrees of freedom. */
  readonly quantile?: "normal" | "students-t";
  /** "asymmetric" stays within [−1, 1] and leans to 0; "symmetric" is δ ± q s, cut off at ±1. */
  readonly shape?: "asymmetric" | "symmetric";
}

/**
 * A confidence interval for Cliff's delta. Unless told otherwise: asymmetric, from the consistent
 * variance and the normal quantile.
 *
 *     (δ − δ³ ± q s √((1 − δ²)² + q² s²)) / (1 − δ² + q² s²)
 *
 * At |δ| = 1, where that is 0/0, the open end is (k − q²) / (k + q²), k = min(m, n), and the other δ.
 *
 * @returns [low, high], within [−1, 1]
 * @throws {UndefinedError} when either sample has one value
 *
 * O(distinct values).
 * @see Feng, Cliff (2004), "Monte Carlo evaluation of ordinal d with improved confidence interval",
 *   Journal of Modern Applied Statistical Methods 3(2), 322–332
 */
export function cliffsDeltaInterval(
  pooled: PooledCounts,
  options: CliffsDeltaIntervalOptions = {},
): readonly [number, number] {
  const { level = 0.95, variance = "consistent", quantile = "normal" } = options;
  const { m, n } = pooled;
  const delta = cliffsDeltaOfCounts(pooled);
  const { consistent, unbiasedFloored } = cliffsDeltaVariance(pooled);
  const s2 = variance === "consistent" ? consistent : unbiasedFloored;
  const tail = (1 - level) / 2;
  const q = quantile === "normal" ? normalIsf(tail) : studentsTIsf(tail, m + n - 2);
  if (options.shape === "symmetric") {
    const half = q * Math.sqrt(s2);
    return [Math.max(-1, delta - half), Math.min(1, delta + half)];
  }
  return Math.abs(delta) === 1
    ? separatedInterval(delta, Math.min(m, n), q * q)
    : asymmetricInterval(delta, q * q * s2);
}

function asymmetricInterval(delta: number, spread: number): readonly [number, number] {
  const open = (1 - delta) * (1 + delta);
  const half = Math.sqrt(spread * (open ** 2 + spread));
  const scale = open + spread;
  return [(delta * open - half) / scale, (delta * open + half) / scale];
}

function separatedInterval(delta: number, k: number, q2: number): readonly [number, number] {
  const bound = ((k - q2) / (k + q2)) * delta;
  return delta > 0 ? [bound, 1] : [-1, bound];
}
