import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import {
  normalCdf,
  normalIsf,
  normalQuantile,
  normalSf,
} from "../../../src/stats/distributions/normal.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "normal",
});

// mpmath 1.3.0 at 60 digits.
it.each([
  [1e-308, -37.54067492154594],
  [1e-300, -37.0470962993612],
  [1e-17, -8.493793224109599],
  [0.4999999999, -2.506628482030354e-10],
  [0.50000001, 2.5066282872262043e-8],
])("has its digits at p = %f", (p, z) => {
  // The rational approximations are good to 1e-15.
  expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(2e-15);
});

it("comes back from its quantile", () => {
  fc.assert(
    fc.property(fc.double({ min: -690, max: -0.01, noNaN: true }), (logP) => {
      const p = Math.exp(logP);
      // A rounding of z changes p by z² roundings: 1400 · 1e-16 in the far tail.
      return Math.abs(normalSf(normalIsf(p)) / p - 1) < 2e-12;
    }),
  );
});

it("is symmetric, and its tails add up to 1", () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (z) => {
      return normalCdf(z) === normalSf(-z) && Math.abs(normalCdf(z) + normalSf(z) - 1) < 1e-15;
    }),
  );
});

it("reaches its ends", () => {
  expect([normalCdf(-Infinity), normalSf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1, 1]);
  expect([normalQuantile(0), normalQuantile(1), normalIsf(0)]).toEqual([
    -Infinity,
    Infinity,
    Infinity,
  ]);
  expect(normalIsf(0.5)).toBe(0);
});

it("refuses what is no probability", () => {
  expect(() => normalQuantile(1.5)).toThrow(/1.5 is not a probability/);
  expect(() => normalSf(Number.NaN)).toThrow(/NaN/);
});
