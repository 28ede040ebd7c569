import { UndefinedError } from "../../core/errors.js";
import type { PooledCounts } from "../pooled-counts.js";
import { rankSum } from "./rank-sum.js";
import { rankZTests, type SidedZTests } from "./rank-z.js";

/**
 * The normal approximation of the Mann-Whitney test, its variance corrected for ties.
 *
 *     z = (U_x − m n / 2) / √(m n / 12 · ((N + 1) − Σ(t³ − t) / (N (N − 1))))
 *
 * @param continuity whether U moves half a pair towards its mean first, as it should for small
 *   samples
 * @throws {UndefinedError} when all values are equal
 */
export function mannWhitneyAsymptotic(
  pooled: PooledCounts,
  { continuity = true }: { readonly continuity?: boolean } = {},
): SidedZTests {
  const { uX, tieCorrection } = rankSum(pooled);
  const { m, n } = pooled;
  if (tieCorrection === 0) {
    throw new UndefinedError("all values of both samples are equal", {
      fix: "read it as no difference in rank",
    });
  }
  const variance = ((m * n) / 12) * (m + n + 1) * tieCorrection;
  return rankZTests(uX - (m * n) / 2, Math.sqrt(variance), continuity ? 0.5 : 0);
}
