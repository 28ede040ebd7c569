import fc from "fast-check";
import { expect, it } from "vitest";
import { gammaFactor, incompleteGamma } from "../../../src/stats/special/incomplete-gamma.js";
import { relativeError } from "../../relative-error.js";

// mpmath 1.3.0 at 50 digits; the second of them is the far tail at a shape of 5e5.
it.each([
  [0.35, 1e-40, 1.1221437264674627e-14, 0.9999999999999888],
  [500000, 521514.2748211436, 1, 4.834639371866406e-198],
  [1.5, 80, 1, 1.8328665315368283e-34],
  [500, 200, 6.174261434528856e-71, 1],
  [1000, 1000.5, 0.510510710923179, 0.489489289076821],
  [500000, 500100, 0.5564139174784543, 0.4435860825215457],
  [2e10, 20000425000, 0.9986729027255297, 0.0013270972744703362],
])("has the digits of both tails at a = %f, x = %f", (a, x, lower, upper) => {
  const tails = incompleteGamma(a, x);
  // An exponent of 450 has itself only 16 digits.
  expect(relativeError(tails.lower, lower)).toBeLessThan(2e-13);
  expect(relativeError(tails.upper, upper)).toBeLessThan(2e-13);
});

it("is a Poisson sum where the shape is whole", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.01, max: 80, noNaN: true }),
      (a, x) => {
        let term = Math.exp(-x);
        let sum = term;
        for (let k = 1; k < a; k++) sum += term *= x / k;
        return relativeError(incompleteGamma(a, x).upper, sum) < 1e-12;
      },
    ),
  );
});

it("climbs from one shape to the next: Q(a + 1, x) = Q(a, x) + x^a e^(−x) / Γ(a + 1)", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e5, noNaN: true }),
      fc.double({ min: -8, max: 8, noNaN: true }),
      (a, z) => {
        const x = Math.max(0.001, a + z * Math.sqrt(a));
        const next = incompleteGamma(a, x).upper + gammaFactor(a, x);
        return relativeError(incompleteGamma(a + 1, x).upper, next) < 1e-10;
      },
    ),
  );
});

it("joins the uniform expansion without a step", () => {
  const at = (a: number) => incompleteGamma(a, a + 3 * Math.sqrt(a)).upper;
  // x has steps of 2e-6 there, which are 2e-11 of a standard deviation.
  expect(relativeError(at(1e10 + 1), at(1e10))).toBeLessThan(1e-10);
});

it("reaches its ends", () => {
  expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
  expect(incompleteGamma(2, -1)).toEqual({ lower: 0, upper: 1 });
  expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 });
});
