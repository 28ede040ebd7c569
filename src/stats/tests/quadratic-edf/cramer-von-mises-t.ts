import type { PooledCounts } from "../../pooled-counts.js";

/**
 * What a block of a + b equal values adds to T, in units of 1 / (12·m·n·(m + n)²), when it takes
 * the gap i·n − j·m from `from` to `to`: the squared gap along the straight line between, and what
 * midranks add for the tie. An integer.
 */
export function blockOfT(
  [m, n]: readonly [number, number],
  [a, b]: readonly [number, number],
  from: number,
  to: number,
): number {
  const along = 4 * (a + b) * (from * from + from * to + to * to);
  return along + (m + n) * (a + b) * (a - b) * (a * m - b * n);
}

/**
 * The two-sample statistic T of Cramér and von Mises, ties by midranks.
 *
 *     T = U / (nm(n+m)) − (4nm − 1) / (6(n+m))     U = m Σ (rᵢ − i)² + n Σ (sⱼ − j)²
 *
 * with r and s the ranks of x and y. That is the definition; its two terms are far larger than
 * their difference, so that millions of values would leave few digits. Algebra turns it into a
 * sum over the ladder without cancellation, with d = Fx − Fy before and d′ after a block of a + b:
 *
 *     T = nm/(n+m)² Σ (a+b) (d² + d d′ + d′²)/3 + [Σ (a² − b²)(a·m − b·n) − (m−n)²] / (12·nm(n+m))
 *
 * @returns T ≥ 0, without unit
 *
 * O(distinct values).
 * @see Anderson (1962), "On the distribution of the two-sample Cramér-von Mises criterion", Annals
 *   of Mathematical Statistics 33(3), 1148–1159
 */
export function cramerVonMisesT({ x, y, m, n }: PooledCounts): number {
  const total = m + n;
  let [i, j, before, gaps, blocks] = [0, 0, 0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [x[k]!, y[k]!];
    i += a;
    j += b;
    const after = (i * n - j * m) / m / n;
    gaps += (a + b) * (before * before + before * after + after * after);
    blocks += ((a + b) / total) * (a - b) * (a / n - b / m);
    before = after;
  }
  const shape = blocks - (m - n) ** 2 / (m * n * total);
  return ((gaps / total) * m * n) / total / 3 + shape / 12;
}
