import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { checkProbabilities } from "./check-binary.js";

/** One bin of a reliability diagram that holds rows. */
export interface ReliabilityBin {
  /** Position of the bin, from 0. */
  readonly bin: number;
  readonly n: number;
  /** Mean of what was predicted: a probability. */
  readonly meanPrediction: number;
  /** Mean of what came: a share. */
  readonly meanOutcome: number;
}

/**
 * The reliability diagram: rows sorted into bins of equal width by their probability, and in each the
 * mean probability against the share that came true. Empty bins are left out.
 *
 *     bin of p = #{i : i / bins < p}, i = 1 … bins − 1        closed on the right, 0 in the first
 *
 * @param labels n labels, 1 for what was predicted, 0 for the rest
 * @param probabilities n probabilities in [0, 1]
 * @param bins ≥ 1
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, a probability lies outside
 *   [0, 1], or `bins` is not a whole number of at least 1
 * @example reliabilityBins([0, 1], [0.5, 0.75], 2).map(({ bin }) => bin) // [0, 1]
 */
export function reliabilityBins(
  labels: Sample,
  probabilities: Sample,
  bins = 10,
): readonly ReliabilityBin[] {
  checkProbabilities(labels, probabilities);
  if (!Number.isInteger(bins) || bins < 1) {
    throw new InputError(`${bins} is not a number of bins`, {
      fix: "give a whole number from 1 on",
    });
  }
  const n = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const came = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const bin = binOf(probabilities[row]!, bins);
    n[bin]! += 1;
    predicted[bin]! += probabilities[row]!;
    came[bin]! += labels[row]!;
  }
  return Array.from(n, (size, bin) => ({
    bin,
    n: size,
    meanPrediction: predicted[bin]! / size,
    meanOutcome: came[bin]! / size,
  })).filter((bin) => bin.n > 0);
}

/** #{i : i / bins < p}: the product with `bins` rounds, so its guess is put right by the edges. */
function binOf(p: number, bins: number): number {
  let bin = Math.min(Math.max(Math.ceil(p * bins) - 1, 0), bins - 1);
  if (bin > 0 && p <= bin / bins) bin -= 1;
  else if (bin < bins - 1 && p > (bin + 1) / bins) bin += 1;
  return bin;
}

/**
 * Expected calibration error: how far the probabilities lie from the shares that came true, on
 * average over the rows.
 *
 *     Σ (n_b / n) |mean y − mean p|        over the bins of `reliabilityBins`
 *
 * @returns in [0, 1]; 0 only says that no bin is off on average
 * @throws as `reliabilityBins` does
 * @example expectedCalibrationError([0, 1], [0.5, 0.75]) // 0.375
 * @see Naeini, Cooper, Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian
 *   binning", AAAI
 */
export function expectedCalibrationError(labels: Sample, probabilities: Sample, bins = 10): number {
  return reliabilityBins(labels, probabilities, bins).reduce(
    (sum, bin) => sum + (bin.n / labels.length) * gap(bin),
    0,
  );
}

/**
 * Maximum calibration error: the largest distance in any bin of `reliabilityBins` that holds rows.
 *
 * @returns in [0, 1]
 * @throws as `reliabilityBins` does
 * @example maximumCalibrationError([0, 1], [0.5, 0.75]) // 0.5
 */
export function maximumCalibrationError(labels: Sample, probabilities: Sample, bins = 10): number {
  return reliabilityBins(labels, probabilities, bins).reduce(
    (most, b) => Math.max(most, gap(b)),
    0,
  );
}

/**
 * Expected calibration error of the class that was predicted: its probability, max(p, 1 − p), against
 * how often it was right. The positive class is predicted from p = ½ on.
 *
 * @returns in [0, 1]
 * @throws as `reliabilityBins` does
 * @example topLabelCalibrationError([0, 1], [0.25, 0.5]) // 0.375
 */
export function topLabelCalibrationError(labels: Sample, probabilities: Sample, bins = 10): number {
  checkProbabilities(labels, probabilities);
  const confidence = Float64Array.from(probabilities, (p) => Math.max(p, 1 - p));
  const right = Float64Array.from(probabilities, (p, row) =>
    Number(Number(p >= 0.5) === labels[row]),
  );
  return expectedCalibrationError(right, confidence, bins);
}

function gap({ meanPrediction, meanOutcome }: ReliabilityBin): number {
  return Math.abs(meanOutcome - meanPrediction);
}
