import fc from "fast-check";
import { expect, it } from "vitest";
import {
  logBinomial,
  logFactorial,
  logGamma,
  stirlingRemainder,
} from "../../../src/stats/special/log-gamma.js";
import { relativeError } from "../../relative-error.js";

// mpmath 1.3.0 at 50 digits. Near 1 and 2, log Γ is small and its last digits are those of a log a.
it.each([
  [1e-10, 23.025850929882736],
  [0.1, 2.252712651734206],
  [1.5, -0.12078223763524522],
  [2.0001, 4.2281658112919945e-5],
  [9.99, 12.779315214350193],
  [33.3, 82.60372358165495],
  [1e6, 12815504.569147611],
  [1e15, 3.3538776394910668e16],
])("has log Γ(%f)", (a, want) => {
  expect(Math.abs(logGamma(a) - want)).toBeLessThan(1e-15 * Math.max(1, a * Math.log(a)));
});

it.each([
  [1e-10, 10.593986934110418],
  [0.1, 0.512740081331915],
  [1, 0.08106146679532726],
  [9.5, 0.008768700134139386],
  [50, 0.0016666444469833656],
  [1e6, 8.333333333333056e-8],
])("has what Stirling leaves out at %f", (a, want) => {
  expect(Math.abs(stirlingRemainder(a) - want)).toBeLessThan(2e-15); // it is used as an exponent
});

it("multiplies by n from one factorial to the next, across the end of the table", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (n) => {
      return relativeError(logFactorial(n), logFactorial(n - 1) + Math.log(n)) < 1e-13;
    }),
  );
  expect(logFactorial(0)).toBe(0);
});

it("follows Pascal's triangle", () => {
  let row = [1];
  for (let n = 0; n < 50; n++) {
    row.forEach((ways, k) => {
      expect(Math.abs(logBinomial(n, k) - Math.log(ways))).toBeLessThan(1e-14);
    });
    row = [1, ...row.slice(1).map((ways, k) => ways + row[k]!), 1];
  }
});

it("keeps its digits where factorials are huge", () => {
  const n = 1e9;
  expect(relativeError(logBinomial(n, 2), Math.log((n * (n - 1)) / 2))).toBeLessThan(1e-15);
  expect(logBinomial(5, 6)).toBe(-Infinity);
});

it("refuses 0", () => {
  expect(() => logGamma(0)).toThrow(expect.objectContaining({ name: "InputError" }));
});
