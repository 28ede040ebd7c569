import fc from "fast-check";
import { expect, it } from "vitest";
import { increasingRoot } from "../../../src/stats/special/increasing-root.js";

it("finds the root wherever it lies and wherever it starts", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, (root, guess) => {
      const found = increasingRoot((x) => Math.atan(x - root) + (x - root) ** 3, guess, 1);
      return Math.abs(found - root) <= 2 * Number.EPSILON * Math.max(1, Math.abs(root));
    }),
  );
});

it("passes over infinite values", () => {
  expect(increasingRoot((x) => Math.log(Math.max(x, 0)) - 1, -50, 1)).toBeCloseTo(Math.E, 14);
  expect(increasingRoot((x) => (x > 3 ? Infinity : -1), 0, 1)).toBeCloseTo(3, 14);
});

it("needs few evaluations", () => {
  let evaluations = 0;
  increasingRoot((x) => (evaluations++, Math.expm1(x) - 5), 0, 1);
  expect(evaluations).toBeLessThan(16);
});

it("gives the infinity that a function without a root leads to", () => {
  expect(increasingRoot(() => -1, 0, 1)).toBe(Infinity);
});
