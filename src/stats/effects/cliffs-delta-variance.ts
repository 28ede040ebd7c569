import { UndefinedError } from "../../core/errors.js";
import type { PooledCounts } from "../pooled-counts.js";
import { dominanceOfCounts } from "./dominance.js";

/** The variance of Cliff's delta, by parts and by the two common estimates. */
export interface CliffsDeltaVariance {
  /** Variance of the rows' means: Σ (d_i. − δ)² / (m − 1), one row for each x. */
  readonly rows: number;
  /** Variance of the columns' means: Σ (d_.j − δ)² / (n − 1), one column for each y. */
  readonly columns: number;
  /** Variance of the single pairs: ΣΣ (d_ij − δ)² / ((m − 1) (n − 1)). */
  readonly pairs: number;
  /** Consistent, never negative: ((n − 1) rows + (m − 1) columns + pairs) / (m n). */
  readonly consistent: number;
  /** Unbiased; can be negative. */
  readonly unbiased: number;
  /** The unbiased one, but at least (1 − δ²) / (m n − 1). */
  readonly unbiasedFloored: number;
}

/**
 * The variance of Cliff's delta over repeated samples, from the dominance matrix d_ij =
 * sign(x_i − y_j), its row means d_i. and its column means d_.j.
 *
 *     consistent = ((n − 1) s²_rows + (m − 1) s²_columns + s²_pairs) / (m n)
 *     unbiased = (n² Σ(d_i. − δ)² + m² Σ(d_.j − δ)² − ΣΣ(d_ij − δ)²) / (m n (m − 1) (n − 1))
 *
 * @throws {UndefinedError} when either sample has one value
 *
 * O(distinct values): the matrix itself is never made, only its sums.
 * @see Cliff (1996), "Ordinal methods for behavioral data analysis", p. 138; Cliff (1993)
 */
export function cliffsDeltaVariance(pooled: PooledCounts): CliffsDeltaVariance {
  const { x, y, m, n } = pooled;
  if (m < 2 || n < 2) {
    throw new UndefinedError("the variance of Cliff's delta needs two values on each side", {
      where: `${m} and ${n} values`,
      fix: "give at least two values of each",
    });
  }
  const { greater, less, equal } = dominanceOfCounts(pooled);
  const delta = (greater - less) / (m * n);
  const rowSquares = meanSquares(x, y, n, delta);
  const columnSquares = meanSquares(y, x, m, -delta);
  // Σ(d_ij − δ)² sign by sign: d² − δ² would cancel where |δ| is near 1.
  const pairSquares = greater * (1 - delta) ** 2 + less * (1 + delta) ** 2 + equal * delta ** 2;
  const pairs = pairSquares / ((m - 1) * (n - 1));
  const unbiased =
    (n ** 2 * rowSquares + m ** 2 * columnSquares - pairSquares) / (m * n * (m - 1) * (n - 1));
  const rows = rowSquares / (m - 1);
  const columns = columnSquares / (n - 1);
  return {
    rows,
    columns,
    pairs,
    consistent: ((n - 1) * rows + (m - 1) * columns + pairs) / (m * n),
    unbiased,
    unbiasedFloored: Math.max(unbiased, (1 - delta ** 2) / (m * n - 1)),
  };
}

/** Σ (d − mean)², d = (how many of `others` lie below, less those above) / total, over `own`. */
function meanSquares(own: Float64Array, others: Float64Array, total: number, mean: number): number {
  let [below, squares] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    const above = total - below - others[i]!;
    squares += own[i]! * ((below - above) / total - mean) ** 2;
    below += others[i]!;
  }
  return squares;
}
