import type { ValueCounts } from "./pooled-counts.js";

/** Samples on one ladder: every distinct value of any, ascending, and how often each has it. */
export interface ManyCounts {
  readonly values: Float64Array;
  /** One array a sample, as long as `values`. */
  readonly counts: readonly Float64Array[];
  /** The size of each sample: the sum of its counts. */
  readonly sizes: readonly number[];
}

/**
 * Put the counts of any number of samples on one ladder.
 *
 * @example Array.from(poolMany([{ values: [1, 3], counts: [2, 1] }, { values: [2], counts: [5] }]).values) // [1, 2, 3]
 *
 * O(v log v) for v values in all.
 */
export function poolMany(samples: readonly ValueCounts[]): ManyCounts {
  const all = new Float64Array(samples.reduce((sum, { values }) => sum + values.length, 0));
  let filled = 0;
  for (const { values } of samples) {
    all.set(values, filled);
    filled += values.length;
  }
  const values = all.sort().filter((value, i) => i === 0 || value !== all[i - 1]);
  const counts = samples.map((sample) => onLadder(sample, values));
  return { values, counts, sizes: counts.map((row) => row.reduce((sum, count) => sum + count, 0)) };
}

function onLadder(sample: ValueCounts, values: Float64Array): Float64Array {
  let next = 0;
  return values.map((value) => (sample.values[next] === value ? sample.counts[next++]! : 0));
}
