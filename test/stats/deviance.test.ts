import fc from "fast-check";
import { expect, it } from "vitest";
import { deviance } from "../../src/stats/deviance.js";

const amount = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

it("equals its formula, away from cancellation", () => {
  fc.assert(
    fc.property(amount, amount, (x, m) => {
      fc.pre(Math.abs(x - m) > 0.05 * (x + m)); // both branches, and the formula still has 12 digits
      expect(deviance(x, m) / (x * Math.log(x / m) - (x - m))).toBeCloseTo(1, 10);
    }),
  );
});

it("is zero where nothing deviates, and never negative", () => {
  fc.assert(fc.property(amount, amount, (x, m) => deviance(x, m) >= 0 && deviance(x, x) === 0));
});

it("keeps its digits where the formula has none left", () => {
  // D(m + d, m) = d^2 / 2m - d^3 / 6m^2 + ...
  expect(deviance(1e6 + 1, 1e6) / (0.5e-6 - 1 / 6e12)).toBeCloseTo(1, 12);
});

it("takes 0 ln 0 as 0, and what was never expected as infinite", () => {
  expect(deviance(0, 3)).toBe(3);
  expect(deviance(0, 0)).toBe(0);
  expect(deviance(2, 0)).toBe(Infinity);
});
