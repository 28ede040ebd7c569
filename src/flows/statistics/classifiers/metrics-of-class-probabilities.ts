import { InputError } from "../../../core/errors.js";
import { accuracy } from "../../../stats/scores/accuracy.js";
import { multiclassBrierScore } from "../../../stats/scores/brier-score.js";
import {
  confusionMatrix,
  type Label,
  sortedLabels,
} from "../../../stats/scores/confusion-matrix.js";
import { multiclassLogLoss } from "../../../stats/scores/log-loss.js";
import { oneVsOneAuc, oneVsRestAuc } from "../../../stats/scores/multiclass-auc.js";
import { definedOrNull } from "../defined-or-null.js";
import type { Answer } from "../statistic.js";

/** The part of `stat metrics` that a probability for each class decides. */
export function classProbabilityMetrics(
  truth: readonly Label[],
  probabilities: readonly (readonly number[])[],
  notes: string[],
): Answer {
  const classes = classNumbers(truth, probabilities[0]?.length ?? 0);
  const likeliest = probabilities.map((row) => row.indexOf(Math.max(...row)));
  return {
    log_loss: multiclassLogLoss(classes, probabilities),
    accuracy: accuracy(confusionMatrix(classes, likeliest)),
    roc_auc_ovr_macro: definedOrNull(notes, "roc_auc_ovr_macro", () =>
      oneVsRestAuc(classes, probabilities),
    ),
    roc_auc_ovr_weighted: definedOrNull(notes, "roc_auc_ovr_weighted", () =>
      oneVsRestAuc(classes, probabilities, "weighted"),
    ),
    roc_auc_ovo_macro: definedOrNull(notes, "roc_auc_ovo_macro", () =>
      oneVsOneAuc(classes, probabilities),
    ),
    brier_multiclass: multiclassBrierScore(classes, probabilities),
  };
}

/** The column of each row's class: the classes are column numbers, or as many names, sorted. */
function classNumbers(truth: readonly Label[], columns: number): number[] {
  const isColumn = (label: Label) =>
    typeof label === "number" && Number.isInteger(label) && label >= 0 && label < columns;
  if (truth.every(isColumn)) return truth.map(Number);
  const labels = sortedLabels(truth);
  if (labels.length !== columns) {
    throw new InputError(`${columns} columns of probabilities for ${labels.length} classes`, {
      where: "y_prob",
      fix: "number the classes by their columns, from 0 on",
    });
  }
  return truth.map((label) => labels.indexOf(label));
}
