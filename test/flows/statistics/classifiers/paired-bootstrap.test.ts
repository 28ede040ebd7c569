import { expect, it } from "vitest";
import { pairedBootstrap } from "../../../../src/flows/statistics/classifiers/paired-bootstrap.js";
import { agreesWithOracle } from "../../../oracle.js";

agreesWithOracle(
  "paired_comparison",
  (question) => pairedBootstrap.answer(question),
  [
    ..."difference f1_a f1_b ci_95 ci_95_f1_a ci_95_f1_b".split(" "),
    ..."p_two_sided_percentile p_shifted se".split(" "),
  ],
  { only: ({ input }) => input.test === "bootstrap_f1" },
);

const rows = {
  y_true: ["bad", "ok", "ok", "bad", null, "ok"],
  pred_a: ["bad", "ok", "bad", "bad", "ok", "ok"],
  pred_b: ["bad", "ok", "ok", "ok", "ok", "ok"],
};

it("takes any metric, any class and any confidence", () => {
  const answer = pairedBootstrap.answer({
    ...rows,
    positive: "bad",
    metric: "precision",
    confidence: 0.9,
    resamples: 999,
  });
  expect(answer).toMatchObject({ n: 5, dropped: 1, precision_a: 2 / 3, precision_b: 1 });
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(["ci_90", "ci_90_precision_b"]));
  expect(answer.notes).toEqual(["too few positives to decide"]);
});

it("repeats itself with the same seed", () => {
  const ask = (seed: number) =>
    pairedBootstrap.answer({ ...rows, positive: "bad", seed, resamples: 99 });
  expect(ask(1)).toEqual(ask(1));
  expect(ask(1).se).not.toBe(ask(2).se);
});

it("refuses what it cannot compare", () => {
  expect(() => pairedBootstrap.answer(rows)).toThrow('are not 0 and 1 but "bad", "ok"');
  expect(() => pairedBootstrap.answer({ ...rows, metric: "F2" })).toThrow('metric is "F2"');
});
