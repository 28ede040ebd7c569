import fc from "fast-check";
import { expect, it } from "vitest";
import { conditionalOddsRatio, oddsRatio } from "../../../src/stats/effects/odds-ratio.js";

const inner = fc.integer({ min: 1, max: 30 });
const table = fc.record({ a: inner, b: inner, c: inner, d: inner });

it.each([
  // mpmath, 30 digits: roots of the exact polynomials; R 4.2 stops at 1e-4 of these
  [{ a: 1, b: 9, c: 11, d: 3 }, 0.03720908483238119, 0.0006360029488751071],
])("solves for %j to the last digits", (counts, estimate, low) => {
  const got = conditionalOddsRatio(counts);
  expect(got.estimate / estimate).toBeCloseTo(1, 12);
  expect(got.low / low).toBeCloseTo(1, 12);
});

it("inverts when the rows trade places", () => {
  fc.assert(
    fc.property(table, ({ a, b, c, d }) => {
      const here = conditionalOddsRatio({ a, b, c, d });
      const swapped = conditionalOddsRatio({ a: c, b: d, c: a, d: b });
      expect(here.estimate * swapped.estimate).toBeCloseTo(1, 10);
      expect(here.low * swapped.high).toBeCloseTo(1, 10);
    }),
  );
});

it("lies in its interval, on the sample's side of 1 and nearer to it", () => {
  fc.assert(
    fc.property(table, (counts) => {
      const { estimate, low, high } = conditionalOddsRatio(counts);
      expect(low).toBeLessThan(estimate);
      expect(estimate).toBeLessThan(high);
      const [shrunk, plain] = [Math.log(estimate), Math.log(oddsRatio(counts))];
      expect(Math.abs(shrunk)).toBeLessThanOrEqual(Math.abs(plain) + 1e-9);
    }),
  );
});

it("comes close to the sample's at counts of a million", () => {
  const counts = { a: 400_000, b: 600_000, c: 390_000, d: 610_000 };
  const { estimate, low, high } = conditionalOddsRatio(counts);
  expect(estimate).toBeCloseTo(oddsRatio(counts), 5);
  const error = Math.sqrt(1 / 4e5 + 1 / 6e5 + 1 / 3.9e5 + 1 / 6.1e5); // Woolf's
  expect(Math.log(high / low)).toBeCloseTo(2 * 1.959964 * error, 4);
});

it("reaches 0 and Infinity at the ends of the margins", () => {
  const least = conditionalOddsRatio({ a: 0, b: 5, c: 5, d: 0 });
  const most = conditionalOddsRatio({ a: 1, b: 0, c: 0, d: 1 });
  expect([least.estimate, least.low]).toEqual([0, 0]);
  expect([most.estimate, most.high]).toEqual([Infinity, Infinity]);
  expect(most.low).toBeCloseTo(1 / 39, 12); // psi / (1 + psi) = 0.025
});

it("is undefined where it is 0/0, in the sample", () => {
  expect(() => oddsRatio({ a: 0, b: 0, c: 4, d: 7 })).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
  expect(oddsRatio({ a: 1, b: 0, c: 0, d: 1 })).toBe(Infinity);
});
