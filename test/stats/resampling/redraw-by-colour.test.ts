import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { redrawByColour } from "../../../src/stats/resampling/redraw-by-colour.js";
import { logBinomial, misfit } from "./goodness.js";

/** All draws, one array a colour. */
function redraw(balls: readonly number[], draws: number, times: number, seed = 1): number[][] {
  const colours: number[][] = [];
  redrawByColour(balls, draws, { random: seededRandom(seed), times }, (colour, drawn) => {
    expect(colour).toBe(colours.length);
    colours.push(Array.from(drawn));
  });
  return colours;
}

const urn = fc.array(fc.oneof(fc.nat(3), fc.nat(400)), { minLength: 1, maxLength: 20 });

it("takes out as many as asked each time, and of no colour more than there are", () => {
  fc.assert(
    fc.property(
      urn,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(40),
      (balls, share, times) => {
        const draws = Math.round(share * balls.reduce((sum, b) => sum + b, 0));
        const colours = redraw(Object.freeze(balls), draws, times);
        return (
          colours.length === balls.length &&
          colours.every((drawn, i) => drawn.every((k) => k >= 0 && k <= balls[i]!)) &&
          Array.from({ length: times }, (_, b) => b).every(
            (b) => colours.reduce((sum, drawn) => sum + drawn[b]!, 0) === draws,
          )
        );
      },
    ),
  );
});

const MANY = [4, 3, 5, 4, 6, 4, 3, 5, 0, 7, 4, 4];

it.each([
  ["rejected", [30, 8, 25, 1, 39], 35, 20_000, 1],
  ["rejected", [30_000, 8_000, 25_000, 40_000], 35_000, 5_000, 1],
  ["mended", MANY, 20, 20_000, 1],
  ["mended", [...MANY, ...MANY], 78, 20_000, 1],
  ["made by halves", [30_000, 8_000, 25_000, 40_000], 35_000, 100, 50], // too few to write laws out
])("gives every colour its law where redraws are %s", (_, balls, draws, times, rounds) => {
  const total = balls.reduce((sum, b) => sum + b, 0);
  const colours = balls.map((): number[] => []);
  for (let seed = 0; seed < rounds; seed++) {
    redraw(balls, draws, times, seed).forEach((drawn, i) => colours[i]!.push(...drawn));
  }
  balls.forEach((marked, i) => {
    const pmf = (k: number) =>
      k > marked || draws - k > total - marked
        ? 0
        : Math.exp(
            logBinomial(marked, k) +
              logBinomial(total - marked, draws - k) -
              logBinomial(total, draws),
          );
    expect(misfit(colours[i]!, pmf, Math.min(marked, draws))).toBeLessThan(5);
  });
});

it.each([
  ["rejected", [30, 20, 50, 10]],
  ["mended", [30, 20, ...Array.from({ length: 60 }, () => 1)]],
])("gives two colours the covariance that the urn has where redraws are %s", (_, balls) => {
  const [a = [], b = []] = redraw(balls, 40, 40_000);
  const mean = (values: number[]) => values.reduce((sum, k) => sum + k, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((k, i) => (k - meanA) * (b[i]! - meanB)));
  // −draws · (a/N)(b/N)(N − draws)/(N − 1); its standard error is about σ_a σ_b / √40000 = 0.02.
  const expected = (-40 * (30 / 110) * (20 / 110) * 70) / 109;
  expect(Math.abs(covariance - expected)).toBeLessThan(0.1);
});

it("is the same for the same seed", () => {
  expect(redraw([5, 200, 9], 77, 300, 4)).toEqual(redraw([5, 200, 9], 77, 300, 4));
  expect(redraw([5, 200, 9], 77, 300, 4)).not.toEqual(redraw([5, 200, 9], 77, 300, 5));
});
