import fc from "fast-check";
import { expect, it } from "vitest";
import { sampleOf } from "../../../src/flows/statistics/question.js";
import { psi } from "../../../src/stats/distances/psi.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle(
  "psi_continuous",
  (question) => ({
    psi: psi(sampleOf(question, "reference").values, sampleOf(question, "current").values, {
      bins: (question.bins as number | undefined) ?? 10,
    }),
  }),
  ["psi"],
  { only: ({ input }) => (input.binning ?? "quantile") === "quantile" && !input.edges },
);

const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });

it("is 0 for a sample and itself, in any order, and never below", () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      expect(psi(Object.freeze(x), x.toReversed())).toBe(0);
      expect(psi(x, Object.freeze(y))).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("does not depend on the unit", () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      const wider = (values: number[]) => values.map((value) => 8 * value - 3);
      expect(psi(wider(x), wider(y))).toBe(psi(x, y));
    }),
  );
});

it("refuses what is not a sample", () => {
  expect(() => psi([], [1])).toThrow("sample reference is empty");
  expect(() => psi([1], [Number.NaN])).toThrow("holds a NaN");
  expect(() => psi([1], [1], { bins: 0 })).toThrow("0 is not a number of bins");
});
