import fc from "fast-check";
import { expect, it } from "vitest";
import { averageRanks } from "../../../src/stats/descriptive/ranks.js";

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 40 });

it("counts what lies below, and half of what is tied", () => {
  fc.assert(
    fc.property(sample, (x) => {
      const { ranks } = averageRanks(x);
      return x.every((value, i) => {
        const below = x.filter((other) => other < value).length;
        const tied = x.filter((other) => other === value).length;
        return ranks[i] === below + (tied + 1) / 2;
      });
    }),
  );
});

it("counts the ties of every value, ascending, and keeps the sum of the ranks", () => {
  fc.assert(
    fc.property(sample, (x) => {
      const { ranks, tieCounts } = averageRanks(x);
      const distinct = [...new Set(x)].sort((a, b) => a - b);
      expect(Array.from(tieCounts)).toEqual(
        distinct.map((value) => x.filter((other) => other === value).length),
      );
      return ranks.reduce((sum, rank) => sum + rank, 0) === (x.length * (x.length + 1)) / 2;
    }),
  );
});

it("ranks infinities, and holds -0 and 0 to be equal", () => {
  const { ranks } = averageRanks(Object.freeze([Infinity, -0, -Infinity, 0]));
  expect(Array.from(ranks)).toEqual([4, 2.5, 1, 2.5]);
});

it("refuses an empty sample and a NaN", () => {
  expect(() => averageRanks([])).toThrow(/sample x is empty/);
  expect(() => averageRanks([1, Number.NaN])).toThrow(expect.objectContaining({ where: "x[1]" }));
});
