import { isoSeconds } from "../../core/clock.js";
import type { TrainingSummary } from "../../model/training/training-summary.js";
import type { LogRow } from "../../ports/log-book.js";

/**
 * A training as one row of training_log.csv. The F1 is that on the data given apart, else the mean
 * over the test folds; total_rows are the labelled ones that were learnt from. With more than two
 * classes nothing is positive or negative: empty fields.
 */
export function trainingLogRow(
  { scenario, label, classes, model, crossValidation, holdout }: TrainingSummary,
  now: Date,
): LogRow {
  const [negative, positive] = classes.length === 2 ? classes : [];
  return {
    timestamp: isoSeconds(now),
    scenario,
    mlflow_run_id: null,
    label_strategy: label,
    total_rows: classes.reduce((sum, { rows }) => sum + rows, 0),
    positives: positive?.rows ?? null,
    negatives: negative?.rows ?? null,
    model,
    f1: holdout === null ? crossValidation.test.f1.mean : holdout.scores.f1,
  };
}
