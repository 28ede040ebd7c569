import fc from "fast-check";
import { expect, it } from "vitest";
import { hellinger } from "../../../src/stats/distances/hellinger.js";
import { totalVariation } from "../../../src/stats/distances/total-variation.js";
import { countsOf, plainShares } from "./counts.js";

it("equals √(1 − Σ √(p q))", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [p, q] = [plainShares(x), plainShares(y)];
      const overlap = p.reduce((sum, share, i) => sum + Math.sqrt(share * q[i]!), 0);
      // The root of a difference: half the digits are lost close to 0.
      expect(hellinger(x, y) ** 2).toBeCloseTo(1 - overlap, 12);
    }),
  );
});

it("bounds total variation from both sides", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [h, tv] = [hellinger(x, y), totalVariation(x, y)];
      return h ** 2 <= tv + 1e-12 && tv <= h * Math.SQRT2 + 1e-12;
    }),
  );
});
