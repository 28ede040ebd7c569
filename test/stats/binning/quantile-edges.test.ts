import fc from "fast-check";
import { expect, it } from "vitest";
import { binCounts, binOf, binSample } from "../../../src/stats/binning/bin-counts.js";
import { quantileEdges } from "../../../src/stats/binning/quantile-edges.js";
import { countValues } from "../../../src/stats/pooled-counts.js";

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });
const bins = fc.integer({ min: 1, max: 20 });

it("are the quantiles of the sorted sample, without repetitions", () => {
  fc.assert(
    fc.property(sample, bins, (x, k) => {
      const sorted = [...x].sort((a, b) => a - b);
      const quantile = (share: number) => {
        const position = (sorted.length - 1) * share;
        const [left, part] = [sorted[Math.floor(position)]!, position % 1];
        const right = sorted[Math.ceil(position)]!;
        // From the nearer end, as the code does: one rounding more and an edge would repeat.
        return part < 0.5 ? left + (right - left) * part : right - (right - left) * (1 - part);
      };
      const all = Array.from({ length: k - 1 }, (_, i) => quantile((i + 1) / k));
      const want = all.filter((edge, i) => edge !== all[i - 1]);
      expect(Array.from(quantileEdges(countValues("x", x), k))).toEqual(want);
    }),
  );
});

it("give bins of about one size, where values differ", () => {
  const x = Float64Array.from({ length: 1000 }, (_, i) => (i * 7919) % 10007);
  const counts = binSample(x, quantileEdges(countValues("x", x), 10));
  expect(Array.from(counts)).toEqual(Array.from({ length: 10 }, () => 100));
});

it("count a sample as they count its values, on either side", () => {
  fc.assert(
    fc.property(sample, bins, fc.constantFrom("left" as const, "right" as const), (x, k, side) => {
      const values = countValues("x", x);
      const edges = quantileEdges(values, k);
      const counts = binSample(x, edges, side);
      expect(binCounts(values, edges, side)).toEqual(counts);
      counts.forEach((count, bin) => {
        expect(x.filter((value) => binOf(value, edges, side) === bin)).toHaveLength(count);
      });
    }),
  );
});

it("takes infinite values as values", () => {
  const x = [-Infinity, -Infinity, 1, 2, Infinity, Infinity];
  const edges = quantileEdges(countValues("x", x), 4);
  expect(Array.from(edges)).toEqual([-Infinity, 1.5, Infinity]);
  expect(Array.from(binSample(x, edges))).toEqual([2, 1, 3, 0]);
});

it.each([0, 2.5, Number.NaN, -1])("refuses %d bins", (k) => {
  expect(() => quantileEdges(countValues("x", [1, 2]), k)).toThrow(
    expect.objectContaining({ name: "InputError", where: "bins" }),
  );
});
