import type { Sample } from "../../core/sample.js";
import { flooredShares, sharesOf } from "./shares.js";

/** The customary floor of a share, without which an empty bin makes the index infinite. */
export const CUSTOMARY_EPSILON = 1e-4;

/**
 * Population stability index: the usual measure of how far a distribution over bins has moved, in the
 * form that the field uses. Its thresholds of 0.1 and 0.25 do not know the sample size: for a verdict
 * use `stabilityLaw`, which does.
 *
 *     PSI = Σ (q' − p') ln(q' / p')        p' = max(p, ε), q' = max(q, ε), not normalised again
 *
 * @param reference counts over bins or categories
 * @param current counts over the same
 * @param epsilon ε, 1e-4 by default; 0 leaves the shares as they are
 * @returns 0 or more; with ε = 0 Infinity where a bin is empty on one side alone
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example populationStabilityIndex([1, 1], [1, 3]) // Math.log(3) / 4
 * @see Lewis (1994), "An introduction to credit scoring"; Siddiqi (2006), "Credit risk scorecards"
 */
export function populationStabilityIndex(
  reference: Sample,
  current: Sample,
  epsilon = CUSTOMARY_EPSILON,
): number {
  return stabilityContributions(reference, current, epsilon).reduce((sum, part) => sum + part, 0);
}

/**
 * What each bin adds to the population stability index: which part of the distribution has moved.
 *
 * @returns one number a bin, each 0 or more
 * @example stabilityContributions([1, 1], [1, 1]) // new Float64Array([0, 0])
 */
export function stabilityContributions(
  reference: Sample,
  current: Sample,
  epsilon = CUSTOMARY_EPSILON,
): Float64Array {
  const { p, q } = flooredShares(sharesOf(reference, current), epsilon);
  return p.map((before, i) => {
    const change = q[i]! - before;
    if (change === 0) return 0; // two empty bins too, whose ratio is no number
    // log1p where the two are alike; far apart it would lose what 1 + change / before cancels.
    const near = Math.abs(change) < before / 2;
    return change * (near ? Math.log1p(change / before) : Math.log(q[i]! / before));
  });
}
