import { checkedSample, type Sample } from "../core/sample.js";
import type { ValueCounts } from "../core/value-counts.js";

export type { ValueCounts } from "../core/value-counts.js";

/**
 * Two samples on one ladder: every distinct value of either, ascending, and how often each sample
 * has it. All that rank tests and distribution distances need, whoever counted.
 */
export interface PooledCounts {
  readonly values: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Size of the first sample: the sum of `x`. */
  readonly m: number;
  /** Size of the second sample: the sum of `y`. */
  readonly n: number;
}

/**
 * Count the distinct values of a sample. −0 counts as 0; ±Infinity is a value like others.
 * O(n log n).
 *
 * @throws {InputError} when the sample is empty or holds a NaN
 */
export function countValues(name: string, sample: Sample): ValueCounts {
  const sorted = checkedSample(name, sample).sort();
  const values = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let last = -1;
  for (const value of sorted) {
    if (last >= 0 && value === values[last]) counts[last]! += 1;
    else {
      last += 1;
      values[last] = value === 0 ? 0 : value;
      counts[last] = 1;
    }
  }
  return { values: values.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/** Put the counts of two samples on one ladder. O(distinct values). */
export function poolCounts(x: ValueCounts, y: ValueCounts): PooledCounts {
  const most = x.values.length + y.values.length;
  const values = new Float64Array(most);
  const xs = new Float64Array(most);
  const ys = new Float64Array(most);
  let [i, j, k] = [0, 0, 0];
  let [m, n] = [0, 0];
  while (i < x.values.length || j < y.values.length) {
    // Past its end a side never comes first: the comparison with undefined is false.
    const xFirst = j >= y.values.length || x.values[i]! <= y.values[j]!;
    const yFirst = i >= x.values.length || y.values[j]! <= x.values[i]!;
    values[k] = xFirst ? x.values[i]! : y.values[j]!;
    if (xFirst) m += xs[k] = x.counts[i++]!;
    if (yFirst) n += ys[k] = y.counts[j++]!;
    k += 1;
  }
  return { values: values.slice(0, k), x: xs.slice(0, k), y: ys.slice(0, k), m, n };
}

/**
 * Put two samples on one ladder. O((m + n) log (m + n)).
 *
 * @throws {InputError} when a sample is empty or holds a NaN
 */
export function poolSamples(x: Sample, y: Sample): PooledCounts {
  return poolCounts(countValues("x", x), countValues("y", y));
}
