import fc from "fast-check";
import { expect, it } from "vitest";
import { kruskalWallis as statistic } from "../../../src/flows/statistics/ranks/kruskal-wallis.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { kruskalWallis } from "../../../src/stats/tests/kruskal-wallis.js";
import { mannWhitneyAsymptotic } from "../../../src/stats/tests/mann-whitney-asymptotic.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle(
  "kruskal_brunner_munzel",
  (question) => statistic.answer(question),
  ["H", "p", "df"],
  { only: ({ input }) => input.test === "kruskal" },
);

const group = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
const groups = fc
  .array(group, { minLength: 2, maxLength: 5 })
  .filter((lists) => new Set(lists.flat()).size > 1);

it("equals its definition, rank by rank", () => {
  fc.assert(
    fc.property(groups, (lists) => {
      const all = lists.flat();
      const size = all.length;
      const rank = (v: number) =>
        all.filter((w) => w < v).length + (all.filter((w) => w === v).length + 1) / 2;
      const sums = lists.map((list) => list.reduce((sum, v) => sum + rank(v), 0));
      const raw =
        (12 / (size * (size + 1))) *
          sums.reduce((sum, r, j) => sum + r ** 2 / lists[j]!.length, 0) -
        3 * (size + 1);
      const ties = [...new Set(all)]
        .map((v) => all.filter((w) => w === v).length)
        .reduce((sum, t) => sum + t ** 3 - t, 0);
      const { statistic, degreesOfFreedom } = kruskalWallis(lists);
      expect(statistic).toBeCloseTo(raw / (1 - ties / (size ** 3 - size)), 9);
      expect(degreesOfFreedom).toBe(lists.length - 1);
    }),
  );
});

it("is the square of Mann-Whitney's z for two groups", () => {
  fc.assert(
    fc.property(groups, ([x, y]) => {
      fc.pre(new Set([...x!, ...y!]).size > 1);
      const tests = mannWhitneyAsymptotic(poolSamples(x!, y!), { continuity: false });
      const { statistic, pValue } = kruskalWallis([x!, y!]);
      expect(statistic).toBeCloseTo(tests["two-sided"].z ** 2, 10);
      expect(pValue).toBeCloseTo(tests["two-sided"].p, 10);
    }),
  );
});

it("does not mind the order of the groups", () => {
  fc.assert(
    fc.property(groups, (lists) => {
      const { statistic } = kruskalWallis(lists.toReversed());
      expect(statistic).toBeCloseTo(kruskalWallis(lists).statistic, 10);
    }),
  );
});

it("has no answer when all values are equal", () => {
  expect(() => kruskalWallis([[1, 1], [1]])).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});

it("refuses a single group, an empty one and a NaN", () => {
  expect(() => kruskalWallis([[1, 2]])).toThrow(/two groups or more/);
  expect(() => kruskalWallis([[1], []])).toThrow(/groups\[1\] is empty/);
  expect(() => kruskalWallis([[1], [Number.NaN]])).toThrow(
    expect.objectContaining({ name: "InputError", where: "groups[1][0]" }),
  );
});
