import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { drawBinomial } from "../../../src/stats/resampling/draw-binomial.js";
import { logBinomial, misfit } from "./goodness.js";

it.each([
  [6, 0.3], // by inversion
  [1e6, 2e-6],
  [20, 0.5],
  [21, 0.49], // ratio of uniforms, at its smallest
  [5000, 0.003],
  [5000, 0.4],
  [100, 0.93], // mirrored
])("follows its law: %d trials of %d", (trials, p) => {
  const random = seededRandom(3);
  const drawn = Array.from({ length: 40_000 }, () => drawBinomial(trials, p, random));
  const pmf = (k: number) =>
    Math.exp(logBinomial(trials, k) + k * Math.log(p) + (trials - k) * Math.log1p(-p));
  expect(misfit(drawn, pmf, Math.min(trials, 5000))).toBeLessThan(5);
});

it("stays between none and all, certain where nothing is left to chance", () => {
  const random = seededRandom(4);
  fc.assert(
    fc.property(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }), (trials, p) => {
      const k = drawBinomial(trials, p, random);
      return (
        Number.isInteger(k) &&
        k >= 0 &&
        k <= trials &&
        drawBinomial(trials, 0, random) === 0 &&
        drawBinomial(trials, 1, random) === trials
      );
    }),
  );
});
