import fc from "fast-check";
import { expect, it } from "vitest";
import { poissonInterval } from "../../../src/stats/distributions/poisson-interval.js";

it("is Garwood's, as published for 0, 1 and 10 events", () => {
  const ends = [0, 1, 10].map((k) => poissonInterval(k).map((end) => Number(end.toFixed(4))));
  expect(ends).toEqual([
    [0, 3.6889],
    [0.0253, 5.5716],
    [4.7954, 18.3904],
  ]);
});

it("leaves half of the rest beyond each end, counted term by term", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0.5, max: 0.999, noNaN: true }),
      (k, level) => {
        const [low, high] = poissonInterval(k, level);
        const rest = (1 - level) / 2;
        expect(atMost(k, high)).toBeCloseTo(rest, 9);
        if (k > 0) expect(1 - atMost(k - 1, low)).toBeCloseTo(rest, 9);
        else expect(low).toBe(0);
      },
    ),
  );
});

it("refuses what is no count", () => {
  for (const k of [-1, 1.5, NaN]) expect(() => poissonInterval(k)).toThrow("is no count");
});

function atMost(k: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0];
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= mean / (i + 1);
  }
  return sum;
}
