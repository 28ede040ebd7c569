import { expect, it } from "vitest";
import { UndefinedError } from "../../../src/core/errors.js";
import { seededRandom } from "../../../src/core/random.js";
import {
  bootstrap,
  bootstrapRows,
  pairedBootstrap,
} from "../../../src/stats/resampling/bootstrap.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";
import { rocAuc } from "../../../src/stats/scores/roc-auc.js";

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
const sample = Object.freeze([4.1, 5.0, 3.2, 7.7, 6.1, 5.5, 4.9, 6.6, 3.9, 5.2]);

it("finds the standard error of a mean", () => {
  const { estimate, standardError, low, high } = bootstrap(sample, mean, {
    random: seededRandom(1),
  });
  const sum = sample.reduce((total, v) => total + (v - estimate) ** 2, 0);
  const exact = Math.sqrt(sum) / sample.length; // of the resampled mean, not of the population's
  expect(standardError / exact).toBeCloseTo(1, 1); // 9999 resamples: 0.7 % standard error
  expect(low).toBeLessThan(estimate);
  expect(high).toBeGreaterThan(estimate);
});

it("repeats itself with the same seed, and only then", () => {
  const run = (seed: number) => bootstrap(sample, mean, { random: seededRandom(seed) });
  expect(run(3)).toEqual(run(3));
  expect(run(3)).not.toEqual(run(4));
});

it("covers a normal mean about as often as it says", () => {
  const draw = normalSampler(seededRandom(6));
  const random = seededRandom(7);
  for (const interval of ["percentile", "bca"] as const) {
    let covered = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: 40 }, draw);
      const { low, high } = bootstrap(values, mean, {
        random,
        resamples: 399,
        confidence: 0.9,
        interval,
      });
      if (low <= 0 && 0 <= high) covered += 1;
    }
    // 0.9 less the bootstrap's known lack at n = 40, within 3.5 standard errors of 300 runs.
    expect(Math.abs(covered / runs - 0.89)).toBeLessThan(3.5 * Math.sqrt((0.9 * 0.1) / runs));
  }
});

it("counts resamples that have no answer, and leaves them out", () => {
  const labels = [0, 0, 0, 1];
  const scores = [1, 2, 3, 4];
  const auc = (rows: Uint32Array) =>
    rocAuc(
      Array.from(rows, (row) => labels[row]!),
      Array.from(rows, (row) => scores[row]!),
    );
  const { undefinedShare, estimate } = bootstrapRows(4, auc, { random: seededRandom(2) });
  expect(estimate).toBe(1);
  // All four rows positive, or none: (1/4)⁴ + (3/4)⁴.
  expect(undefinedShare).toBeCloseTo(0.25 ** 4 + 0.75 ** 4, 1);
});

it("pairs rows: a constant difference has no uncertainty", () => {
  const rows = [1, 5, 2, 8];
  const difference = (drawn: Uint32Array) =>
    drawn.reduce((sum, row) => sum + (rows[row]! + 1 - rows[row]!), 0) / drawn.length;
  const result = pairedBootstrap(4, difference, { random: seededRandom(2), resamples: 999 });
  expect(result).toMatchObject({ estimate: 1, low: 1, high: 1, standardError: 0, pValue: 0.002 });
});

it("never says two things at once: p ≤ 0.05 exactly where the interval leaves 0 out", () => {
  const draw = normalSampler(seededRandom(8));
  const random = seededRandom(9);
  for (let run = 0; run < 200; run++) {
    const gaps = Array.from({ length: 15 }, () => Math.round(4 * draw() + 2));
    const { pValue, low, high } = pairedBootstrap(
      gaps.length,
      (rows) => rows.reduce((sum, row) => sum + gaps[row]!, 0),
      { random, resamples: 199 },
    );
    expect(pValue <= 0.05).toBe(low > 0 || high < 0);
  }
});

it("refuses what it cannot resample", () => {
  const random = seededRandom(1);
  expect(() => bootstrap([], mean, { random })).toThrow("sample x is empty");
  expect(() => bootstrap([1], mean, { random, resamples: 0 })).toThrow("0 is not a number of");
  expect(() => bootstrap([1], () => Number.NaN, { random })).toThrow("resample is NaN");
  expect(() => bootstrap([1], mean, { random, resamples: 10 })).toThrow(
    "10 replicates are too few",
  );
  expect(() => bootstrapRows(0, () => 1, { random })).toThrow("0 is not a number of rows");
  const none = () => {
    throw new UndefinedError("never");
  };
  expect(() => bootstrap([1], none, { random })).toThrow("never");
});
