import fc from "fast-check";
import { expect, it } from "vitest";
import { quantiles } from "../../../src/flows/statistics/quantiles.js";
import { quantile, quantileOfCounts } from "../../../src/stats/descriptive/quantile.js";
import { countValues } from "../../../src/stats/pooled-counts.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle(
  "quantiles_weighted",
  (question) => quantiles.answer(question),
  "n dropped type1 type2 type3 type4 type5 type6 type7 type8 type9 mean var median mad iqr min max skew kurtosis".split(
    " ",
  ),
  { only: ({ input }) => input.weights === undefined },
);

const types = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const type = fc.constantFrom(...types);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 });

it("of type 1 is the smallest value with a share p at or below it", () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 50 }), (x, k) => {
      const p = Math.min(1, k / x.length);
      const atOrBelow = (v: number) => x.filter((other) => other <= v).length;
      const enough = x.filter((v) => atOrBelow(v) >= Math.min(k, x.length));
      return quantile(x, p, 1) === Math.min(...enough);
    }),
  );
});

it("rises with p, stays within the sample, and meets its ends", () => {
  fc.assert(
    fc.property(sample, share, share, type, (x, p, q, kind) => {
      const [low, high] = p < q ? [p, q] : [q, p];
      const rises = quantile(x, low, kind) <= quantile(x, high, kind) + 1e-12;
      return (
        rises && quantile(x, 0, kind) === Math.min(...x) && quantile(x, 1, kind) === Math.max(...x)
      );
    }),
  );
});

it("mirrors with the sample, for the symmetric types", () => {
  fc.assert(
    fc.property(sample, share, fc.constantFrom(2, 5, 6, 7, 8, 9), (x, p, kind) => {
      fc.pre(Math.abs(p * x.length - Math.round(p * x.length)) > 1e-9); // type 2 steps there
      const mirrored = quantile(
        x.map((v) => -v),
        1 - p,
        kind,
      );
      return Math.abs(quantile(x, p, kind) + mirrored) < 1e-9;
    }),
  );
});

it("is the same of a sample and of its counts", () => {
  fc.assert(
    fc.property(sample, share, type, (x, p, kind) => {
      return quantileOfCounts(countValues("x", x))(p, kind) === quantile(x, p, kind);
    }),
  );
});

it("takes 100 · 0.07, which is 7.000000000000001, for 7", () => {
  const x = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(types.slice(0, 3).map((kind) => quantile(x, 0.07, kind))).toEqual([7, 7.5, 7]);
});

it("passes infinite values on, and has nothing to say between two of them", () => {
  expect(quantile([-Infinity, 0, 1], 0.25)).toBe(-Infinity);
  expect(quantile([0, 1, Infinity], 1)).toBe(Infinity);
  expect(() => quantile([-Infinity, Infinity], 0.5)).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});

it("refuses what is no share, no sample, no count", () => {
  expect(() => quantile([1], 1.1)).toThrow(/1.1 is not a share/);
  expect(() => quantile([], 0.5)).toThrow(/sample x is empty/);
  expect(() => quantileOfCounts({ values: [], counts: [] })).toThrow(/no values/);
});

it("answers a column without values with nulls and the reason", () => {
  expect(quantiles.answer({ x: [null, "NaN"] })).toMatchObject({
    n: 0,
    dropped: 2,
    type7: null,
    notes: ["no value is left"],
  });
});
