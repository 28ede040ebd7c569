import fc from "fast-check";
import { expect, it } from "vitest";
import { binomialLaw } from "../../../src/stats/resampling/draw-binomial.js";
import { hypergeometricLaw } from "../../../src/stats/resampling/draw-hypergeometric.js";
import { mountainWidth, type PeakedLaw } from "../../../src/stats/resampling/ratio-of-uniforms.js";

/**
 * The draw is exact if and only if the mountain covers the law: every point (u, v) that names k and
 * should stand, v² ≤ P(k)/P(mode), must lie in the unit square, |u − 1/2| ≤ 1/2.
 */
function uncovered(law: PeakedLaw): number[] {
  const half = mountainWidth(law.variance) / 2;
  const reach = (k: number) => Math.max(Math.abs(k - law.mean - 0.5), Math.abs(k + 0.5 - law.mean));
  const values = Array.from({ length: law.high - law.low + 1 }, (_, i) => law.low + i);
  return values.filter((k) => reach(k) * Math.exp(law.logRatio(k) / 2) > half);
}

it("covers every binomial law that it is asked for", () => {
  const law = fc
    .tuple(fc.integer({ min: 20, max: 2000 }), fc.double({ min: 0, max: 0.5, noNaN: true }))
    .filter(([trials, p]) => trials * p > 10);
  fc.assert(fc.property(law, ([trials, p]) => uncovered(binomialLaw(trials, p)).length === 0));
});

it("covers every hypergeometric law that it is asked for", () => {
  const law = fc
    .tuple(fc.integer({ min: 13, max: 400 }), fc.integer({ min: 13, max: 400 }), fc.nat(2000))
    .map(([marked, draws, more]) => [marked, 2 * Math.max(marked, draws) + more, draws] as const);
  fc.assert(
    fc.property(law, ([marked, total, draws]) => {
      expect(uncovered(hypergeometricLaw(marked, total - marked, draws))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
