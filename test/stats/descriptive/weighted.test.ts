import fc from "fast-check";
import { expect, it } from "vitest";
import { weighted } from "../../../src/flows/statistics/weighted.js";
import { mean, variance } from "../../../src/stats/descriptive/moments.js";
import { quantile } from "../../../src/stats/descriptive/quantile.js";
import {
  frequencyVariance,
  weightedQuantiles,
  weightedSummary,
} from "../../../src/stats/descriptive/weighted.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle(
  "quantiles_weighted",
  (question) => weighted.answer(question),
  "weighted_mean weighted_var_ddof0 weighted_var_frequency weighted_quantile sum_weights effective_n".split(
    " ",
  ),
  { only: ({ input }) => input.weights !== undefined },
);

const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 4 })), {
  minLength: 1,
  maxLength: 20,
});

it("is that of the values written out, where the weights are counts", () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 0, max: 20 }), (rows, twentieths) => {
      const [x, w] = [rows.map(([v]) => v), rows.map(([, k]) => k)];
      const repeated = rows.flatMap(([v, k]) => Array.from({ length: k }, () => v));
      fc.pre(repeated.length > 1);
      const p = twentieths / 20;
      return (
        Math.abs(weightedSummary(x, w).mean - mean(repeated)) < 1e-12 &&
        Math.abs(frequencyVariance(x, w) - variance(repeated)) < 1e-12 &&
        weightedQuantiles(x, w, [p])[0] === quantile(repeated, p, 1)
      );
    }),
  );
});

it("does not care for the unit of the weights, but in their sum", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const [x, w] = [rows.map(([v]) => v), rows.map(([, k]) => k)];
      fc.pre(w.some((k) => k > 0));
      const small = w.map((k) => k / 10); // 0.1 + 0.2 is not 0.3: quantiles are to stay
      const probabilities = [0, 0.1, 0.25, 0.3, 0.5, 0.9, 1];
      expect(weightedQuantiles(x, small, probabilities)).toEqual(
        weightedQuantiles(x, w, probabilities),
      );
      const [one, other] = [weightedSummary(x, w), weightedSummary(x, small)];
      return Math.abs(one.effectiveSize - other.effectiveSize) < 1e-9;
    }),
  );
});

it("is undefined without weight, and counts whole weights only", () => {
  const undefinedError = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => weightedSummary([1, 2], [0, 0])).toThrow(undefinedError);
  expect(() => weightedQuantiles([1, 2], [0, 0], [0.5])).toThrow(undefinedError);
  expect(() => frequencyVariance([1, 2], [0.5, 2])).toThrow(undefinedError);
  expect(() => frequencyVariance([1, 2], [1, 0])).toThrow(undefinedError);
  expect(() => weightedSummary([Infinity, 2], [1, 1])).toThrow(undefinedError);
});

it("refuses negative weights and unequal lengths", () => {
  const inputError = expect.objectContaining({ name: "InputError" }) as Error;
  expect(() => weightedSummary([1, 2], [1, -1])).toThrow(inputError);
  expect(() => weightedSummary([1, 2], [1])).toThrow(inputError);
});

it("answers pairs with a missing member by leaving them out", () => {
  const answer = weighted.answer({ x: [1, null, 5, 7], weights: [3, 2, 1, null] });
  expect(answer).toMatchObject({ n: 2, dropped: 2, weighted_mean: 2 });
  expect(weighted.answer({ x: [null], weights: [1] })).toMatchObject({
    weighted_mean: null,
    notes: ["no value is left"],
  });
});
