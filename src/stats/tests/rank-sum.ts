import type { PooledCounts } from "../pooled-counts.js";

/** What a rank-sum test computes from: the statistic and how much the ties shrink its variance. */
export interface RankSum {
  /** Pairs with x > y plus half the ties: 0 to m · n, a multiple of 1/2. */
  readonly uX: number;
  /** Pairs with y > x plus half the ties: m · n − uX. */
  readonly uY: number;
  readonly ties: boolean;
  /** 1 − Σ(t³ − t) / (N³ − N), t the size of each tie, N = m + n: 1 without ties, 0 if all are equal. */
  readonly tieCorrection: number;
}

/**
 * Mann and Whitney's U of two samples, from their counts.
 *
 *     U_x = #{x > y} + #{x = y} / 2
 *
 * O(distinct values). U is exact while 2 · m · n < 2^53.
 * @see Mann, Whitney (1947), "On a test of whether one of two random variables is stochastically
 *   larger than the other", Annals of Mathematical Statistics 18(1), 50–60
 */
export function rankSum({ values, x, y, m, n }: PooledCounts): RankSum {
  const size = m + n;
  const ties = values.length < size;
  const meanRank = (size + 1) / 2;
  let [twiceU, belowY, below, squares] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    twiceU += x[i]! * (2 * belowY + y[i]!);
    belowY += y[i]!;
    const t = x[i]! + y[i]!;
    // Σ (rank − mean rank)² has the correction in it, and nothing to cancel: 1 − Σ(t³ − t) / (N³ − N)
    // loses its digits where nearly all values are equal.
    squares += t * (below + (t + 1) / 2 - meanRank) ** 2;
    below += t;
  }
  return {
    uX: twiceU / 2,
    uY: m * n - twiceU / 2,
    ties,
    tieCorrection: ties ? (12 * squares) / ((size - 1) * size * (size + 1)) : 1,
  };
}
