import fc from "fast-check";
import { expect, it } from "vitest";
import { mcNemarChiSquare, mcNemarExact } from "../../../src/stats/tests/mcnemar.js";

const counts = [fc.nat(60), fc.nat(60)] as const;

/** P(X ≤ k) of n tosses, in whole numbers. */
function tail(k: number, n: number): number {
  let term = 1n;
  let sum = 0n;
  for (let i = 0n; i <= BigInt(k); i++) {
    sum += term;
    term = (term * (BigInt(n) - i)) / (i + 1n);
  }
  return Number((sum * 10n ** 40n) / 2n ** BigInt(n)) / 1e40;
}

it("is the tail of tosses of a coin", () => {
  fc.assert(
    fc.property(...counts, (b, c) => {
      const k = Math.min(b, c);
      const { pValue, midP } = mcNemarExact(b, c);
      const expected = Math.min(1, 2 * tail(k, b + c));
      expect(pValue / expected).toBeCloseTo(1, 12);
      const mid = b === c ? 1 : tail(k, b + c) + (k === 0 ? 0 : tail(k - 1, b + c));
      expect(midP / mid).toBeCloseTo(1, 12);
    }),
  );
});

it("does not care which model comes first", () => {
  fc.assert(
    fc.property(...counts, (b, c) => {
      expect(mcNemarExact(b, c)).toEqual(mcNemarExact(c, b));
      if (b + c > 0) expect(mcNemarChiSquare(b, c)).toEqual(mcNemarChiSquare(c, b));
    }),
  );
});

it("orders its p-values: mid-p below exact, uncorrected below corrected", () => {
  fc.assert(
    fc.property(...counts, (b, c) => {
      const { pValue, midP } = mcNemarExact(b, c);
      expect(midP).toBeLessThanOrEqual(pValue);
      expect(pValue).toBeLessThanOrEqual(1);
      if (b + c === 0) return;
      const plain = mcNemarChiSquare(b, c, false).pValue;
      expect(plain).toBeLessThanOrEqual(mcNemarChiSquare(b, c).pValue);
    }),
  );
});

it("keeps its digits far out and for many rows", () => {
  expect(mcNemarExact(1000, 0).pValue).toBe(2 ** -999);
  // 1 − P(X = n/2 ± 0) by Stirling: for b − c = 2 of 2e6 rows p is 1 less the two middle terms.
  const n = 2_000_000;
  const middle = Math.sqrt(2 / (Math.PI * n)) * Math.exp(-1 / (4 * n));
  expect(mcNemarExact(n / 2 - 1, n / 2 + 1).pValue).toBeCloseTo(1 - middle, 10);
  expect(mcNemarChiSquare(1e6, 9.8e5).pValue).toBeGreaterThan(0);
});

it("refuses what is not a count, and has no χ² for models that never differ", () => {
  expect(() => mcNemarExact(-1, 2)).toThrow("b is -1, not a count");
  expect(() => mcNemarChiSquare(1, 0.5)).toThrow("c is 0.5, not a count");
  expect(() => mcNemarChiSquare(0, 0)).toThrow(expect.objectContaining({ name: "UndefinedError" }));
});
