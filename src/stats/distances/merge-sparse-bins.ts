import type { Sample } from "../../core/sample.js";

/** Two rows of counts over the same bins. */
export interface BinnedPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/**
 * Put bins that hold too little into one rest bin: where fewer than about five rows are expected, laws
 * that rest on large counts fail, and bias correction takes off more than there is.
 *
 * A bin is sparse when min(m, n) · pooled / (m + n) < least: what the smaller sample is expected to
 * have of it. Which bins are merged depends on the pooled counts alone, so it tells nothing of a
 * difference. A rest that is sparse itself takes in the smallest of the other bins.
 *
 * @param reference counts over bins, m in all
 * @param current counts over the same bins, n in all
 * @param least smallest expected count to be left, 5 by default
 * @returns the bins kept, in their order, then the rest where there is one; empty bins go
 * @example mergeSparseBins([40, 1, 30, 2], [40, 9, 30, 8]).reference // new Float64Array([40, 30, 3])
 *
 * O(k log k) for k bins.
 */
export function mergeSparseBins(reference: Sample, current: Sample, least = 5): BinnedPair {
  const pooled = Float64Array.from(reference, (count, i) => count + current[i]!);
  const [m, n] = [sum(reference), sum(current)];
  const needed = (least * (m + n)) / Math.min(m, n);
  const ascending = Array.from(pooled, (_, i) => i).sort((i, j) => pooled[i]! - pooled[j]!);
  let [rest, taken] = [0, 0];
  for (const i of ascending) {
    if (pooled[i]! >= needed && (rest === 0 || rest >= needed)) break;
    rest += pooled[i]!;
    taken += 1;
  }
  const merged = new Set(ascending.slice(0, taken));
  const row = (counts: Sample) => {
    const kept = Array.from(counts).filter((_, i) => !merged.has(i));
    if (rest === 0) return Float64Array.from(kept);
    const others = Array.from(counts).filter((_, i) => merged.has(i));
    return Float64Array.from([...kept, sum(others)]);
  };
  return { reference: row(reference), current: row(current) };
}

function sum(values: ArrayLike<number>): number {
  let result = 0;
  for (let i = 0; i < values.length; i++) result += values[i]!;
  return result;
}
