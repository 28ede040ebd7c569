import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeSparseBins } from "../../../src/stats/distances/merge-sparse-bins.js";
import { stabilityLaw } from "../../../src/stats/distances/stability-law.js";
import { stabilityParts } from "../../../src/stats/distances/stability-parts.js";
import { countsOf } from "./counts.js";

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

it("adds up to the law's smoothed index and to what chance alone adds", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const merged = mergeSparseBins(x, y);
      fc.pre(merged.reference.length > 1);
      const law = stabilityLaw(x, y);
      const parts = stabilityParts(merged.reference, merged.current);
      // Sums of at most a few dozen terms of one sign.
      expect(sum(parts.contributions)).toBeCloseTo(law.smoothed, 12);
      expect(law.smoothed - sum(parts.byChance)).toBeCloseTo(law.debiased, 12);
    }),
  );
});

it("is its definition, and changes only the sign of z when the samples trade places", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [there, back] = [stabilityParts(x, y), stabilityParts(y, x)];
      const [m, n, bins] = [sum(x), sum(y), x.length];
      x.forEach((a, k) => {
        const [p, q] = [(a + 0.5) / (m + bins / 2), (y[k]! + 0.5) / (n + bins / 2)];
        const r = (a + y[k]! + 1) / (m + n + bins);
        const z = (q - p) / Math.sqrt(r * (1 - r) * (1 / m + 1 / n));
        expect(there.contributions[k]).toBeCloseTo((q - p) * Math.log(q / p), 12);
        // One bin has no change: 0/0 by the formula.
        expect(there.z[k]).toBeCloseTo(bins === 1 ? 0 : z, 9);
        expect(back.z[k]).toBeCloseTo(-there.z[k]!, 9);
      });
    }),
  );
});

it("has z near a standard normal where nothing has changed", () => {
  // A share of 1/2 in 100 of 100 rows: half a standard deviation of the difference is 3.54 rows.
  const { z } = stabilityParts([50, 50], [50 + 7.071, 50 - 7.071]);
  expect(z[0]).toBeCloseTo(0.99, 1);
});
