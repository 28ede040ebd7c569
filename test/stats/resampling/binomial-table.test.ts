import fc from "fast-check";
import { expect, it } from "vitest";
import { binomialTable } from "../../../src/stats/resampling/binomial-table.js";
import { logBinomial } from "./goodness.js";

const trials = fc.nat(3000);
const probability = fc.double({ min: 1e-4, max: 0.9999, noNaN: true });

it("adds up the probabilities of all values that a uniform number can tell", () => {
  fc.assert(
    fc.property(trials, probability, (n, p) => {
      const { low, weights, cumulative } = binomialTable(n, p);
      const pmf = (k: number) =>
        Math.exp(logBinomial(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
      let sum = 0;
      for (let i = 0; i + 1 < cumulative.length; i++) {
        sum += pmf(low + i);
        expect(Math.abs(cumulative[i]! - sum)).toBeLessThan(1e-10);
      }
      const outside = [low - 1, low + cumulative.length].filter((k) => k >= 0 && k <= n);
      expect(Math.max(0, ...outside.map(pmf))).toBeLessThan(2 ** -59);
      expect(Math.max(...weights)).toBe(1);
    }),
  );
});

it("leads every uniform number to its value", () => {
  const u = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(trials, probability, u, (n, p, at) => {
      const { cumulative, guide } = binomialTable(n, p);
      const from = guide[Math.floor(at * guide.length)]!;
      return from <= cumulative.findIndex((upTo) => upTo > at);
    }),
  );
});
