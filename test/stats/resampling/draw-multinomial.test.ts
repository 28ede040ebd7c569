import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { drawMultinomial } from "../../../src/stats/resampling/draw-multinomial.js";
import { logBinomial, misfit } from "./goodness.js";

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .filter((all) => all.some((weight) => weight > 0));

it("sorts every trial into a class, and none into an impossible one", () => {
  const random = seededRandom(8);
  fc.assert(
    fc.property(fc.nat(1000), weights, (trials, all) => {
      const drawn = drawMultinomial(trials, Object.freeze(all), random);
      return (
        drawn.reduce((sum, k) => sum + k, 0) === trials &&
        drawn.every((k, i) => k >= 0 && (all[i]! > 0 || k === 0))
      );
    }),
  );
});

it("gives every class its own binomial law, in whatever unit the weights are", () => {
  const random = seededRandom(9);
  const shares = [0.5, 0.02, 0.18, 0.3];
  const drawn = Array.from({ length: 20_000 }, () =>
    drawMultinomial(
      60,
      shares.map((p) => 7 * p),
      random,
    ),
  );
  shares.forEach((p, i) => {
    const pmf = (k: number) =>
      Math.exp(logBinomial(60, k) + k * Math.log(p) + (60 - k) * Math.log1p(-p));
    expect(
      misfit(
        drawn.map((row) => row[i]!),
        pmf,
        60,
      ),
    ).toBeLessThan(5);
  });
});
