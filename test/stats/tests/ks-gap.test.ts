import fc from "fast-check";
import { expect, it } from "vitest";
import type { Alternative } from "../../../src/stats/alternative.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { ksGap } from "../../../src/stats/tests/ks-gap.js";

const SIDES: readonly Alternative[] = ["two-sided", "greater", "less"];
// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 25 });

it("is the largest gap by its definition, at the first place that has it", () => {
  fc.assert(
    fc.property(sample, sample, fc.constantFrom(...SIDES), (x, y, alternative) => {
      const { size, scale, location, sign, below } = ksGap(poolSamples(x, y), alternative);
      const unit = (x.length * y.length) / scale; // the greatest common divisor of the sizes
      const upTo = (values: number[], v: number) => values.filter((w) => w <= v).length;
      const gapAt = (v: number) => upTo(x, v) * y.length - upTo(y, v) * x.length;
      const sides = { "two-sided": Math.abs, greater: (g: number) => g, less: (g: number) => -g };
      const seen = (v: number) => sides[alternative](gapAt(v));
      const values = [...x, ...y].sort((a, b) => a - b);
      const largest = Math.max(0, ...values.map(seen));
      expect(size * unit).toBe(largest);
      expect(location).toBe(largest === 0 ? undefined : values.find((v) => seen(v) === largest));
      expect(below).toEqual(location === undefined ? [0, 0] : [x, y].map((v) => upTo(v, location)));
      expect(sign).toBe(location === undefined ? 0 : Math.sign(gapAt(location)));
    }),
  );
});

it("counts steps, so that gaps that are equal compare equal", () => {
  // 1/3 − 0 and 1 − 2/3 differ as doubles.
  expect(ksGap(poolSamples([1, 5, 9], [3, 4, 6]))).toMatchObject({ size: 1, location: 1 });
});

it("stays whole where m·n does not fit a double but m·n / g does", () => {
  const sides = { x: Float64Array.of(6e7, 6e7), y: Float64Array.of(6e7 - 1, 6e7 + 1) };
  const pooled = { values: Float64Array.of(0, 1), ...sides, m: 12e7, n: 12e7 };
  expect(ksGap(pooled)).toEqual({
    size: 1,
    scale: 12e7,
    location: 0,
    sign: 1,
    below: [6e7, 6e7 - 1],
  });
});
