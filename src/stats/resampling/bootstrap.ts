import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { checkedSample, type Sample } from "../../core/sample.js";
import { bcaInterval } from "./bca-interval.js";
import { drawRows } from "./draw-rows.js";
import { percentileInterval, percentilePValue, type Interval } from "./percentile-interval.js";
import { replicates } from "./replicates.js";

export interface BootstrapOptions {
  readonly random: Random;
  /** How many resamples; 9999 by default, so that (B + 1) α is a whole number. */
  readonly resamples?: number;
  /** Of the interval; 0.95 by default. */
  readonly confidence?: number;
}

/** An estimate and what the bootstrap says of its uncertainty. */
export interface BootstrapEstimate extends Interval {
  readonly estimate: number;
  /** Standard deviation of the replicates (divisor B − 1). */
  readonly standardError: number;
  /** Share of the resamples for which the statistic has no value; they are left out. */
  readonly undefinedShare: number;
}

/**
 * The bootstrap interval of any statistic of one sample: the statistic of samples drawn from the
 * sample, with replacement.
 *
 * @param sample n ≥ 1 values
 * @param statistic of a sample, in one scratch array that it may overwrite but not keep
 * @param options a source of chance, resamples, confidence, and the kind of interval: `percentile` (the
 *   default) or `bca`, which asks for the statistic n times more
 * @throws {InputError} when the sample is empty or holds a NaN, or the statistic gives one
 * @throws {UndefinedError} when the statistic has no value for the sample, or for too many resamples
 * @example bootstrap([5, 5], (x) => x[0], { random: () => 0.5 }).high // 5
 *
 * O(resamples · n), and the statistic's own cost.
 * @see Efron, Tibshirani (1993), "An introduction to the bootstrap", chapters 13 and 14
 */
export function bootstrap(
  sample: Sample,
  statistic: (resample: Float64Array) => number,
  options: BootstrapOptions & { readonly interval?: "percentile" | "bca" },
): BootstrapEstimate {
  const values = checkedSample("x", sample);
  const scratch = new Float64Array(values.length);
  const ofRows = (rows: Uint32Array) => {
    rows.forEach((row, i) => (scratch[i] = values[row]!));
    return statistic(scratch.subarray(0, rows.length));
  };
  return bootstrapRows(values.length, ofRows, options);
}

/**
 * The bootstrap interval of any statistic of n rows, whatever they are: the statistic gets the numbers
 * of the rows that were drawn. The rows' own values stay together, so pairs stay pairs.
 *
 * @param n how many rows, a whole number ≥ 1
 * @param statistic of row numbers, in one scratch array that it must not keep
 * @throws as `bootstrap` does
 * @example bootstrapRows(3, (rows) => rows.length, { random: () => 0 }).estimate // 3
 *
 * O(resamples · n), and the statistic's own cost.
 */
export function bootstrapRows(
  n: number,
  statistic: (rows: Uint32Array) => number,
  options: BootstrapOptions & { readonly interval?: "percentile" | "bca" },
): BootstrapEstimate {
  const { confidence = 0.95, interval = "percentile" } = options;
  const { estimate, values, standardError, undefinedShare } = drawn(n, statistic, options);
  const ends =
    interval === "bca"
      ? bcaInterval(values, estimate, leaveOneOut(n, statistic), confidence)
      : percentileInterval(values, confidence);
  return { estimate, ...ends, standardError, undefinedShare };
}

/** How much two things differ over the same rows, and whether the difference is more than chance. */
export interface PairedBootstrap extends BootstrapEstimate {
  /** Two-sided, by inverting the percentile interval: the two never disagree. */
  readonly pValue: number;
}

/**
 * The paired bootstrap: an interval and a p-value for the difference of any metric of two models over
 * the same rows, such as their ROC AUCs or log-losses. For metrics that a confusion matrix decides,
 * `pairedMetricBootstrap` is the same at a cost that does not depend on n.
 *
 * @param n how many rows, a whole number ≥ 1
 * @param difference of the metric over the given rows, a row as often as it is named; in one scratch
 *   array that it must not keep
 * @throws as `bootstrap` does
 * @example pairedBootstrap(3, () => 0, { random: () => 0.5 }).pValue // 1
 *
 * O(resamples · n), and the metric's own cost.
 */
export function pairedBootstrap(
  n: number,
  difference: (rows: Uint32Array) => number,
  options: BootstrapOptions,
): PairedBootstrap {
  const { estimate, values, standardError, undefinedShare } = drawn(n, difference, options);
  return {
    estimate,
    ...percentileInterval(values, options.confidence ?? 0.95),
    standardError,
    undefinedShare,
    pValue: percentilePValue(values),
  };
}

function drawn(
  n: number,
  statistic: (rows: Uint32Array) => number,
  { random, resamples = 9999 }: BootstrapOptions,
) {
  if (!Number.isInteger(n) || n < 1) {
    throw new InputError(`${n} is not a number of rows`, { fix: "give at least one row" });
  }
  const rows = Uint32Array.from({ length: n }, (_, i) => i);
  const estimate = statistic(rows.slice());
  return { estimate, ...replicates(resamples, () => statistic(drawRows(rows, random))) };
}

/** The statistic without each row in turn. */
function leaveOneOut(n: number, statistic: (rows: Uint32Array) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, out) =>
    statistic(Uint32Array.from({ length: n - 1 }, (_row, i) => i + Number(i >= out))),
  );
}
