import fc from "fast-check";
import { expect, it } from "vitest";
import { mean, variance } from "../../../src/stats/descriptive/moments.js";
import { momentsOfCounts, RunningMoments } from "../../../src/stats/descriptive/running-moments.js";
import { countValues } from "../../../src/stats/pooled-counts.js";
import { relativeError } from "../../relative-error.js";

const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 40 });
const offset = 1e9; // far from 0, where Σx² loses all digits of the variance

function run(x: readonly number[]): RunningMoments {
  const moments = new RunningMoments();
  for (const value of x) moments.add(value);
  return moments;
}

it("equals the moments in two passes: one by one, in parts, and of counts", () => {
  fc.assert(
    fc.property(sample, fc.nat(), (values, cut) => {
      const x = values.map((value) => value + offset);
      const whole = run(x);
      const parts = run(x.slice(0, cut % x.length));
      parts.merge(run(x.slice(cut % x.length)));
      return [whole, parts, momentsOfCounts(countValues("x", x))].every(
        (moments) =>
          moments.n === x.length &&
          relativeError(moments.mean, mean(x)) < 1e-15 &&
          // 1e9 + 9 has steps of 1e-7, a variance here is 0.02 at the least, if not 0.
          Math.abs(moments.variance - variance(x)) < 1e-5,
      );
    }),
  );
});

it("stays exactly 0 where all values are equal", () => {
  expect(run([0.1, 0.1, 0.1]).standardDeviation).toBe(0);
});

it("is undefined before there is enough to tell, and after an infinite value", () => {
  const undefinedError = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => new RunningMoments().mean).toThrow(undefinedError);
  expect(() => run([1]).variance).toThrow(/one value has no variance/);
  expect(() => run([1, Infinity]).mean).toThrow(undefinedError);
  expect(() => run([1, Infinity, 3]).variance).toThrow(undefinedError);
});

it("takes in nothing from one that saw nothing", () => {
  const moments = run([1, 2]);
  moments.merge(new RunningMoments());
  expect([moments.n, moments.mean]).toEqual([2, 1.5]);
});
