import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeSparseBins } from "../../../src/stats/distances/merge-sparse-bins.js";
import { countsOf } from "./counts.js";

const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

it("loses no row, and leaves no bin with less than 5 expected but a rest of at least 1", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const { reference, current, kept } = mergeSparseBins(Object.freeze(x), Object.freeze(y));
      expect([sum(reference), sum(current)]).toEqual([sum(x), sum(y)]);
      const [m, n] = [sum(x), sum(y)];
      const expected = reference.map((c, i) => ((c + current[i]!) * Math.min(m, n)) / (m + n));
      if (reference.length === 1) return;
      expected.forEach((rows, i) => {
        expect(rows).toBeGreaterThanOrEqual((i < kept.length ? 5 : 1) - 1e-9);
      });
    }),
  );
});

it("does not lose a category that is new in a smaller table", () => {
  const { current } = mergeSparseBins([6000, 4000, 0], [570, 380, 50]);
  expect(Array.from(current)).toEqual([570, 380, 50]);
});

it("does not depend on which row is which", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [there, back] = [mergeSparseBins(x, y), mergeSparseBins(y, x)];
      expect(back.reference).toEqual(there.current);
    }),
  );
});

it("says which bins it kept and which it merged", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const { reference, kept, rest } = mergeSparseBins(x, y);
      const merged = rest.length === 0 ? [] : [sum(rest.map((i) => x[i]!))];
      expect(Array.from(reference)).toEqual([...kept.map((i) => x[i]!), ...merged]);
    }),
  );
});

it("leaves full bins alone and drops empty ones", () => {
  const { reference, current } = mergeSparseBins([50, 0, 60], [40, 0, 30]);
  expect(Array.from(reference)).toEqual([50, 60]);
  expect(Array.from(current)).toEqual([40, 30]);
});
