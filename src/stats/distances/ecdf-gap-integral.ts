import { unitOfRange } from "../unit-of-range.js";
import type { PooledCounts } from "../pooled-counts.js";

/**
 * The integral of a power of the gap between two empirical distribution functions: a sum over the
 * steps of the ladder, since both are flat between two values.
 *
 *     ∫ |Fx(t) − Fy(t)|ᵖ dt = Σₖ |Fx(vₖ) − Fy(vₖ)|ᵖ (vₖ₊₁ − vₖ)
 *
 * Infinity where the functions differ next to an infinite value. O(distinct values).
 */
export function ecdfGapIntegral(pooled: PooledCounts, power: 1 | 2): number {
  const { values, x, y, m, n } = pooled;
  const unit = unitOfRange((values.at(-1) ?? 0) - (values[0] ?? 0));
  let [i, j, sum, lost] = [0, 0, 0, 0];
  for (let k = 0; k + 1 < values.length; k++) {
    i += x[k]!;
    j += y[k]!;
    const gap = Math.abs(i * n - j * m) / m / n;
    if (gap === 0) continue; // nothing, however wide the step: 0 · Infinity would be NaN
    const term = area(power === 1 ? gap : gap * gap, unit * values[k]!, unit * values[k + 1]!);
    // There may be millions of terms: Neumaier's sum keeps what plain addition would lose.
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum === Infinity ? sum : (sum + lost) / unit;
}

/** height · (to − from), also where the width alone is beyond the largest double. */
export function area(height: number, from: number, to: number): number {
  const width = to - from;
  return width === Infinity ? height * to - height * from : height * width;
}
