import { InputError } from "../../core/errors.js";
import type { BinaryMetric } from "../scores/binary-metrics.js";
import { countsOfA, countsOfB, type PairedCells } from "../scores/paired-cells.js";
import type { BootstrapOptions } from "./bootstrap.js";
import { drawMultinomial } from "./draw-multinomial.js";
import { percentileInterval, percentilePValue, type Interval } from "./percentile-interval.js";
import { replicates, type Replicates } from "./replicates.js";

/** Fewer positive rows than this, and no interval is to be trusted. */
const MIN_POSITIVES = 20;
/** More degenerate resamples than this, and no interval is to be trusted. */
const MAX_DEGENERATE_SHARE = 0.01;

/** A model's metric with its interval. */
export interface MetricEstimate extends Interval {
  readonly value: number;
}

/** How much the metric of two models differs over the same rows. */
export interface PairedMetricBootstrap extends Interval {
  readonly a: MetricEstimate;
  readonly b: MetricEstimate;
  /** Metric of b less that of a. */
  readonly difference: number;
  readonly standardError: number;
  /** Two-sided, by inverting the percentile interval: the two never disagree. */
  readonly pValue: number;
  /** Share of d* at least as far from the difference as 0 is: (1 + #) / (1 + B). A cross-check. */
  readonly shiftedPValue: number;
  /** Share of the resamples in which the metric of a model had an empty denominator. */
  readonly degenerateShare: number;
  /** Rows whose true class is the positive one. */
  readonly positives: number;
  /** Whether positives are too rare to decide: below 20, or over 1 % degenerate resamples. */
  readonly tooFewPositives: boolean;
}

/**
 * The paired bootstrap of a metric that confusion matrices decide, such as F1: an interval and a p for
 * metric(b) − metric(a) over the same rows.
 *
 * A row matters only through its kind (y, a, b), so rows drawn with replacement are one draw from the
 * multinomial law of the eight counts: 7 binomial draws a resample, whatever n, and exactly the same
 * law. Not stratified: the share of positives is chance in use, too.
 *
 *     k = ⌊(B + 1) α / 2⌋        low the k-th smallest d*, high the k-th largest, α = 1 − confidence
 *     p = min(1, 2 min(1 + #{d* ≤ 0}, 1 + #{d* ≥ 0}) / (B + 1))
 *
 * Percentiles, not BCa: for F1 of 100 to 300 rows BCa covered 91 to 95 % where 95 % was asked, the
 * percentiles 94 to 98 %.
 *
 * @param cells of the rows, by `pairedCells`
 * @param metric of four counts; where it is undefined it counts as 0, and the resample as degenerate
 * @param options a source of chance; 10,000 resamples and confidence 0.95 by default
 * @throws {InputError} when there is no row
 * @throws {UndefinedError} when the resamples are too few for the confidence
 * @example pairedMetricBootstrap(Float64Array.of(3, 0, 0, 0, 0, 0, 0, 3), () => 1, { random: () => 0.5 }).pValue // 1
 *
 * The same at any n: 10,000 resamples of 7000 or of 700,000 rows took 63 to 74 ms on a busy machine.
 * @see Efron, Tibshirani (1993), "An introduction to the bootstrap", chapter 13
 */
export function pairedMetricBootstrap(
  cells: PairedCells,
  metric: BinaryMetric,
  { random, resamples = 10_000, confidence = 0.95 }: BootstrapOptions,
): PairedMetricBootstrap {
  const n = cells.reduce((sum, count) => sum + count, 0);
  if (!(n > 0)) throw new InputError("there is no row to score", { fix: "give at least one row" });
  const valueA = metric(countsOfA(cells)) ?? 0;
  const valueB = metric(countsOfB(cells)) ?? 0;
  const valuesA: number[] = [];
  const valuesB: number[] = [];
  let degenerate = 0;
  const differences = replicates(resamples, () => {
    const drawn = drawMultinomial(n, cells, random);
    const [ofA, ofB] = [metric(countsOfA(drawn)), metric(countsOfB(drawn))];
    if (ofA === undefined || ofB === undefined) degenerate += 1;
    valuesA.push(ofA ?? 0);
    valuesB.push(ofB ?? 0);
    return (ofB ?? 0) - (ofA ?? 0);
  });
  const interval = (values: number[]) =>
    percentileInterval(Float64Array.from(values).sort(), confidence);
  const positives = cells.slice(4).reduce((sum, count) => sum + count);
  const degenerateShare = degenerate / resamples;
  return {
    a: { value: valueA, ...interval(valuesA) },
    b: { value: valueB, ...interval(valuesB) },
    difference: valueB - valueA,
    ...percentileInterval(differences.values, confidence),
    standardError: differences.standardError,
    pValue: percentilePValue(differences.values),
    shiftedPValue: shiftedPValue(differences, valueB - valueA),
    degenerateShare,
    positives,
    tooFewPositives: positives < MIN_POSITIVES || degenerateShare > MAX_DEGENERATE_SHARE,
  };
}

function shiftedPValue({ values }: Replicates, difference: number): number {
  // Differences of quotients: what is equal on paper may miss by an ulp.
  const reach = Math.abs(difference) * (1 - 1e-12);
  const far = values.filter((value) => Math.abs(value - difference) >= reach).length;
  return (1 + far) / (1 + values.length);
}
