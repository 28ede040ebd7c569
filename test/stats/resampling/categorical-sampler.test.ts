import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { categoricalSampler } from "../../../src/stats/resampling/categorical-sampler.js";

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((list) => list.some((weight) => weight > 0));

/** The chance of each category, read off the sampler by walking through [0, 1) in equal steps. */
function shares(list: readonly number[], steps: number): number[] {
  let step = 0;
  const next = categoricalSampler(() => (step++ + 0.5) / steps, list);
  const counts = list.map(() => 0);
  for (let i = 0; i < steps; i++) counts[next()]! += 1 / steps;
  return counts;
}

it("gives each category its share", () => {
  fc.assert(
    fc.property(weights, (list) => {
      const steps = 20_000;
      const total = list.reduce((sum, weight) => sum + weight);
      // A category lies in at most k pieces of [0, 1), each measured to within one step.
      shares(list, steps).forEach((share, i) => {
        expect(Math.abs(share - list[i]! / total)).toBeLessThan((2 * list.length) / steps);
      });
    }),
    { numRuns: 40 },
  );
});

it("never gives a category of weight 0", () => {
  fc.assert(
    fc.property(weights, fc.integer(), (list, seed) => {
      const next = categoricalSampler(seededRandom(seed), list);
      for (let i = 0; i < 200; i++) expect(list[next()]).toBeGreaterThan(0);
    }),
  );
});

it("repeats itself with the same seed", () => {
  const draw = () => {
    const next = categoricalSampler(seededRandom(9, "categories"), [5, 1, 3]);
    return Array.from({ length: 20 }, next);
  };
  expect(draw()).toEqual(draw());
});

it("refuses weights without a law", () => {
  const random = seededRandom(1);
  expect(() => categoricalSampler(random, [])).toThrow("add up to 0");
  expect(() => categoricalSampler(random, [0, 0])).toThrow("add up to 0");
  expect(() => categoricalSampler(random, [1, -1])).toThrow(
    expect.objectContaining({ name: "InputError", where: "weights[1]" }),
  );
  expect(() => categoricalSampler(random, [Number.NaN])).toThrow("weight NaN");
});
