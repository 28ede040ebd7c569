import { averagePrecision, trapezoidPrAuc } from "../../../stats/scores/average-precision.js";
import { brierScore } from "../../../stats/scores/brier-score.js";
import {
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
  topLabelCalibrationError,
} from "../../../stats/scores/calibration-error.js";
import type { Label } from "../../../stats/scores/confusion-matrix.js";
import { logLoss } from "../../../stats/scores/log-loss.js";
import { rocAuc, rocCurve } from "../../../stats/scores/roc-auc.js";
import { definedOrNull } from "../defined-or-null.js";
import { binaryOf } from "./labelled-rows.js";
import { flagOf } from "../question.js";
import type { Answer, Question } from "../statistic.js";

/** Points of a ROC curve that a reader of JSON may want; past them the areas have to do. */
const CURVE_POINTS = 1000;

/** The part of `stat metrics` that a score of the positive class decides. */
export function scoreMetrics(
  question: Question,
  truth: readonly Label[],
  scores: readonly number[],
  notes: string[],
): Answer {
  const labels = binaryOf(question, truth, "y_true");
  const areProbabilities = flagOf(
    question,
    "probabilities",
    scores.every((score) => score >= 0 && score <= 1),
  );
  return {
    positives: labels.reduce((sum, label) => sum + label, 0),
    roc_auc: definedOrNull(notes, "roc_auc", () => rocAuc(labels, scores)),
    average_precision: definedOrNull(notes, "average_precision", () =>
      averagePrecision(labels, scores),
    ),
    pr_auc_trapezoid: definedOrNull(notes, "pr_auc_trapezoid", () =>
      trapezoidPrAuc(labels, scores),
    ),
    roc_curve: definedOrNull(notes, "roc_curve", () => curve(labels, scores, notes)),
    ...(areProbabilities ? probabilityMetrics(labels, scores) : {}),
  };
}

function curve(labels: Uint8Array, scores: readonly number[], notes: string[]): Answer | null {
  const { falsePositiveRate, truePositiveRate, thresholds } = rocCurve(labels, scores);
  if (thresholds.length > CURVE_POINTS) {
    notes.push(`roc_curve: left out, ${thresholds.length} points are more than ${CURVE_POINTS}`);
    return null;
  }
  return { fpr: [...falsePositiveRate], tpr: [...truePositiveRate] };
}

function probabilityMetrics(labels: Uint8Array, probabilities: readonly number[]): Answer {
  return {
    brier: brierScore(labels, probabilities),
    log_loss: logLoss(labels, probabilities),
    "log_loss_clip_1e-15": logLoss(labels, probabilities, 1e-15),
    ece_10: expectedCalibrationError(labels, probabilities, 10),
    mce_10: maximumCalibrationError(labels, probabilities, 10),
    ece_5: expectedCalibrationError(labels, probabilities, 5),
    mce_5: maximumCalibrationError(labels, probabilities, 5),
    reliability_5: reliabilityBins(labels, probabilities, 5).map((bin) => ({
      bin: bin.bin,
      n: bin.n,
      mean_p: bin.meanPrediction,
      mean_y: bin.meanOutcome,
    })),
    ece_top_label_10: topLabelCalibrationError(labels, probabilities, 10),
  };
}
