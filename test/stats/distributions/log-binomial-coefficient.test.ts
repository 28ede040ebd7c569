import fc from "fast-check";
import { expect, it } from "vitest";
import { logBinomialCoefficient } from "../../../src/stats/distributions/log-binomial-coefficient.js";

function exact(n: number, k: number): bigint {
  let ways = 1n;
  for (let i = 0n; i < BigInt(k); i++) ways = (ways * (BigInt(n) - i)) / (i + 1n);
  return ways;
}

/** ln of a whole number of any length: its leading 300 digits are a double, near enough. */
function log(value: bigint): number {
  const digits = value.toString();
  return Math.log(Number(digits.slice(0, 300))) + Math.max(0, digits.length - 300) * Math.LN10;
}

it("is the logarithm of the exact number of ways", () => {
  const sizes = fc.tuple(
    fc.integer({ min: 0, max: 3000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(sizes, ([n, share]) => {
      const k = Math.round(n * share);
      const wanted = log(exact(n, k));
      // The largest part, k ln n, keeps 16 digits; nothing larger is subtracted.
      const error = Math.abs(logBinomialCoefficient(n, k) - wanted);
      expect(error).toBeLessThan(4e-16 * (2 + n * Math.log(n + 1)));
    }),
  );
});

it("keeps its digits where few are chosen of very many", () => {
  // C(1e15, 2) = 1e15 (1e15 − 1) / 2
  const wanted = Math.log(1e15) + Math.log(1e15 - 1) - Math.LN2;
  expect(logBinomialCoefficient(1e15, 2)).toBeCloseTo(wanted, 12);
  expect(logBinomialCoefficient(1e15, 1e15 - 2)).toBeCloseTo(wanted, 12);
});
