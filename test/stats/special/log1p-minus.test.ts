import { expect, it } from "vitest";
import { log1pMinus } from "../../../src/stats/special/log1p-minus.js";
import { relativeError } from "../../relative-error.js";

// mpmath 1.3.0 at 50 digits.
it.each([
  [-0.999, -5.908755278982136],
  [-0.5, -0.19314718055994531],
  [-0.3, -0.056674943938732375],
  [1e-9, -4.999999996666667e-19],
  [-1e-5, -5.0000333335833364e-11],
  [0.49, -0.09122388004263222],
  [3, -1.6137056388801094],
  [1e6, -999986.184488442],
])("has its digits at %f", (x, want) => {
  expect(relativeError(log1pMinus(x), want)).toBeLessThan(1e-15);
});

it("is 0 at 0", () => {
  expect(log1pMinus(0)).toBeCloseTo(0, 300);
});
