import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { bootstrapRows } from "../../../src/stats/resampling/bootstrap.js";
import { drawMultinomial } from "../../../src/stats/resampling/draw-multinomial.js";
import { pairedMetricBootstrap } from "../../../src/stats/resampling/paired-metric-bootstrap.js";
import { BINARY_METRICS } from "../../../src/stats/scores/binary-metrics.js";
import { countsOfA, countsOfB, pairedCells } from "../../../src/stats/scores/paired-cells.js";

const cells = fc
  .array(fc.nat(12), { minLength: 8, maxLength: 8 })
  .filter((list) => list.some((count) => count > 0))
  .map((list) => Float64Array.from(list));
const { f1 } = BINARY_METRICS;

it("never says two things at once: p ≤ 0.05 exactly where the interval leaves 0 out", () => {
  fc.assert(
    fc.property(cells, fc.integer(), (counts, seed) => {
      const { pValue, low, high } = pairedMetricBootstrap(counts, f1, {
        random: seededRandom(seed),
        resamples: 239, // (B + 1) α / 2 = 6
      });
      expect(pValue <= 0.05).toBe(low > 0 || high < 0);
    }),
  );
});

it("is the bootstrap of rows, only faster", () => {
  const random = seededRandom(12);
  const n = 120;
  const labels = Array.from({ length: n }, () => Number(random() < 0.4));
  const predict = () => labels.map((label) => (random() < 0.2 ? 1 - label : label));
  const [a, b] = [predict(), predict()];
  const pick = (column: number[], rows: Uint32Array) => Array.from(rows, (row) => column[row]!);
  const slow = bootstrapRows(
    n,
    (rows) => {
      const drawn = pairedCells(pick(labels, rows), pick(a, rows), pick(b, rows));
      return f1(countsOfB(drawn))! - f1(countsOfA(drawn))!;
    },
    { random, resamples: 1999 },
  );
  const fast = pairedMetricBootstrap(pairedCells(labels, a, b), f1, { random });
  expect(fast.difference).toBe(slow.estimate);
  // The ends are quantiles of 1999 and 10,000 draws: 5 standard errors are a third of the error.
  const near = slow.standardError / 3;
  expect(Math.abs(fast.low - slow.low)).toBeLessThan(near);
  expect(Math.abs(fast.high - slow.high)).toBeLessThan(near);
  expect(fast.standardError / slow.standardError).toBeCloseTo(1, 0.5);
});

it("has the standard error of the delta method where there are many rows", () => {
  const counts = Float64Array.of(7000, 200, 150, 60, 180, 320, 210, 1880);
  const total = 10_000;
  const { standardError, difference } = pairedMetricBootstrap(counts, f1, {
    random: seededRandom(1),
  });
  // Influence of a row on F1: (2 tp − F1 (2 tp + fp + fn)) / (2 TP + FP + FN).
  const influence = (y: number, prediction: number, { score, size }: typeof ofA) =>
    (2 * y * prediction - score * (y + prediction)) / size;
  const parts = (of: typeof countsOfA) => {
    const { truePositives, falsePositives, falseNegatives } = of(counts);
    return { score: f1(of(counts))!, size: 2 * truePositives + falsePositives + falseNegatives };
  };
  const [ofA, ofB] = [parts(countsOfA), parts(countsOfB)];
  let squares = 0;
  counts.forEach((count, cell) => {
    const [y, a, b] = [cell >> 2, (cell >> 1) & 1, cell & 1];
    squares += count * (influence(y, b, ofB) - influence(y, a, ofA)) ** 2;
  });
  expect(difference).toBeCloseTo(ofB.score - ofA.score, 12);
  expect(Math.abs(standardError / Math.sqrt(squares) - 1)).toBeLessThan(0.04); // 5 / √(2 · 10,000)
  expect(counts.reduce((sum, count) => sum + count)).toBe(total);
});

it("covers the truth about as often as it says", () => {
  // Two models of equal F1: by symmetry the true difference is 0.
  const law = [0.62, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.16];
  const random = seededRandom(21);
  const runs = 400;
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    const counts = drawMultinomial(300, law, random);
    const options = { random, resamples: 399 };
    const { low, high } = pairedMetricBootstrap(counts, f1, options);
    if (low <= 0 && 0 <= high) covered += 1;
  }
  expect(Math.abs(covered / runs - 0.947)).toBeLessThan(3.5 * Math.sqrt((0.95 * 0.05) / runs));
});

it("warns where positives are too few to decide", () => {
  const options = { random: seededRandom(1), resamples: 999 };
  const rare = pairedMetricBootstrap(Float64Array.of(96, 1, 0, 0, 1, 1, 1, 0), f1, options);
  expect(rare).toMatchObject({ positives: 3, tooFewPositives: true });
  expect(rare.degenerateShare).toBeGreaterThan(0.01);
  const enough = pairedMetricBootstrap(Float64Array.of(96, 1, 0, 0, 1, 1, 1, 40), f1, options);
  expect(enough).toMatchObject({ positives: 43, tooFewPositives: false, degenerateShare: 0 });
});

it("gives the same bytes for the same seed", () => {
  const run = () =>
    pairedMetricBootstrap(Float64Array.of(9, 3, 2, 1, 4, 5, 2, 9), f1, { random: seededRandom(5) });
  expect(run()).toEqual(run());
  expect(() => pairedMetricBootstrap(new Float64Array(8), f1, { random: () => 0 })).toThrow(
    "no row to score",
  );
});
