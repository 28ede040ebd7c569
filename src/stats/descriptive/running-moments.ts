import { UndefinedError } from "../../core/errors.js";
import type { ValueCounts } from "../../core/value-counts.js";

/**
 * Mean and variance of values that come one by one, or in parts that are merged later, in
 * constant memory: Welford's recurrence, which unlike Σx² − (Σx)²/n loses no digits far from 0.
 *
 *     mean ← mean + w (x − mean) / n        squares ← squares + w (x − old mean)(x − new mean)
 *
 * @see Welford (1962), "Note on a method for calculating corrected sums of squares and products",
 *   Technometrics 4(3), 419–420; Chan, Golub, LeVeque (1983), The American Statistician 37(3)
 */
export class RunningMoments {
  #n = 0;
  #mean = 0;
  #squares = 0;

  /** @param count how often the value occurs: a whole number, or a weight above 0 */
  add(value: number, count = 1): void {
    this.#n += count;
    const before = value - this.#mean;
    this.#mean += (before * count) / this.#n;
    this.#squares += count * before * (value - this.#mean);
  }

  /** Take in all that another one has seen; it is left as it is. */
  merge(other: RunningMoments): void {
    if (other.#n === 0) return;
    const n = this.#n + other.#n;
    const gap = other.#mean - this.#mean;
    this.#squares += other.#squares + gap * gap * this.#n * (other.#n / n);
    this.#mean += gap * (other.#n / n);
    this.#n = n;
  }

  /** How many values were seen: the sum of their counts. */
  get n(): number {
    return this.#n;
  }

  /** @throws {UndefinedError} before the first value, and after an infinite one */
  get mean(): number {
    if (this.#n === 0) throw new UndefinedError("no value has no mean");
    return this.#finite("mean", this.#mean);
  }

  /** With n − 1. @throws {UndefinedError} before the second value, and after an infinite one */
  get variance(): number {
    if (this.#n <= 1)
      throw new UndefinedError(`${this.#n === 0 ? "no" : "one"} value has no variance`);
    return this.#finite("variance", this.#squares / (this.#n - 1));
  }

  /** Square root of the variance. @throws {UndefinedError} where that is undefined */
  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** An infinite value leaves a NaN behind, which no later one takes away. */
  #finite(name: string, value: number): number {
    if (Number.isFinite(value)) return value;
    throw new UndefinedError(`there is no ${name} with an infinite value`);
  }
}

/**
 * Mean and variance of counted values.
 *
 * @example momentsOfCounts({ values: Float64Array.of(1, 5), counts: Float64Array.of(3, 1) }).mean // 2
 */
export function momentsOfCounts({ values, counts }: ValueCounts): RunningMoments {
  const moments = new RunningMoments();
  values.forEach((value, k) => {
    moments.add(value, counts[k]);
  });
  return moments;
}
