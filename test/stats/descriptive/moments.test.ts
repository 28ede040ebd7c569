import fc from "fast-check";
import { expect, it } from "vitest";
import {
  excessKurtosis,
  mean,
  skewness,
  standardDeviation,
  variance,
} from "../../../src/stats/descriptive/moments.js";

// The oracle of all of these is in quantile.test.ts.
const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 40 });

function relative(got: number, want: number): boolean {
  return Math.abs(got - want) <= 1e-12 * Math.max(1, Math.abs(want));
}

it("equals its definition, and leaves the sample as it was", () => {
  fc.assert(
    fc.property(sample, (x) => {
      fc.pre(new Set(x).size > 1);
      Object.freeze(x);
      const center = x.reduce((sum, v) => sum + v, 0) / x.length;
      const m = (k: number) => x.reduce((sum, v) => sum + (v - center) ** k, 0) / x.length;
      return (
        relative(mean(x), center) &&
        relative(variance(x), (m(2) * x.length) / (x.length - 1)) &&
        relative(standardDeviation(x) ** 2, variance(x)) &&
        relative(skewness(x), m(3) / m(2) ** 1.5) &&
        relative(excessKurtosis(x), m(4) / m(2) ** 2 - 3)
      );
    }),
  );
});

it("keeps its digits far from 0", () => {
  const x = [4, 7, 13, 16].map((v) => v + 1e9);
  expect([mean(x), variance(x)]).toEqual([1e9 + 10, 30]);
});

it("has a variance of exactly 0 where all values are equal, whatever their mean rounds to", () => {
  expect(variance([0.1, 0.1, 0.1])).toBe(0);
  for (const shape of [skewness, excessKurtosis]) {
    expect(() => shape([0.1, 0.1, 0.1])).toThrow(/all values are equal/);
  }
});

it("is undefined for one value, and for an infinite one", () => {
  expect(() => variance([1])).toThrow(expect.objectContaining({ name: "UndefinedError" }));
  expect(() => variance([1, Infinity])).toThrow(expect.objectContaining({ where: "x[1]" }));
  expect(mean([1, Infinity])).toBe(Infinity);
  expect(() => mean([-Infinity, Infinity])).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});

it("finds two values symmetric", () => {
  expect([skewness([1, 2]), excessKurtosis([1, 2])]).toEqual([0, -2]);
});
