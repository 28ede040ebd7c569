import fc from "fast-check";
import { expect, it } from "vitest";
import {
  jensenShannonDistance,
  jensenShannonDivergence,
} from "../../../src/stats/distances/jensen-shannon.js";
import { countsOf, plainShares } from "./counts.js";

it("is the entropy of the average less the average entropy", () => {
  const entropy = (shares: number[]) =>
    -shares.reduce((sum, share) => sum + (share === 0 ? 0 : share * Math.log2(share)), 0);
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [p, q] = [plainShares(x), plainShares(y)];
      const middle = p.map((share, i) => (share + q[i]!) / 2);
      const want = entropy(middle) - (entropy(p) + entropy(q)) / 2;
      expect(jensenShannonDivergence(x, y, 2)).toBeCloseTo(want, 12);
    }),
  );
});

it("takes both sides alike, from 0 to 1 in bits", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const distance = jensenShannonDistance(x, y, 2);
      return distance >= 0 && distance <= 1 && distance === jensenShannonDistance(y, x, 2);
    }),
  );
});

it("never finds the way round shorter", () => {
  fc.assert(
    fc.property(countsOf(3), ([x = [], y = [], z = []]) => {
      const straight = jensenShannonDistance(x, z);
      const round = jensenShannonDistance(x, y) + jensenShannonDistance(y, z);
      expect(straight).toBeLessThanOrEqual(round + 1e-12);
    }),
  );
});
