/** Ticks before the spread of a projection is believed. */
const FEWEST_TICKS = 30;

/**
 * Shrink a projection whose past values were spread wider than the standard normal law allows, as they
 * are where the rows of a tick come in clumps. Only the past decides, and a value only ever gets smaller, so
 * it costs no validity.
 *
 *     f = squares / k;  where k ≥ 30 and f > 1 + 2 √(2/k):  p ← toNormal(p / √(f (1 + √(2/k))), k)
 *
 * @param p the projection of this tick
 * @param squares sum of the squares of the ticks before
 * @param ticks k, how many these were
 */
export function guarded(p: number, squares: number, ticks: number): number {
  if (ticks < FEWEST_TICKS) return p;
  const spread = squares / ticks;
  const doubt = Math.sqrt(2 / ticks);
  if (spread <= 1 + 2 * doubt) return p;
  return toNormal(p / Math.sqrt(spread * (1 + doubt)), ticks);
}

/**
 * The normal score of a value of Student's t, approximately; it is never larger than the value.
 *
 *     z = sign(t) (8k + 1) / (8k + 3) √(k ln(1 + t² / k))
 *
 * @see Wallace (1959), "Bounds on normal approximations to Student's and the chi-square distributions",
 *   Annals of Mathematical Statistics 30(4), 1121–1130
 */
export function toNormal(t: number, degreesOfFreedom: number): number {
  const k = degreesOfFreedom;
  return (Math.sign(t) * (8 * k + 1) * Math.sqrt(k * Math.log1p((t * t) / k))) / (8 * k + 3);
}
