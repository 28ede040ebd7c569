import { expect, it } from "vitest";
import { metrics } from "../../../../src/flows/statistics/classifiers/metrics.js";
import { agreesWithOracle } from "../../../oracle.js";

agreesWithOracle("classification_metrics", (question) => metrics.answer(question), [
  ..."labels confusion_matrix accuracy balanced_accuracy mcc kappa".split(" "),
  ..."zero_division_0.binary zero_division_1.per_class zero_division_0.weighted".split(" "),
  ..."roc_auc average_precision pr_auc_trapezoid roc_curve brier log_loss ece_10 mce_5".split(" "),
  ..."roc_auc_ovr_weighted roc_auc_ovo_macro brier_multiclass ece_top_label_10".split(" "),
]);

it("drops a row wherever one of its values is missing", () => {
  const answer = metrics.answer({
    y_true: [1, 0, null, 1, 0],
    y_pred: [1, 0, 1, null, 1],
    y_score: [0.9, 0.2, 0.1, 0.8, null],
  });
  expect(answer).toMatchObject({ n: 2, dropped: 3, accuracy: 1, roc_auc: 1 });
});

it("takes any class for the positive one, once it is named", () => {
  const rows = { y_true: ["ok", "fraud", "ok"], y_pred: ["ok", "fraud", "fraud"] };
  const answer = metrics.answer({ ...rows, positive: "fraud" });
  expect(answer.zero_division_0).toMatchObject({ binary: { precision: 0.5, recall: 1 } });
  expect(metrics.answer(rows).zero_division_0).not.toHaveProperty("binary");
  const scored = { y_true: ["ok", "fraud"], y_score: [0.25, 0.75] };
  expect(() => metrics.answer(scored)).toThrow('are not 0 and 1 but "ok", "fraud"');
  expect(metrics.answer({ ...scored, positive: "fraud" })).toMatchObject({ roc_auc: 1 });
});

it("takes labels by a rule over the arrays at hand, missing where they are", () => {
  const answer = metrics.answer({
    y_true: { rule: "1 where u < 0.5 * y_score, u as drawn", u: [0.1, 0.3, null, 0.2] },
    y_score: [0.9, 0.2, 0.1, 0.8],
  });
  expect(answer).toMatchObject({ n: 3, dropped: 1, positives: 2, roc_auc: 1 });
  const call = (rule: string, u: unknown) => () =>
    metrics.answer({ y_true: { rule, u }, y_score: [0.5, 0.7] });
  expect(call("v < 1", [1, 2])).toThrow("v");
  expect(call("u < process.exit(1)", [1, 2])).toThrow(
    expect.objectContaining({ name: "InputError" }),
  );
  expect(call("u < 1", [1])).toThrow("u has 1 rows, y_score 2");
});

it("takes true and false for classes", () => {
  const answer = metrics.answer({ y_true: [true, false], y_score: [3, -1] });
  expect(answer).toMatchObject({ positives: 1, roc_auc: 1 });
  expect(answer).not.toHaveProperty("brier"); // margins are no probabilities
});

it("finds the columns of classes with names", () => {
  const y_prob = [[0.75, 0.25], null, [0.5, 0.5], [0.125, 0.875]];
  const answer = metrics.answer({ y_true: ["a", "b", "b", "b"], y_prob });
  expect(answer).toMatchObject({ n: 3, dropped: 1, accuracy: 2 / 3, roc_auc_ovr_macro: 1 });
});

it("says why a value does not exist", () => {
  const { roc_auc, notes } = metrics.answer({ y_true: [1, 1], y_score: [0.5, 0.25] });
  expect(roc_auc).toBeNull();
  expect(notes).toContain("roc_auc: a ranking of two classes is undefined: only one class occurs");
});

it("refuses what it cannot score", () => {
  expect(() => metrics.answer({ y_true: [1, 0] })).toThrow("nothing was predicted");
  expect(() => metrics.answer({ y_true: [1, 0], y_pred: [1] })).toThrow("y_pred has 1 rows");
  expect(() => metrics.answer({ y_true: [[1]], y_pred: [1] })).toThrow("y_true[0] is not a class");
  expect(() => metrics.answer({ y_true: [null], y_pred: [1] })).toThrow("no row to score");
});
