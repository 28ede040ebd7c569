import fc from "fast-check";
import { expect, it } from "vitest";
import {
  interquartileRange,
  median,
  medianAbsoluteDeviation,
} from "../../../src/stats/descriptive/spread.js";

const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 41 });

it("puts the middle where as many lie above as below", () => {
  fc.assert(
    fc.property(sample, (x) => {
      const middle = median(x);
      const [below, above] = [x.filter((v) => v < middle), x.filter((v) => v > middle)];
      return below.length <= x.length / 2 && above.length <= x.length / 2;
    }),
  );
});

it("does not care for the place, and grows with the unit", () => {
  fc.assert(
    fc.property(sample, fc.integer(), (x, shift) => {
      const moved = x.map((v) => 2 * v + shift);
      return (
        interquartileRange(moved) === 2 * interquartileRange(x) &&
        medianAbsoluteDeviation(moved) === 2 * medianAbsoluteDeviation(x)
      );
    }),
  );
});

it("takes infinite values for what they are", () => {
  expect(medianAbsoluteDeviation([1, 2, Infinity])).toBe(1);
  expect(medianAbsoluteDeviation([1, Infinity, Infinity])).toBe(0);
  expect(interquartileRange([Infinity, Infinity])).toBe(0);
});
