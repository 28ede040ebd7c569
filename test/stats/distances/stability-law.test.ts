import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { mergeSparseBins } from "../../../src/stats/distances/merge-sparse-bins.js";
import { stabilityLaw } from "../../../src/stats/distances/stability-law.js";
import { drawMultinomial } from "../../../src/stats/resampling/draw-multinomial.js";
import { countsOf } from "./counts.js";

const TEN = new Float64Array(10).fill(1);

/** Critical PSI over ten bins at alpha .05, .01, .001: known to the digits shown. */
it.each([
  [100, 100, [0.338, 0.433, 0.558]],
  [250, 250, [0.135, 0.173, 0.223]],
  [1000, 250, [0.085, 0.108, 0.139]],
  [1000, 1000, [0.034, 0.043, 0.056]],
  [10000, 1000, [0.019, 0.024, 0.031]],
])("puts the thresholds of %d against %d rows where they belong", (m, n, thresholds) => {
  const counts = (size: number) => TEN.map(() => size / 10);
  [0.05, 0.01, 0.001].forEach((alpha, i) => {
    const { threshold, bins } = stabilityLaw(counts(m), counts(n), { alpha });
    expect(bins).toBe(10);
    expect(threshold).toBeCloseTo(thresholds[i]!, 3);
  });
});

it("is right about chance: 5 % of samples that nothing divides pass its threshold", () => {
  const random = seededRandom(11);
  let [passed, average] = [0, 0];
  for (let i = 0; i < 2000; i++) {
    const law = stabilityLaw(drawMultinomial(250, TEN, random), drawMultinomial(250, TEN, random));
    if (law.pValue <= 0.05) passed += 1;
    average += law.debiased / 2000;
  }
  // By a simulation of 1e5: .0470; five standard errors of 2000.
  expect(Math.abs(passed / 2000 - 0.047)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / 2000));
  expect(Math.abs(average)).toBeLessThan(0.004); // the bias taken off is 0.072
});

it("holds the truth in its interval as often as it says", () => {
  const random = seededRandom(12);
  const shifted = TEN.map((_, i) => 1 + 0.06 * i);
  const total = shifted.reduce((a, b) => a + b, 0);
  const truth = shifted.reduce((psi, w) => psi + (w / total - 0.1) * Math.log((10 * w) / total), 0);
  let held = 0;
  for (let i = 0; i < 600; i++) {
    const [x, y] = [drawMultinomial(400, TEN, random), drawMultinomial(300, shifted, random)];
    const { low, high } = stabilityLaw(x, y);
    if (low <= truth && truth <= high) held += 1;
  }
  expect(Math.abs(held / 600 - 0.95)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / 600));
});

it("has threshold and p that agree, and takes both sides alike", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [a, b] = [x.map((k) => k * 10), y.map((k) => k * 10)];
      fc.pre(mergeSparseBins(a, b).reference.length > 1);
      const law = stabilityLaw(a, b, { alpha: 0.01 });
      expect(law.pValue <= 0.01).toBe(law.smoothed >= law.threshold);
      expect(law.low).toBeLessThanOrEqual(law.high);
      expect(stabilityLaw(b, a).smoothed).toBeCloseTo(law.smoothed, 12);
    }),
  );
});

it("has no answer where all rows end up in one bin", () => {
  expect(() => stabilityLaw([3, 2], [1, 4])).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});
