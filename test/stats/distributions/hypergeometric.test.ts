import fc from "fast-check";
import { expect, it } from "vitest";
import {
  hypergeometricHigh,
  hypergeometricLow,
  hypergeometricLowerTail,
  hypergeometricMode,
  hypergeometricUpperTail,
  logHypergeometricPmf,
  type Hypergeometric,
} from "../../../src/stats/distributions/hypergeometric.js";

const law = fc
  .tuple(fc.nat(40), fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([marked, others, share]): Hypergeometric => ({
    marked,
    others,
    draws: Math.round(share * (marked + others)),
  }));

/** C(n, k) in whole numbers. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

function exactly(k: number, { marked, others, draws }: Hypergeometric): number {
  const ways = choose(marked, k) * choose(others, draws - k);
  return Number(ways) / Number(choose(marked + others, draws));
}

it("equals the ratio of whole numbers", () => {
  fc.assert(
    fc.property(law, fc.integer({ min: -1, max: 41 }), (urn, k) => {
      const got = Math.exp(logHypergeometricPmf(k, urn));
      const want = exactly(k, urn);
      expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-13 * want);
    }),
  );
});

it("has tails that are the sums of its probabilities", () => {
  fc.assert(
    fc.property(law, fc.integer({ min: -1, max: 41 }), (urn, k) => {
      let [upper, lower] = [0, 0];
      for (let i = 0; i <= urn.marked; i++) {
        if (i >= k) upper += exactly(i, urn);
        if (i <= k) lower += exactly(i, urn);
      }
      // Relative 1e-12 also in the small tail; the large one is 1 less a small one.
      expect(Math.abs(hypergeometricUpperTail(k, urn) - upper)).toBeLessThanOrEqual(1e-12 * upper);
      expect(Math.abs(hypergeometricLowerTail(k, urn) - lower)).toBeLessThanOrEqual(1e-12 * lower);
    }),
  );
});

it("peaks at its mode", () => {
  fc.assert(
    fc.property(law, (urn) => {
      const mode = hypergeometricMode(urn);
      const peak = logHypergeometricPmf(mode, urn);
      for (let k = hypergeometricLow(urn); k <= hypergeometricHigh(urn); k++) {
        expect(logHypergeometricPmf(k, urn)).toBeLessThanOrEqual(peak + 1e-12);
      }
    }),
  );
});

it.each([
  // mpmath, 50 digits
  [{ marked: 1e6, others: 1e6, draws: 1e6 }, 501000, 0.0023492156322288825],
  [{ marked: 300, others: 1e9, draws: 1e6 }, 12, 6.805861546786389e-16],
  [{ marked: 1e6, others: 1e6, draws: 1e6 }, 512000, 8.185281387211108e-253],
])("keeps its digits in the far tail of a large urn: %j from %d", (urn, k, tail) => {
  expect(hypergeometricUpperTail(k, urn) / tail).toBeCloseTo(1, 10);
});
