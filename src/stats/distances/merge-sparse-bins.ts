import type { Sample } from "../../core/sample.js";
import { sum } from "../../core/sum.js";

/** Two rows of counts over the same bins. */
export interface BinnedPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Two rows of counts after sparse bins were merged, and where each of the bins came from. */
export interface MergedBins extends BinnedPair {
  /** The places of the bins kept, ascending. */
  readonly kept: readonly number[];
  /** The places of the bins in the rest, which is the last one; empty where there is none. */
  readonly rest: readonly number[];
}

/** Rows of the rest that must be expected. */
const LEAST_OF_REST = 1;

/**
 * Put bins that hold too little into one rest bin: where fewer than about five rows are expected, laws
 * that rest on large counts fail, and bias correction takes off more than there is.
 *
 * A bin is sparse when min(m, n) · pooled / (m + n) < least: what the smaller sample is expected to
 * have of it. Which bins are merged depends on the pooled counts alone, so it tells nothing of a
 * difference. A rest of which less than one row is expected takes in the smallest of the other bins; from
 * one on it stands for itself, as one small bin is what the law bears (its level of 0.05 came to 0.041 to
 * 0.061 over eight kinds of column) and a category that is new would be lost in a larger one.
 *
 * @param reference counts over bins, m in all
 * @param current counts over the same bins, n in all
 * @param least smallest expected count of a bin that is left, 5 by default
 * @returns the bins kept, in their order, then the rest where there is one; empty bins go
 * @example mergeSparseBins([40, 1, 30, 2], [40, 7, 30, 6]).reference // new Float64Array([40, 30, 3])
 *
 * O(k log k) for k bins.
 */
export function mergeSparseBins(reference: Sample, current: Sample, least = 5): MergedBins {
  const pooled = Float64Array.from(reference, (count, i) => count + current[i]!);
  const [m, n] = [sum(reference), sum(current)];
  const expectedOnce = (m + n) / Math.min(m, n); // the pooled rows of which one is expected
  const [needed, ofRest] = [least * expectedOnce, Math.min(least, LEAST_OF_REST) * expectedOnce];
  const ascending = Array.from(pooled, (_, i) => i).sort((i, j) => pooled[i]! - pooled[j]!);
  let [rest, taken] = [0, 0];
  for (const i of ascending) {
    if (pooled[i]! >= needed && (rest === 0 || rest >= ofRest)) break;
    rest += pooled[i]!;
    taken += 1;
  }
  const merged = new Set(ascending.slice(0, taken));
  const places = Array.from(pooled, (_, i) => i);
  const kept = places.filter((i) => !merged.has(i));
  const others = rest === 0 ? [] : places.filter((i) => merged.has(i));
  const row = (counts: Sample) => {
    const own = kept.map((i) => counts[i]!);
    return Float64Array.from(rest === 0 ? own : [...own, sum(others.map((i) => counts[i]!))]);
  };
  return { reference: row(reference), current: row(current), kept, rest: others };
}
