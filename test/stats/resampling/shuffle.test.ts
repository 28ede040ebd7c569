import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { randomOrder, shuffle } from "../../../src/stats/resampling/shuffle.js";

it("keeps every value, whatever the order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
      const shuffled = shuffle([...values], seededRandom(seed));
      const sorted = (list: number[]) => list.sort((a, b) => a - b);
      expect(sorted(shuffled)).toEqual(sorted([...values]));
    }),
  );
});

it("gives every order of four equally often", () => {
  const random = seededRandom(5);
  const seen = new Map<string, number>();
  const n = 48_000;
  for (let i = 0; i < n; i++) {
    const order = randomOrder(4, random).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(24);
  const mean = n / 24;
  const chi2 = [...seen.values()].reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  expect(chi2).toBeLessThan(49.7); // 0.999 quantile of χ² with 23 degrees of freedom
});

it("gets the first places right when only they are asked for", () => {
  const all = shuffle(Float64Array.of(1, 2, 3, 4, 5), seededRandom(2));
  const some = shuffle(Float64Array.of(1, 2, 3, 4, 5), seededRandom(2), 2);
  expect(some.slice(0, 2)).toEqual(all.slice(0, 2));
  expect(shuffle([], seededRandom(1))).toEqual([]);
});
