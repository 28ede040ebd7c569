import type { PooledCounts } from "../../stats/pooled-counts.js";

/** Both tables on one ladder of values, or of cells of neighbouring values. */
export interface Ladder extends PooledCounts {
  readonly isMerged: boolean;
}

/**
 * The same rows on a ladder of fewer steps: neighbouring values go into cells of about equal numbers of
 * rows, each at the average of its values. A ladder that is short enough stays as it is.
 *
 * @param pooled values ascending
 * @param most cells, at the most
 */
export function mergeNeighbours(pooled: PooledCounts, most = 1000): Ladder {
  const { values, x, y, m, n } = pooled;
  if (values.length <= most) return { ...pooled, isMerged: false };
  const merged = { values: new Float64Array(most), x: new Float64Array(most) };
  const others = new Float64Array(most);
  let [cell, at, upTo] = [-1, -1, 0];
  for (let k = 0; k < values.length; k++) {
    const rows = x[k]! + y[k]!;
    const place = Math.floor((upTo / (m + n)) * most);
    if (place !== at) [cell, at] = [cell + 1, place];
    merged.x[cell]! += x[k]!;
    others[cell]! += y[k]!;
    const share = rows / (merged.x[cell]! + others[cell]!);
    const mean = merged.values[cell]!;
    merged.values[cell] = share === 1 ? values[k]! : mean + (values[k]! - mean) * share;
    upTo += rows;
  }
  const kept = cell + 1;
  return {
    values: merged.values.slice(0, kept),
    x: merged.x.slice(0, kept),
    y: others.slice(0, kept),
    m,
    n,
    isMerged: true,
  };
}
