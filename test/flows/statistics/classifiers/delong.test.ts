import { expect, it } from "vitest";
import { delong } from "../../../../src/flows/statistics/classifiers/delong.js";
import { agreesWithOracle } from "../../../oracle.js";

agreesWithOracle(
  "paired_comparison",
  (question) => delong.answer(question),
  "auc_a auc_b var_a var_b cov z p ci_95_a ci_95_b".split(" "),
  { only: ({ input }) => input.test === "delong" },
);

it("names its intervals by their confidence", () => {
  const rows = { y_true: [0, 0, 1, 1], score_a: [1, 2, 3, 4], score_b: [1, 3, 2, 4] };
  expect(delong.answer({ ...rows, confidence: 0.999 })).toHaveProperty(["ci_99.9_a"]);
});

it("keeps what has an answer where the test has none", () => {
  const rows = { y_true: [0, 0, 1, 1], score_a: [1, 2, 3, 4], score_b: [4, 3, 2, 1] };
  const answer = delong.answer(rows);
  expect(answer).toMatchObject({ auc_a: 1, auc_b: 0, var_a: 0, p: null });
  expect(answer.notes).toEqual([
    "p: DeLong's test is undefined: the areas differ, with variance 0",
  ]);
  const single = delong.answer({ ...rows, y_true: [0, 0, 0, 1] });
  expect(single).toMatchObject({ auc_a: 1, auc_b: 0, ci_95_a: null, p: null });
});

it("has no answer for one class", () => {
  const rows = { y_true: [1, 1], score_a: [1, 2], score_b: [1, 2] };
  expect(() => delong.answer(rows)).toThrow("only one class occurs");
});
