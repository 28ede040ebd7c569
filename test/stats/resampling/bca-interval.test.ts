import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { bcaInterval } from "../../../src/stats/resampling/bca-interval.js";
import { percentileInterval } from "../../../src/stats/resampling/percentile-interval.js";

const ladder = Float64Array.from({ length: 999 }, (_, i) => i + 1);

it("is the percentile interval where nothing is skewed", () => {
  expect(bcaInterval(ladder, 500, [1, 2, 3], 0.9)).toEqual(percentileInterval(ladder, 0.9));
});

it("moves to places worked out by hand", () => {
  // z₀ = Φ⁻¹(0.6) = 0.2533471; l = (0, 0, 3): a = (1 + 1 − 8) / (6 · 6^{3/2}) = −0.0680414;
  // places Φ(z₀ + (z₀ ∓ 1.6448536) / (1 − a (z₀ ∓ 1.6448536))) = 0.0994146 and 0.9764786.
  const places = bcaInterval(ladder, 600, [0, 0, 3], 0.9);
  const z0 = 0.2533471031357997;
  const a = -6 / (6 * 6 ** 1.5);
  expect(a).toBeCloseTo(-0.0680414, 7);
  expect(places.low).toBe(
    Math.floor(1000 * phi(z0 + (z0 - 1.6448536) / (1 - a * (z0 - 1.6448536)))),
  );
  expect(places.high).toBe(
    Math.ceil(1000 * phi(z0 + (z0 + 1.6448536) / (1 - a * (z0 + 1.6448536)))),
  );
});

/** Φ by Simpson's rule, another way than the one under test. */
function phi(z: number): number {
  const steps = 2000;
  const h = z / steps;
  let sum = 1 + Math.exp((-z * z) / 2);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * Math.exp(-((i * h) ** 2) / 2);
  return 0.5 + (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

it("keeps within the replicates", () => {
  const random = seededRandom(4);
  const sorted = Float64Array.from({ length: 50 }, random).sort();
  const { low, high } = bcaInterval(sorted, sorted[48]!, [0, 0, 0, 9], 0.999);
  expect(low).toBeGreaterThanOrEqual(sorted[0]!);
  expect(high).toBe(sorted[49]);
});

it("has no answer where all replicates lie on one side", () => {
  expect(() => bcaInterval(ladder, 0, [1, 2], 0.9)).toThrow("all replicates lie on one side");
});
