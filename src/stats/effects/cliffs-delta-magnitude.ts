/** The words for the size of Cliff's delta, from small to large. */
export const MAGNITUDES = ["negligible", "small", "medium", "large"] as const;
export type Magnitude = (typeof MAGNITUDES)[number];

/**
 * The conventional word for the size of Cliff's delta.
 *
 *     |δ| < 0.147 negligible, < 0.33 small, < 0.474 medium, else large
 *
 * Conventions, no more: for normal samples the limits sit at Cohen's d of 0.26, 0.60 and 0.90.
 *
 * @param delta in [−1, 1]
 * @example cliffsDeltaMagnitude(-0.4) // "medium"
 * @see Romano, Kromrey, Coraggio, Skowronek (2006), "Appropriate statistics for ordinal level data",
 *   annual meeting of the Florida Association of Institutional Research
 */
export function cliffsDeltaMagnitude(delta: number): Magnitude {
  const size = Math.abs(delta);
  if (size < 0.147) return "negligible";
  if (size < 0.33) return "small";
  return size < 0.474 ? "medium" : "large";
}

/**
 * The smallest size that a confidence interval for Cliff's delta still allows, as a word: the
 * nearest that the interval comes to 0.
 *
 * @example leastMagnitude([0.2, 0.9]) // "small"
 */
export function leastMagnitude([low, high]: readonly [number, number]): Magnitude {
  return low <= 0 && high >= 0
    ? "negligible"
    : cliffsDeltaMagnitude(Math.min(Math.abs(low), Math.abs(high)));
}
