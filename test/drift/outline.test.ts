import fc from "fast-check";
import { expect, it } from "vitest";
import { columnMoments } from "../../src/drift/column-moments.js";
import { countsByValue } from "../../src/drift/counts-by-value.js";
import { OUTLINE_BINS, outlineOfCategories, outlineOfNumbers } from "../../src/drift/outline.js";
import { countValues } from "../../src/stats/pooled-counts.js";

const outlineOf = (x: number[], y: number[]) => {
  const counts = [countValues("x", x), countValues("y", y)] as const;
  const { ladder, reference, current } = countsByValue(
    [{ rows: x.length }, { rows: y.length }],
    counts,
  );
  const moments = [columnMoments(reference, counts[0]), columnMoments(current, counts[1])] as const;
  return outlineOfNumbers(ladder, moments);
};
const total = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);

it("shares out all rows of any numbers", () => {
  const some = fc.oneof(
    fc.double({ noNaN: true }),
    fc.constantFrom(5e-324, 1, 7, 1e308, -1e308, Infinity),
  );
  const sample = fc.array(some, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      const { reference, current } = outlineOf(x, y);
      expect(total(reference)).toBeCloseTo(1, 9);
      expect(total(current)).toBeCloseTo(1, 9);
      expect(reference.length).toBe(current.length);
      expect(reference.length).toBeLessThanOrEqual(OUTLINE_BINS);
    }),
  );
});

it("gives few values a bin each, whole numbers bins that hold as many of them", () => {
  expect(outlineOf([0, 0, 0, 1], [0, 2, 2, 2])).toEqual({
    reference: [0.75, 0.25, 0],
    current: [0.25, 0, 0.75],
  });
  const rare = Array.from({ length: 100 }, (_, i) => Number(i % 20 === 0));
  expect(outlineOf(rare, rare).reference).toEqual([0.95, 0.05]);
  const rates = [1, 2, 3, 4].flatMap((rate) => Array.from({ length: 50 }, () => rate));
  const { reference } = outlineOf(rates, [...rates, 0.5, 7.25, 99]);
  expect(reference).toEqual([0.25, 0.25, 0.25, 0.25]);
  const hours = Array.from({ length: 2400 }, (_, i) => i % 24);
  expect(new Set(outlineOf(hours, hours).reference.slice(0, -1)).size).toBe(1);
});

it("does not let a long tail press all else into one bin", () => {
  const amounts = Array.from({ length: 1000 }, (_, i) => Math.exp((6 * i) / 1000));
  const { reference } = outlineOf(amounts, amounts);
  expect(Math.max(...reference)).toBeLessThan(0.3);
});

it("puts categories in the order of the reference, and the small ones together", () => {
  const counts = [1, 50, 1, 30, 12, 2, 4, 0].map((count) => count);
  const reference = Float64Array.from(counts);
  const current = Float64Array.from([0, 50, 0, 30, 12, 2, 4, 2]);
  const outline = outlineOfCategories(reference, current);
  expect(outline.reference).toEqual([0.5, 0.3, 0.12, 0.04, 0.02, 0.02]);
  expect(outline.current.at(-1)).toBeCloseTo(0.02, 12);
});
