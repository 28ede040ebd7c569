import fc from "fast-check";
import { expect, it } from "vitest";
import { energy } from "../../../src/flows/statistics/ecdf/energy.js";
import { energyDistance } from "../../../src/stats/distances/energy-distance.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("sample_distances", (question) => energy.answer(question), [
  "energy",
  "energy_squared",
]);

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 });

it("equals its definition, pair by pair", () => {
  const mean = (a: number[], b: number[]) =>
    a.flatMap((v) => b.map((w) => Math.abs(v - w))).reduce((s, d) => s + d) / a.length / b.length;
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      const squared = 2 * mean(x, y) - mean(x, x) - mean(y, y);
      expect(energyDistance(x, y) ** 2).toBeCloseTo(squared, 11);
    }),
  );
});

it("is 0 for the same sample, twice over too, and does not mind who comes first", () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      expect(energyDistance(x, [...x, ...x])).toBe(0);
      expect(energyDistance(x, y)).toBeCloseTo(energyDistance(y, x), 12);
    }),
  );
});

it("takes infinite values as they come, and refuses a NaN", () => {
  expect(energyDistance([1, Infinity], [2, Infinity])).toBe(Math.SQRT1_2);
  expect(energyDistance([1], [-Infinity])).toBe(Infinity);
  expect(() => energyDistance([Number.NaN], [1])).toThrow(
    expect.objectContaining({ name: "InputError", where: "x[0]" }),
  );
});
