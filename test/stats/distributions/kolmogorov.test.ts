import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import {
  kolmogorovCdf,
  kolmogorovIsf,
  kolmogorovQuantile,
  kolmogorovSf,
} from "../../../src/stats/distributions/kolmogorov.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "kolmogorov",
});

const point = fc.double({ min: 0.05, max: 18, noNaN: true });

it("equals both of its theta series", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), (x) => {
      let sum = 0;
      for (let k = 60; k >= 1; k--) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
      // The alternating series adds terms of size 1: 1e-14 of a sum is what it can promise.
      return Math.abs(kolmogorovSf(x) - sum) < 1e-14;
    }),
  );
});

it("never rises in its upper tail, and its tails add up to 1", () => {
  fc.assert(
    fc.property(point, point, (x, y) => {
      const [low, high] = x < y ? [x, y] : [y, x];
      const falls = kolmogorovSf(low) >= kolmogorovSf(high) - 1e-15;
      return falls && Math.abs(kolmogorovCdf(x) + kolmogorovSf(x) - 1) < 1e-15;
    }),
  );
});

it("comes back from its quantiles", () => {
  fc.assert(
    fc.property(fc.double({ min: -690, max: -0.7, noNaN: true }), (logP) => {
      const p = Math.exp(logP);
      // A rounding of x changes p by at most x · p′ / p of them, below 1400; three are met here.
      const upper = Math.abs(kolmogorovSf(kolmogorovIsf(p)) / p - 1);
      const lower = Math.abs(kolmogorovCdf(kolmogorovQuantile(p)) / p - 1);
      return upper < 2e-12 && lower < 2e-12;
    }),
  );
});

it("reaches its ends", () => {
  expect([kolmogorovCdf(0), kolmogorovSf(-1), kolmogorovSf(Infinity)]).toEqual([0, 1, 0]);
  expect([kolmogorovQuantile(0), kolmogorovQuantile(1)]).toEqual([0, Infinity]);
});

it("refuses what is no probability", () => {
  expect(() => kolmogorovIsf(-0.1)).toThrow(/-0.1 is not a probability/);
  expect(() => kolmogorovSf(Number.NaN)).toThrow(/NaN/);
});
