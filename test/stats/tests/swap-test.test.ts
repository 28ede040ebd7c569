import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { BINARY_METRICS } from "../../../src/stats/scores/binary-metrics.js";
import { countsOfA, countsOfB } from "../../../src/stats/scores/paired-cells.js";
import { mcNemarExact } from "../../../src/stats/tests/mcnemar.js";
import { swapTest } from "../../../src/stats/tests/swap-test.js";

const { accuracy, f1 } = BINARY_METRICS;
const never = () => {
  throw new Error("chance was asked");
};

it("is McNemar's exact test for accuracy", () => {
  const cells = fc.array(fc.nat(9), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(cells, (list) => {
      if (list.every((count) => count === 0)) return;
      const [, n01 = 0, n10 = 0, , , p01 = 0, p10 = 0] = list;
      const { pValue } = mcNemarExact(n01 + p10, n10 + p01);
      expect(swapTest(Float64Array.from(list), accuracy, never).pValue).toBeCloseTo(pValue, 12);
    }),
  );
});

it("goes through every swap of every row, for F1 too", () => {
  const cells = fc.array(fc.nat(2), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(cells, (list) => {
      const counts = Float64Array.from(list);
      const gap = (c: Float64Array) => Math.abs((f1(countsOfB(c)) ?? 0) - (f1(countsOfA(c)) ?? 0));
      // One entry for each row on which the two differ: the cell it is in, and the one it may go to.
      const rows = [1, 2, 5, 6].flatMap((cell) =>
        Array.from({ length: list[cell]! }, () => [cell, cell % 4 === 1 ? cell + 1 : cell - 1]),
      );
      let far = 0;
      for (let coins = 0; coins < 2 ** rows.length; coins++) {
        const swapped = counts.slice();
        rows.forEach(([from = 0, to = 0], i) => {
          if ((coins >> i) % 2 === 0) return;
          swapped[from]! -= 1;
          swapped[to]! += 1;
        });
        far += Number(gap(swapped) >= gap(counts) - 1e-12);
      }
      expect(swapTest(counts, f1, never).pValue).toBeCloseTo(far / 2 ** rows.length, 12);
    }),
    { numRuns: 60 },
  );
});

it("draws where the outcomes are too many, and comes near", () => {
  const cells = Float64Array.of(9000, 620, 560, 90, 80, 700, 640, 2000);
  const { pValue, method } = swapTest(cells, accuracy, seededRandom(3));
  expect(method).toBe("monte-carlo");
  const exact = mcNemarExact(620 + 640, 560 + 700).pValue;
  expect(Math.abs(pValue - exact)).toBeLessThan(0.02);
});
