import fc from "fast-check";
import { expect, it } from "vitest";
import { betaFactor, incompleteBeta } from "../../../src/stats/special/incomplete-beta.js";
import { inverseIncompleteBeta } from "../../../src/stats/special/inverse-incomplete-beta.js";
import { relativeError } from "../../relative-error.js";

// mpmath 1.3.0 at 60 digits.
it.each([
  [2 ** -100, 0.05, 0.05, 0.01568501659041762, 0.9843149834095823],
  [1e-9, 2, 5, 1.499999996e-17, 1],
  [7.389001501184046e-6, 0.5, 5e5, 0.9934376952499068, 0.006562304750093256],
  [0.2, 50, 50, 1.3286199631860364e-11, 0.9999999999867139],
  [0.8, 200, 3, 3.506340655704476e-17, 1],
  [0.00025, 0.25, 1000, 0.7436399705537148, 0.2563600294462852],
  [0.01, 1e5, 1e7, 0.9992342842425984, 0.0007657157574015584],
  [2 ** -20, 1.5, 1e6, 0.40814259166812994, 0.5918574083318701],
])("has the digits of both tails at x = %f, a = %f, b = %f", (x, a, b, lower, upper) => {
  const tails = incompleteBeta(x, 1 - x, a, b);
  // The rounding of 1 − x counts b times: 1e-16 · 1e7 / 2 at the most, most of it lost again.
  expect(relativeError(tails.lower, lower)).toBeLessThan(1e-11);
  expect(relativeError(tails.upper, upper)).toBeLessThan(1e-11);
});

const shape = fc.double({ min: 0.1, max: 300, noNaN: true });
const inside = fc.double({ min: 1e-3, max: 0.999, noNaN: true });

it("is a binomial sum where the shapes are whole", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      inside,
      (a, b, x) => {
        const n = a + b - 1; // I_x(a, b) is the chance of a successes or more in n trials
        let sum = 0;
        let ways = 1;
        for (let k = 0; k <= n; ways *= (n - k) / (k + 1), k++) {
          if (k >= a) sum += ways * x ** k * (1 - x) ** (n - k);
        }
        return relativeError(incompleteBeta(x, 1 - x, a, b).lower, sum) < 1e-12;
      },
    ),
  );
});

it("trades its tails when the ends trade places", () => {
  fc.assert(
    fc.property(inside, shape, shape, (x, a, b) => {
      const tails = incompleteBeta(x, 1 - x, a, b);
      const turned = incompleteBeta(1 - x, x, b, a);
      const same = relativeError(tails.lower, turned.upper) < 1e-11;
      return same && Math.abs(tails.lower + tails.upper - 1) < 1e-14;
    }),
  );
});

it("climbs from one shape to the next: I_x(a, b) = I_x(a + 1, b) + x^a y^b / (a B(a, b))", () => {
  fc.assert(
    fc.property(inside, shape, shape, (x, a, b) => {
      const next = incompleteBeta(x, 1 - x, a + 1, b).lower + betaFactor(x, 1 - x, a, b) / a;
      return relativeError(incompleteBeta(x, 1 - x, a, b).lower, next) < 1e-10;
    }),
  );
});

it("comes back from its inverse", () => {
  const logP = fc.double({ min: -600, max: -0.01, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom("lower", "upper"), logP, shape, shape, (tail, log, a, b) => {
      const t = inverseIncompleteBeta(tail, Math.exp(log), a, b);
      fc.pre(Math.abs(t) < 700); // beyond, x underflows: a small shape and a small p
      const tails = incompleteBeta(1 / (1 + Math.exp(-t)), 1 / (1 + Math.exp(t)), a, b);
      // A rounding of t counts a or b times, and t itself may be 700.
      return relativeError(tails[tail], Math.exp(log)) < 1e-10;
    }),
  );
});

it("reaches its ends", () => {
  expect(incompleteBeta(0, 1, 2, 3)).toEqual({ lower: 0, upper: 1 });
  expect(incompleteBeta(1, 0, 2, 3)).toEqual({ lower: 1, upper: 0 });
});
