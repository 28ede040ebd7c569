import { sum } from "../core/sum.js";
import type { StrataCounts } from "./strata-counts.js";

/** Rows before and since the estimated start of a change, over the same bins. */
export interface BeforeAndSince {
  /** As many as tell as much as the rows before do, mixed by stratum as the rows since are. */
  readonly before: Float64Array;
  readonly since: Float64Array;
}

/**
 * Put the counts before and since the start of a change side by side. The hours since are not those of a
 * whole day: their rows are compared with the same strata before, each weighted as it is since.
 *
 *     before_k = m Σ_s w_s before_sk / m_s,  w_s = n_s / n,  1 / m = Σ_s w_s² / m_s
 *
 * With one stratum that is the plain count. Strata that have rows on one side alone are left out.
 *
 * @param totals counts of all rows, those since included
 */
export function beforeAndSince(totals: StrataCounts, since: StrataCounts): BeforeAndSince {
  const pairs = Object.entries(since).flatMap(([stratum, counts]) => {
    const all = totals[stratum];
    if (all === undefined) return [];
    // In a sliding window, rows since the start may have left it again.
    const before = Float64Array.from(all, (count, bin) => Math.max(0, count - counts[bin]!));
    const [m, n] = [sum(before), sum(counts)];
    return m > 0 && n > 0 ? [{ before, counts, m, n }] : [];
  });
  const n = pairs.reduce((all, pair) => all + pair.n, 0);
  const m = 1 / pairs.reduce((all, pair) => all + (pair.n / n) ** 2 / pair.m, 0);
  const bins = pairs[0]?.before.length ?? 0;
  const mixed = { before: new Float64Array(bins), since: new Float64Array(bins) };
  for (const pair of pairs)
    for (let bin = 0; bin < bins; bin++) {
      const share = pair.m === m ? 1 : (m * (pair.n / n)) / pair.m;
      mixed.before[bin]! += share * pair.before[bin]!;
      mixed.since[bin]! += pair.counts[bin]!;
    }
  return mixed;
}
