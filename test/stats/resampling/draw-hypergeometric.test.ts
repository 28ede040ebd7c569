import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { drawHypergeometric } from "../../../src/stats/resampling/draw-hypergeometric.js";
import { logBinomial, misfit } from "./goodness.js";

it.each([
  [5, 7, 6], // ball by ball
  [12, 900, 400],
  [13, 13, 13], // ratio of uniforms, at its smallest
  [40, 60, 30],
  [60, 40, 30], // mirrored once
  [60, 40, 70], // mirrored twice
  [700, 300, 999],
  [3000, 5000, 2000],
])("follows its law: %d marked, %d others, %d draws", (marked, others, draws) => {
  const random = seededRandom(7);
  const drawn = Array.from({ length: 40_000 }, () =>
    drawHypergeometric(marked, others, draws, random),
  );
  const pmf = (k: number) =>
    k < draws - others || k > Math.min(marked, draws)
      ? 0
      : Math.exp(
          logBinomial(marked, k) +
            logBinomial(others, draws - k) -
            logBinomial(marked + others, draws),
        );
  expect(misfit(drawn, pmf, Math.min(marked, draws))).toBeLessThan(5);
});

it("stays between what must and what can come out", () => {
  const size = fc.nat(200);
  const random = seededRandom(1);
  fc.assert(
    fc.property(size, size, fc.double({ min: 0, max: 1, noNaN: true }), (marked, others, share) => {
      const draws = Math.round(share * (marked + others));
      const k = drawHypergeometric(marked, others, draws, random);
      return (
        Number.isInteger(k) && k >= Math.max(0, draws - others) && k <= Math.min(marked, draws)
      );
    }),
  );
});

it("draws from an urn of a thousand million as soon as from a small one", () => {
  const random = seededRandom(2);
  const [marked, others, draws] = [4e8, 6e8, 1e8];
  const mean = (draws * marked) / (marked + others);
  const sd = Math.sqrt(mean * 0.6 * 0.9);
  const drawn = Array.from({ length: 2000 }, () =>
    drawHypergeometric(marked, others, draws, random),
  );
  const z = drawn.map((k) => (k - mean) / sd);
  const average = z.reduce((sum, value) => sum + value, 0) / z.length;
  const variance = z.reduce((sum, value) => sum + value * value, 0) / z.length;
  expect(Math.abs(average)).toBeLessThan(4 / Math.sqrt(2000));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 2000));
});
