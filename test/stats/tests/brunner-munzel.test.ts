import fc from "fast-check";
import { expect, it } from "vitest";
import { brunnerMunzel as statistic } from "../../../src/flows/statistics/ranks/brunner-munzel.js";
import { brunnerMunzel } from "../../../src/stats/tests/brunner-munzel.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle(
  "kruskal_brunner_munzel",
  (question) => statistic.answer(question),
  [
    "statistic",
    "df",
    "p_hat",
    ...["two_sided", "less", "greater"].flatMap((side) => [`t.${side}`, `normal.${side}`]),
  ],
  { only: ({ input }) => input.test === "brunner_munzel" },
);

const x = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 15 });
const y = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 9 });
const isDefined = (xs: readonly number[], ys: readonly number[]) =>
  [xs, ys].some((own, i) => {
    const others = i === 0 ? ys : xs;
    return new Set(own.map((v) => others.reduce((sum, w) => sum + Math.sign(w - v), 0))).size > 1;
  });

it("equals the form by ranks: overall ranks less ranks within a sample", () => {
  fc.assert(
    fc.property(x, y, (xs, ys) => {
      fc.pre(isDefined(xs, ys));
      const all = [...xs, ...ys];
      const rankIn = (among: readonly number[], v: number) =>
        among.filter((w) => w < v).length + (among.filter((w) => w === v).length + 1) / 2;
      const mean = (values: readonly number[]) =>
        values.reduce((sum, v) => sum + v, 0) / values.length;
      const variance = (own: readonly number[]) => {
        const placements = own.map((v) => rankIn(all, v) - rankIn(own, v));
        const centre = mean(placements);
        return placements.reduce((sum, p) => sum + (p - centre) ** 2, 0) / (own.length - 1);
      };
      const [m, n] = [xs.length, ys.length];
      const gap = mean(ys.map((v) => rankIn(all, v))) - mean(xs.map((v) => rankIn(all, v)));
      const spread = Math.sqrt(m * variance(xs) + n * variance(ys));
      const found = brunnerMunzel(xs, ys);
      expect(found.statistic).toBeCloseTo((m * n * gap) / ((m + n) * spread), 10);
    }),
  );
});

it("turns around when the samples trade places", () => {
  fc.assert(
    fc.property(x, y, (xs, ys) => {
      fc.pre(isDefined(xs, ys));
      const [there, back] = [brunnerMunzel(xs, ys), brunnerMunzel(ys, xs)];
      expect(there.statistic).toBeCloseTo(-back.statistic, 12);
      expect(there.t.less).toBeCloseTo(back.t.greater, 12);
      expect(there.t["two-sided"]).toBeCloseTo(back.t["two-sided"], 12);
    }),
  );
});

it("has no answer for samples that do not overlap, are constant, or hold one value", () => {
  const undefinedError = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => brunnerMunzel([1, 2], [3, 4])).toThrow(undefinedError);
  expect(() => brunnerMunzel([5, 5], [5, 5])).toThrow(undefinedError);
  expect(() => brunnerMunzel([1], [0, 2])).toThrow(undefinedError);
});

it("refuses an empty sample", () => {
  expect(() => brunnerMunzel([], [1])).toThrow(/sample x is empty/);
});
