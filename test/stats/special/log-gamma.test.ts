import fc from "fast-check";
import { expect, it } from "vitest";
import { logGamma, stirlingRemainder } from "../../../src/stats/special/log-gamma.js";

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

it("climbs by log a from a to a + 1", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (a) => {
      const next = logGamma(a) + Math.log(a);
      return Math.abs(logGamma(a + 1) - next) < 2e-15 * Math.max(1, a * Math.log(a));
    }),
  );
});

it("leaves out the same of whole numbers, tabled or summed", () => {
  for (let n = 1; n < 20; n++) {
    const next = stirlingRemainder(n + 1 + 1e-13); // not whole: past the table
    const climb = (n + 0.5) * Math.log1p(1 / n) - 1;
    expect(Math.abs(stirlingRemainder(n) - (next + climb))).toBeLessThan(2e-14);
  }
  expect(stirlingRemainder(0)).toBe(Infinity);
});

it("refuses 0", () => {
  expect(() => logGamma(0)).toThrow(expect.objectContaining({ name: "InputError" }));
});
