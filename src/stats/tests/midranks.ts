import type { ValueCounts } from "../pooled-counts.js";

/** Where each distinct value of several samples ranks among all of them. */
export interface Midranks {
  /** The mean of the places that a value takes, from 1 to N. */
  readonly rankOf: ReadonlyMap<number, number>;
  /** N, the number of values in all. */
  readonly size: number;
  /** Σ(t³ − t) over the ties. */
  readonly tied: number;
  /** 1 − Σ(t³ − t) / (N³ − N): 1 without ties, 0 when all values are equal. */
  readonly tieCorrection: number;
}

/** The midrank of every distinct value of the samples taken together. O(k log k), k distinct values. */
export function midrankOf(samples: readonly ValueCounts[]): Midranks {
  const times = new Map<number, number>();
  for (const { values, counts } of samples) {
    values.forEach((value, i) => times.set(value, (times.get(value) ?? 0) + counts[i]!));
  }
  const rankOf = new Map<number, number>();
  let [size, tied] = [0, 0];
  for (const value of Float64Array.from(times.keys()).sort()) {
    const t = times.get(value)!;
    rankOf.set(value, size + (t + 1) / 2);
    size += t;
    tied += (t - 1) * t * (t + 1);
  }
  const tieCorrection = times.size < 2 ? 0 : 1 - tied / ((size - 1) * size * (size + 1));
  return { rankOf, size, tied, tieCorrection };
}
