import { expect, it } from "vitest";
import { logFactorial } from "../../../src/stats/distributions/log-factorial.js";

it("is the logarithm of the product, on both sides of the table's end", () => {
  let product = 1n;
  for (let k = 1; k <= 160; k++) {
    product *= BigInt(k);
    if (k > 1) expect(logFactorial(k) / Math.log(Number(product))).toBeCloseTo(1, 14);
  }
});

it("begins with ln 1", () => {
  expect(logFactorial(0)).toBe(0);
  expect(logFactorial(1)).toBe(0);
});

it.each([
  // mpmath, 40 digits
  [1e6, 12815518.384658169],
  [1e9, 19723265848.226982],
  [1e12, 26631021115943.28],
])("is right to the last digits at %d", (k, value) => {
  expect(logFactorial(k) / value).toBeCloseTo(1, 15);
});
