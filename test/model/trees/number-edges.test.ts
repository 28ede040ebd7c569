import fc from "fast-check";
import { expect, it } from "vitest";
import { numberCodes, numberEdges } from "../../../src/model/trees/number-edges.js";

const numbers = fc
  .array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double()), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values));
const most = fc.integer({ min: 1, max: 12 });

it("cuts into bins that ascend, none of them empty, at most as many as asked for", () => {
  fc.assert(
    fc.property(numbers, most, (values, bins) => {
      const edges = numberEdges(values, bins);
      const codes = numberCodes(values, edges);
      const used = new Set(codes.filter((code) => code > 0));
      const present = values.some((value) => !Number.isNaN(value));
      expect(edges.length + 1).toBeLessThanOrEqual(bins);
      expect(used.size).toBe(present ? edges.length + 1 : 0);
      values.forEach((a, i) => {
        values.forEach((b, j) => {
          if (a <= b) expect(codes[i]).toBeLessThanOrEqual(codes[j]!);
        });
      });
      codes.forEach((code, i) => {
        expect(code === 0).toBe(Number.isNaN(values[i]));
      });
    }),
  );
});

it("gives few distinct values a bin each, edges half-way", () => {
  const values = Float64Array.of(3, 1, 2, 2, 1);
  expect(numberEdges(values, 3)).toEqual(Float64Array.of(1.5, 2.5));
  expect([...numberCodes(values, Float64Array.of(1.5, 2.5))]).toEqual([3, 1, 2, 2, 1]);
});

it("fills bins about equally where nothing is tied", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) ** 2);
  const codes = numberCodes(values, numberEdges(values, 8));
  for (let bin = 1; bin <= 8; bin++) {
    expect(codes.filter((code) => code === bin).length).toBeGreaterThanOrEqual(120);
  }
});

it("keeps an atom apart from what lies below and above it", () => {
  const values = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : i - 220));
  const codes = numberCodes(values, numberEdges(values, 8));
  const atom = codes[0]!;
  values.forEach((value, i) => {
    expect(codes[i] === atom).toBe(value === 0);
  });
});

it("parts neighbouring doubles, the largest ones and infinities", () => {
  const next = 1 + Number.EPSILON;
  for (const pair of [
    [1, next],
    [0, Number.MIN_VALUE],
    [-1.7e308, 1.7e308],
    [1.7e308, Infinity],
    [-Infinity, Infinity],
    [-Infinity, -1.7e308],
  ]) {
    const values = Float64Array.from(pair);
    expect([...numberCodes(values, numberEdges(values, 4))]).toEqual([1, 2]);
  }
});

it("has no edges where every value is missing, or the same", () => {
  expect(numberEdges(Float64Array.of(Number.NaN), 5)).toHaveLength(0);
  expect(numberEdges(Float64Array.of(4, 4), 5)).toHaveLength(0);
});
