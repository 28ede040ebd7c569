import type { Alternative } from "../alternative.js";
import { normalCdf, normalSf } from "../distributions/normal.js";

/** A standard score and its p-value against one alternative. */
export interface ZTest {
  readonly z: number;
  readonly p: number;
}

/** The normal approximation of a rank test, against each alternative. */
export type SidedZTests = Readonly<Record<Alternative, ZTest>>;

/**
 * The normal approximation of a rank statistic, against each alternative.
 *
 *     less: Φ((d + c) / sd)    greater: 1 − Φ((d − c) / sd)    two-sided: 2 (1 − Φ(max(0, |d| − c) / sd))
 *
 * The continuity correction c moves the statistic towards its mean; the two-sided z keeps the sign
 * of d, and at d = 0 its p is 1.
 *
 * @param d the statistic less its mean
 * @param sd its standard deviation, above 0
 * @param correction c: half a step of the statistic, or 0
 */
export function rankZTests(d: number, sd: number, correction: number): SidedZTests {
  const below = (d + correction) / sd;
  const above = (d - correction) / sd;
  const far = Math.max(0, Math.abs(d) - correction) / sd;
  return {
    "two-sided": { z: d < 0 ? -far : far, p: 2 * normalSf(far) },
    less: { z: below, p: normalCdf(below) },
    greater: { z: above, p: normalSf(above) },
  };
}
