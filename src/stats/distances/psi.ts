import type { Sample } from "../../core/sample.js";
import { binSample } from "../binning/bin-counts.js";
import { quantileEdges } from "../binning/quantile-edges.js";
import { countValues } from "../pooled-counts.js";
import { CUSTOMARY_EPSILON, populationStabilityIndex } from "./population-stability-index.js";

/**
 * Population stability index of two samples, cut into bins as the field does: at the quantiles of the
 * reference, so that each bin holds about a tenth of it.
 *
 *     PSI = Σ (q' − p') ln(q' / p')        p' = max(p, ε), q' = max(q, ε), shares of the bins
 *
 * Ten bins, closed on the right, the outer ones open; edges are quantiles of type 7, equal ones merge.
 *
 * @param reference m ≥ 1 values that show what is normal, in any order
 * @param current n ≥ 1 values in the unit of `reference`
 * @param options how many `bins` are asked for (10), and the floor `epsilon` of a share (1e-4)
 * @returns 0 or more; customary thresholds are 0.1 and 0.25, whatever the sizes of the samples
 * @throws {InputError} when a sample is empty or holds a NaN, or `bins` is no whole number ≥ 1
 * @example psi([1, 2, 3, 4], [1, 2, 3, 4]) // 0
 *
 * O(m log m + n log bins).
 * @see Lewis (1994), "An introduction to credit scoring"
 */
export function psi(
  reference: Sample,
  current: Sample,
  options: { readonly bins?: number; readonly epsilon?: number } = {},
): number {
  const { bins = 10, epsilon = CUSTOMARY_EPSILON } = options;
  const edges = quantileEdges(countValues("reference", reference), bins);
  return populationStabilityIndex(binSample(reference, edges), binSample(current, edges), epsilon);
}
