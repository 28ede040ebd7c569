import { nextBelow } from "../../core/double-order.js";
import { pooledRows, type Ladder } from "../../stats/ladder/ladder.js";

/**
 * Edges of about as many bins, at the upper ends of cells: over a ladder whose spans nobody can look into,
 * so that counts by bins are exact. Around a cell that holds a bin's worth of the rows of both tables the
 * judging bins have edges of their own, as around an atom.
 *
 * @param bins how many are asked for
 */
export function cellEdges(
  ladder: Ladder,
  bins: number,
): { readonly customary: Float64Array; readonly judging: Float64Array } {
  const { low, high, m, n } = ladder;
  const both = pooledRows(ladder);
  const own: number[] = [];
  both.forEach((count, k) => {
    if (count >= (m + n) / bins && Number.isFinite(high[k])) own.push(nextBelow(low[k]!), high[k]!);
  });
  const judging = new Set([...endsAtShares(high, both, bins), ...own]);
  return {
    customary: Float64Array.from(endsAtShares(high, ladder.x, bins)),
    judging: Float64Array.from(judging).sort(),
  };
}

/** The upper ends of the cells that hold the rows at i / bins of all. */
function endsAtShares(high: Float64Array, counts: Float64Array, bins: number): Set<number> {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ends = new Set<number>();
  let [k, upTo] = [0, counts[0]!];
  for (let i = 1; i < bins; i++) {
    const rank = Math.floor((total - 1) * (i / bins));
    while (rank >= upTo) upTo += counts[++k]!;
    ends.add(high[k]!);
  }
  return ends;
}
