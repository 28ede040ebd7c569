import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { drawMultivariateHypergeometric } from "../../../src/stats/resampling/draw-multivariate-hypergeometric.js";
import { logBinomial, misfit } from "./goodness.js";

const urn = fc.array(fc.nat(60), { minLength: 1, maxLength: 12 });

it("takes out as many as asked, and of no colour more than there are", () => {
  const random = seededRandom(5);
  fc.assert(
    fc.property(urn, fc.double({ min: 0, max: 1, noNaN: true }), (balls, share) => {
      const draws = Math.round(share * balls.reduce((sum, b) => sum + b, 0));
      const drawn = drawMultivariateHypergeometric(Object.freeze(balls), draws, random);
      return (
        drawn.every((k, i) => k >= 0 && k <= balls[i]!) &&
        drawn.reduce((sum, k) => sum + k, 0) === draws
      );
    }),
  );
});

it("gives every colour its own hypergeometric law, the last one too", () => {
  const random = seededRandom(6);
  const balls = [30, 8, 25, 40];
  const draws = 35;
  const drawn = Array.from({ length: 20_000 }, () =>
    drawMultivariateHypergeometric(balls, draws, random),
  );
  balls.forEach((marked, i) => {
    const pmf = (k: number) =>
      Math.exp(
        logBinomial(marked, k) + logBinomial(103 - marked, draws - k) - logBinomial(103, draws),
      );
    const column = drawn.map((row) => row[i]!);
    expect(misfit(column, pmf, Math.min(marked, draws))).toBeLessThan(5);
  });
});
