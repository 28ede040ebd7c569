import { delongAuc, delongTest, type AucEstimate } from "../../../stats/tests/delong.js";
import { rocAuc } from "../../../stats/scores/roc-auc.js";
import { definedOrNull } from "../defined-or-null.js";
import { intervalKey } from "./interval-key.js";
import { binaryOf, completeRows, labelsOf, scoresOf, taken } from "./labelled-rows.js";
import { numberOf } from "../question.js";
import type { Statistic } from "../statistic.js";

/** `stat delong`: whether two scores rank the same rows equally well. */
export const delong: Statistic = {
  name: "delong",
  summary: "do two scores rank the same rows equally well (ROC AUC)",
  definition: "DeLong, DeLong & Clarke-Pearson 1988",
  takes: "y_true, score_a, score_b, confidence?, positive?",
  answer(question) {
    const columns = {
      y_true: labelsOf(question, "y_true"),
      score_a: scoresOf(question, "score_a"),
      score_b: scoresOf(question, "score_b"),
    };
    const confidence = numberOf(question, "confidence", 0.95);
    const { rows, dropped } = completeRows(columns);
    const labels = binaryOf(question, taken(columns.y_true, rows), "y_true");
    const a = taken(columns.score_a, rows);
    const b = taken(columns.score_b, rows);
    const notes: string[] = [];
    const ofA = definedOrNull(notes, "var_a", () => delongAuc(labels, a, confidence));
    const ofB = definedOrNull(notes, "var_b", () => delongAuc(labels, b, confidence));
    const test = definedOrNull(notes, "p", () => delongTest(labels, a, b, confidence));
    if (test && test.z === undefined) notes.push("z: the standard error of the difference is 0");
    return {
      n: rows.length,
      dropped,
      positives: labels.reduce((sum, label) => sum + label, 0),
      auc_a: rocAuc(labels, a),
      auc_b: rocAuc(labels, b),
      var_a: ofA?.variance ?? null,
      var_b: ofB?.variance ?? null,
      cov: test?.covariance ?? null,
      z: test?.z ?? null,
      p: test?.pValue ?? null,
      [`${intervalKey(confidence)}_a`]: interval(ofA),
      [`${intervalKey(confidence)}_b`]: interval(ofB),
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function interval(estimate: AucEstimate | null): readonly [number, number] | null {
  return estimate && [estimate.low, estimate.high];
}
