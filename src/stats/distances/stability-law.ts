import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { sum } from "../../core/sum.js";
import { chiSquareIsf, chiSquareSf } from "../distributions/chi-square.js";
import { noncentralityOf } from "../distributions/noncentral-chi-square.js";
import { mergeSparseBins } from "./merge-sparse-bins.js";
import { populationStabilityIndex } from "./population-stability-index.js";
import { totalsOf } from "./shares.js";

/** The population stability index beside what its sample sizes alone would make of it. */
export interface StabilityLaw {
  /** Bins left after sparse ones were merged. */
  readonly bins: number;
  /** The index of counts with 1/2 added to each bin. */
  readonly smoothed: number;
  /** The smoothed index less what it is on average without a change; may lie below 0. */
  readonly debiased: number;
  /** Chance of a smoothed index as large without a change. */
  readonly pValue: number;
  /** The smoothed index from which p ≤ alpha. */
  readonly threshold: number;
  /** Interval for the index of the populations. */
  readonly low: number;
  readonly high: number;
}

/** Level of the threshold and coverage of the interval. */
export interface StabilityOptions {
  /** 0.05 by default. */
  readonly alpha?: number;
  /** 0.95 by default. */
  readonly confidence?: number;
}

/**
 * The law of the population stability index: whether it is more than chance at these sizes, how large
 * it is without the part that chance adds, and between which limits the truth lies.
 *
 *     PSI = Σ (q − p) ln(q / p)        p = (a + 1/2)/(m + K/2), q = (b + 1/2)/(n + K/2)
 *     PSI / s ~ χ²(K − 1) without a change, noncentral with λ = truth / s with one, s = 1/m + 1/n
 *     debiased = PSI − s (K − 1)
 *
 * @param reference counts over bins or categories, m in all
 * @param current counts over the same, n in all; bins where fewer than 5 rows are expected are merged
 * @returns the smoothed and debiased index, its p, threshold and interval (low ≥ 0)
 * @throws {InputError} when counts are negative or over other bins
 * @throws {UndefinedError} when one side has counted nothing, or all rows end up in one bin
 * @example stabilityLaw([50, 50], [50, 50]).debiased // -0.02
 *
 * @see Yurdakul (2018), "Statistical properties of population stability index", Western Michigan
 *   University; Yurdakul, Naranjo (2020), Journal of Risk Model Validation 14(4)
 */
export function stabilityLaw(
  reference: Sample,
  current: Sample,
  { alpha = 0.05, confidence = 0.95 }: StabilityOptions = {},
): StabilityLaw {
  totalsOf(reference, current); // refuses what cannot be compared
  const merged = mergeSparseBins(reference, current);
  const bins = merged.reference.length;
  if (bins < 2) throw new UndefinedError("too few rows for two bins with 5 expected in each");
  const freedom = bins - 1;
  const scale = 1 / sum(merged.reference) + 1 / sum(merged.current);
  const half = (counts: Float64Array) => counts.map((count) => count + 0.5);
  const smoothed = populationStabilityIndex(half(merged.reference), half(merged.current), 0);
  const tail = (1 - confidence) / 2;
  return {
    bins,
    smoothed,
    debiased: smoothed - scale * freedom,
    pValue: chiSquareSf(smoothed / scale, freedom),
    threshold: scale * chiSquareIsf(alpha, freedom),
    low: scale * noncentralityOf(smoothed / scale, freedom, 1 - tail),
    high: scale * noncentralityOf(smoothed / scale, freedom, tail),
  };
}
