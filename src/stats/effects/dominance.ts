import type { PooledCounts } from "../pooled-counts.js";

/** Pairs by which value is larger; together m · n, exact while that is below 2^53. */
export interface Dominance {
  /** Pairs with x > y. */
  readonly greater: number;
  /** Pairs with x < y. */
  readonly less: number;
  readonly equal: number;
}

/** Count the m · n pairs by sign, without making them. O(distinct values). */
export function dominanceOfCounts({ x, y, m, n }: PooledCounts): Dominance {
  let [greater, equal, belowY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    greater += x[i]! * belowY;
    equal += x[i]! * y[i]!;
    belowY += y[i]!;
  }
  return { greater, less: m * n - greater - equal, equal };
}
