import { UndefinedError } from "../core/errors.js";
import { quantileOfCounts } from "../stats/descriptive/quantile.js";
import { countValues } from "../stats/pooled-counts.js";
import type { NumberTerm } from "./design-matrix.js";

/** What stands in for a missing number. */
export const imputations = ["median", "mean"] as const;
/** What becomes of numbers beyond the fences: kept; moved to the fence; kept, and marked by 1. */
export const outlierRules = ["keep", "clip", "flag"] as const;

export interface NumberOptions {
  readonly impute: (typeof imputations)[number];
  readonly outliers: (typeof outlierRules)[number];
  readonly standardise: boolean;
}

/** A prepared number column: everything that was learnt from the training part. */
export interface NumberFeature {
  readonly name: string;
  readonly fill: number;
  /** The fences; null where outliers are kept. */
  readonly fences: { readonly low: number; readonly high: number } | null;
  readonly outliers: NumberOptions["outliers"];
  readonly center: number;
  readonly scale: number;
}

/** Tukey's outer fences: data beyond them are "far out", not merely in a long tail. */
const FENCE_IQR = 3;

/**
 * Learn from a column how to fill, fence and scale it. Missing and infinite values are filled with
 * the median or mean of the finite ones; the fences are Tukey's outer ones; scaled is what is left:
 *
 *     z = (v − mean) / sd      sd with divisor n, 1 where all values are equal
 *     fences = [q1 − 3 (q3 − q1), q3 + 3 (q3 − q1)]      quartiles of type 7
 *
 * @throws {UndefinedError} when there is no finite value
 * @see Tukey (1977), "Exploratory Data Analysis", section 2D
 */
export function fitNumber(
  name: string,
  values: Float64Array,
  { impute, outliers, standardise }: NumberOptions,
): NumberFeature {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) throw new UndefinedError(`column "${name}" has no finite value`);
  const quantile = quantileOfCounts(countValues(name, finite));
  const q1 = quantile(0.25);
  const q3 = quantile(0.75);
  const reach = FENCE_IQR * (q3 - q1);
  const fences = outliers === "keep" ? null : { low: q1 - reach, high: q3 + reach };
  const fill = impute === "median" ? quantile(0.5) : mean(finite);
  const raw: NumberFeature = { name, fill, fences, outliers, center: 0, scale: 1 };
  if (!standardise) return raw;
  const filled = applyNumber(raw, values)[0]!.values;
  const center = mean(filled);
  let squares = 0;
  for (const value of filled) squares += (value - center) ** 2;
  const sd = Math.sqrt(squares / filled.length);
  // Rounding leaves a trace of spread in a constant column: 0.1 + 0.1 + 0.1 is not 0.3.
  const constant = sd <= 1e-12 * Math.abs(center);
  return { ...raw, center, scale: constant ? 1 : sd };
}

/** The terms of a prepared column: its numbers, and its outlier marks if there are to be any. */
export function applyNumber(feature: NumberFeature, values: Float64Array): NumberTerm[] {
  const { name, fill, fences, outliers, center, scale } = feature;
  const scaled = new Float64Array(values.length);
  const marks = outliers === "flag" ? new Float64Array(values.length) : null;
  const { low, high } = fences ?? { low: -Infinity, high: Infinity };
  for (let i = 0; i < values.length; i++) {
    let value = values[i]!;
    if (!Number.isFinite(value)) value = fill;
    if (value < low || value > high) {
      if (marks === null) value = value < low ? low : high;
      else marks[i] = 1;
    }
    scaled[i] = (value - center) / scale;
  }
  const terms = [{ name, values: scaled }];
  return marks === null ? terms : [...terms, { name: `${name}_outlier`, values: marks }];
}

function mean(values: Float64Array): number {
  const origin = values[0]!; // about a value of the column, so that 1e9 + noise loses nothing
  let sum = 0;
  for (const value of values) sum += value - origin;
  return origin + sum / values.length;
}
