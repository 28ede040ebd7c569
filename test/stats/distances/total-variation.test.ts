import fc from "fast-check";
import { expect, it } from "vitest";
import { totalVariation } from "../../../src/stats/distances/total-variation.js";
import { countsOf, plainShares } from "./counts.js";

it("is what the categories gained that grew", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [p, q] = [plainShares(x), plainShares(y)];
      const gained = q.reduce((sum, share, i) => sum + Math.max(0, share - p[i]!), 0);
      expect(totalVariation(x, y)).toBeCloseTo(gained, 12);
      expect(totalVariation(y, x)).toBe(totalVariation(x, y));
    }),
  );
});

it("is 0 for equal proportions of unequal samples, exactly", () => {
  expect(totalVariation([1, 2, 3, 4], [10, 20, 30, 40])).toBe(0);
});
