import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { permutationTest } from "../../../src/stats/resampling/permutation-test.js";

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
const shift = (x: Float64Array, y: Float64Array) => mean(x) - mean(y);

it("comes near the share of all ways to deal the values out", () => {
  const x = Object.freeze([0.3, 0.1, 0.2]);
  const y = Object.freeze([0.7, 0.2, 0.9, 0.6]);
  // Of all 35 ways, 3 give x a sum of at most 0.6: 0.1 + 0.2 + 0.2, and 0.1 + 0.3 with either 0.2.
  const { pValue } = permutationTest(x, y, shift, { random: seededRandom(1), alternative: "less" });
  expect(Math.abs(pValue - 3 / 35)).toBeLessThan(0.01); // 3.5 standard errors
});

it("has a p on each side, and twice the smaller on both", () => {
  const ask = (alternative: "greater" | "less" | "two-sided") =>
    permutationTest([3, 1, 2], [2, 2], shift, {
      random: seededRandom(4),
      permutations: 9,
      alternative,
    }).pValue;
  expect(ask("two-sided")).toBe(Math.min(1, 2 * Math.min(ask("greater"), ask("less"))));
  expect(ask("greater") + ask("less")).toBeGreaterThanOrEqual(1);
});

it("is never 0, and 1 where nothing can differ", () => {
  const random = seededRandom(3);
  const far = permutationTest([101, 102, 103, 104, 105, 106], [1, 2, 3, 4, 5, 6, 7], shift, {
    random,
    permutations: 99,
    alternative: "greater",
  });
  expect(far.pValue).toBeGreaterThanOrEqual(0.01);
  expect(permutationTest([1, 1], [1, 1, 1], shift, { random, permutations: 99 }).pValue).toBe(1);
});

it("counts sums in another order as ties", () => {
  // 0.1 + 0.2 + 0.3 depends on the order by an ulp.
  const sum = (x: Float64Array) => x.reduce((total, v) => total + v, 0);
  const { pValue } = permutationTest([0.3, 0.2, 0.1], [0.1, 0.2, 0.3], (x) => sum(x), {
    random: seededRandom(5),
    alternative: "greater",
  });
  // P(sum ≥ 0.6) by symmetry is (1 + P(sum = 0.6)) / 2, P(sum = 0.6) = 8 / 20.
  expect(Math.abs(pValue - 0.7)).toBeLessThan(0.02);
});

it("refuses a NaN", () => {
  expect(() => permutationTest([Number.NaN], [1], shift, { random: () => 0 })).toThrow("x holds");
});
