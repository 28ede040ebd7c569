import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeNeighbours } from "../../../src/drift/false-alarms/merge-neighbours.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";

const sample = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 60 });
const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

it("keeps rows, order and average, in no more cells than asked for", () => {
  fc.assert(
    fc.property(sample, sample, fc.integer({ min: 1, max: 20 }), (x, y, most) => {
      const pooled = poolSamples(x, y);
      const merged = mergeNeighbours(pooled, most);
      expect(merged.isMerged).toBe(pooled.values.length > most);
      if (!merged.isMerged) {
        expect(merged).toMatchObject(pooled);
        return;
      }
      expect(merged.values.length).toBeLessThanOrEqual(most);
      expect([sum(merged.x), sum(merged.y), merged.m, merged.n]).toEqual([
        x.length,
        y.length,
        x.length,
        y.length,
      ]);
      expect(merged.values).toEqual(Float64Array.from(merged.values).sort());
      const total = merged.values.reduce((t, v, k) => t + v * (merged.x[k]! + merged.y[k]!), 0);
      expect(total).toBeCloseTo(sum(Float64Array.from([...x, ...y])), 9);
    }),
  );
});

it("gives a value with many rows a cell that begins in its place", () => {
  const zeros = Array.from({ length: 90 }, () => 0);
  const pooled = poolSamples(
    zeros,
    Array.from({ length: 10 }, (_, i) => 1 + i),
  );
  const merged = mergeNeighbours(pooled, 10);
  expect(Array.from(merged.values)).toEqual([0, 5.5]);
  expect(Array.from(merged.x)).toEqual([90, 0]);
});
