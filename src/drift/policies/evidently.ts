import type { Policy } from "./policy.js";

/**
 * Evidently's published defaults, for comparison: a significance test up to 1,000 reference rows, a
 * fixed distance beyond, and a table drifts when half of its columns do.
 *
 * @see Evidently 0.7, "Data drift parameters", and the registry of its statistical tests
 */
export const evidently: Policy = {
  name: "evidently",
  judge({ evidently: score }) {
    if (!score) return { status: "cannot-tell", reason: "no value on one side" };
    const comparison = `${score.test} ${Number(score.score.toPrecision(3))} against ${score.threshold}`;
    return { status: score.drifted ? "drift" : "no-drift", reason: comparison };
  },
  tableDrifts: (drifted, judged) => judged > 0 && drifted / judged >= 0.5,
};
