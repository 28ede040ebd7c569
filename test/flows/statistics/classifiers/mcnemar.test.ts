import { expect, it } from "vitest";
import { mcnemar } from "../../../../src/flows/statistics/classifiers/mcnemar.js";
import { agreesWithOracle } from "../../../oracle.js";

agreesWithOracle(
  "paired_comparison",
  (question) => mcnemar.answer(question),
  "p_exact p_mid chi2 p_chi2 chi2_corrected p_chi2_corrected".split(" "),
  { only: ({ input }) => input.test === "mcnemar" },
);

it("counts the rows that only one of the two has right", () => {
  const answer = mcnemar.answer({
    y_true: ["x", "y", "x", "y", null],
    pred_a: ["x", "y", "y", "x", "x"],
    pred_b: ["x", "x", "x", "z", "x"],
  });
  expect(answer).toMatchObject({ n: 4, dropped: 1, b: 1, c: 1, p_exact: 1 });
});

it("says why there is no χ²", () => {
  const { notes } = mcnemar.answer({ b: 0, c: 0 });
  expect(notes).toContain("chi2: McNemar's χ² is undefined: the two never differ");
});

it("asks for what is missing", () => {
  expect(() => mcnemar.answer({ b: 1 })).toThrow("c is missing");
});
