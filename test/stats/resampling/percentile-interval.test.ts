import fc from "fast-check";
import { expect, it } from "vitest";
import {
  percentileInterval,
  percentilePValue,
} from "../../../src/stats/resampling/percentile-interval.js";

// Few distinct values, so that many replicates tie with 0.
const replicates = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 9, maxLength: 60 })
  .map((list) => Float64Array.from(list).sort());

it("takes the order statistics that its definition names", () => {
  const sorted = Float64Array.from({ length: 9999 }, (_, i) => i + 1);
  expect(percentileInterval(sorted, 0.95)).toEqual({ low: 250, high: 9750 });
  expect(percentileInterval(sorted, 0.9)).toEqual({ low: 500, high: 9500 });
  const many = Float64Array.from({ length: 10_000 }, (_, i) => i + 1);
  expect(percentileInterval(many, 0.95)).toEqual({ low: 250, high: 9751 }); // ⌊250.025⌋, ⌈9750.975⌉
});

it("leaves 0 out exactly where p is at most α, ties included", () => {
  // α with (B + 1) α / 2 far from whole numbers, or whole: both sides must agree.
  fc.assert(
    fc.property(replicates, fc.constantFrom(0.5, 0.75, 0.8), (sorted, confidence) => {
      const { low, high } = percentileInterval(sorted, confidence);
      const isOut = low > 0 || high < 0;
      expect(percentilePValue(sorted) <= 1 - confidence + 1e-12).toBe(isOut);
    }),
  );
});

it("turns with the signs", () => {
  fc.assert(
    fc.property(replicates, (sorted) => {
      const turned = sorted.map((value) => 0 - value).reverse();
      const { low, high } = percentileInterval(sorted, 0.8);
      expect(percentileInterval(turned, 0.8)).toEqual({ low: 0 - high, high: 0 - low });
      expect(percentilePValue(turned)).toBe(percentilePValue(sorted));
    }),
  );
});

it("says how many resamples a confidence asks for", () => {
  const few = () => percentileInterval(Float64Array.of(1, 2, 3), 0.95);
  expect(few).toThrow(
    expect.objectContaining({ name: "UndefinedError", fix: "draw at least 39 resamples" }),
  );
  expect(percentileInterval(new Float64Array(39), 0.95)).toEqual({ low: 0, high: 0 });
  expect(() => percentileInterval(Float64Array.of(1), 1)).toThrow("confidence 1 is not between");
});
