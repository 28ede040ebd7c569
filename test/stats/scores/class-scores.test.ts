import fc from "fast-check";
import { expect, it } from "vitest";
import { accuracy, balancedAccuracy } from "../../../src/stats/scores/accuracy.js";
import { cohensKappa } from "../../../src/stats/scores/cohens-kappa.js";
import { confusionMatrix } from "../../../src/stats/scores/confusion-matrix.js";
import { matthewsCorrelation } from "../../../src/stats/scores/matthews-correlation.js";
import { averagePrecisionRecall } from "../../../src/stats/scores/precision-recall.js";

const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 60 });
const matrixOf = (pairs: [number, number][]) =>
  confusionMatrix(
    pairs.map(([t]) => t),
    pairs.map(([, p]) => p),
  );

it("correlates two classes as Pearson does their 0 and 1", () => {
  const pairs = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(pairs, (list) => {
      const mean = (side: 0 | 1) => list.reduce((sum, pair) => sum + pair[side], 0) / list.length;
      const [t, p] = [mean(0), mean(1)];
      const covariance = list.reduce((sum, [a, b]) => sum + (a - t) * (b - p), 0) / list.length;
      const spread = Math.sqrt(t * (1 - t) * p * (1 - p));
      const expected = spread === 0 ? 0 : covariance / spread;
      expect(matthewsCorrelation(matrixOf(list))).toBeCloseTo(expected, 10);
    }),
  );
});

it("keeps within bounds, and reaches them exactly", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const matrix = matrixOf(list);
      expect(Math.abs(matthewsCorrelation(matrix))).toBeLessThanOrEqual(1);
      for (const share of [accuracy(matrix), balancedAccuracy(matrix)]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      const perfect = matrixOf(list.map(([t]) => [t, t]));
      expect(accuracy(perfect)).toBe(1);
      expect(matthewsCorrelation(perfect)).toBe(perfect.labels.length > 1 ? 1 : 0);
      if (perfect.labels.length > 1) expect(cohensKappa(perfect)).toBe(1);
    }),
  );
});

it("does not care which of truth and prediction comes first, where it should not", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [matrix, turned] = [matrixOf(list), matrixOf(list.map(([t, p]) => [p, t]))];
      expect(matthewsCorrelation(turned)).toBeCloseTo(matthewsCorrelation(matrix), 12);
      if (matrix.labels.length > 1)
        expect(cohensKappa(turned)).toBeCloseTo(cohensKappa(matrix), 12);
      const [one, other] = [matrix, turned].map((m) => averagePrecisionRecall(m, "macro"));
      expect(one!.precision).toBeCloseTo(other!.recall, 12);
      expect(one!.f1).toBeCloseTo(other!.f1, 12);
    }),
  );
});

it("has one micro average, the accuracy, and it is the weighted recall too", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const matrix = matrixOf(list);
      const share = accuracy(matrix);
      const micro = averagePrecisionRecall(matrix, "micro");
      expect(micro).toEqual({ precision: share, recall: share, f1: share });
      expect(averagePrecisionRecall(matrix, "weighted").recall).toBeCloseTo(share, 12);
    }),
  );
});

it("counts an empty denominator as it is told", () => {
  const matrix = confusionMatrix([0, 0, 1], [0, 0, 0]);
  expect(averagePrecisionRecall(matrix, "macro", 0).precision).toBeCloseTo(1 / 3, 12);
  expect(averagePrecisionRecall(matrix, "macro", 1).precision).toBeCloseTo(5 / 6, 12);
});

it("stays exact for a hundred million rows", () => {
  const half = 5e7;
  const totals = Float64Array.of(half, half);
  const hits = Float64Array.of(half - 1, half);
  const matrix = { labels: [0, 1], counts: [], support: totals, predicted: totals, hits, n: 1e8 };
  expect(matthewsCorrelation(matrix)).toBeCloseTo(1 - 1 / half, 15);
});

it("has no kappa for one class", () => {
  expect(() => cohensKappa(confusionMatrix([1], [1]))).toThrow("only one class occurs");
});
