import fc from "fast-check";
import { expect, it } from "vitest";
import { accuracy, balancedAccuracy } from "../../../src/stats/scores/accuracy.js";
import { BINARY_METRICS } from "../../../src/stats/scores/binary-metrics.js";
import { confusionMatrix } from "../../../src/stats/scores/confusion-matrix.js";
import { matthewsCorrelation } from "../../../src/stats/scores/matthews-correlation.js";
import { countsOfA, countsOfB, pairedCells } from "../../../src/stats/scores/paired-cells.js";
import { precisionRecall } from "../../../src/stats/scores/precision-recall.js";

const bit = fc.nat(1);
const rows = fc.array(fc.tuple(bit, bit, bit), { minLength: 1, maxLength: 40 });

it("agrees with the scores of confusion matrices, for both models", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, a, b] = ([0, 1, 2] as const).map((i) => list.map((row) => row[i]));
      const cells = pairedCells(labels!, a!, b!);
      for (const [counts, predictions] of [
        [countsOfA(cells), a!],
        [countsOfB(cells), b!],
      ] as const) {
        const matrix = confusionMatrix(labels!, predictions);
        const positive = precisionRecall(matrix, 1);
        expect(BINARY_METRICS.f1(counts) ?? 0).toBe(positive.f1);
        expect(BINARY_METRICS.precision(counts) ?? 0).toBe(positive.precision);
        expect(BINARY_METRICS.recall(counts) ?? 0).toBe(positive.recall);
        expect(BINARY_METRICS.specificity(counts) ?? 0).toBe(precisionRecall(matrix, 0).recall);
        expect(BINARY_METRICS.accuracy(counts)).toBe(accuracy(matrix));
        expect(BINARY_METRICS.mcc(counts) ?? 0).toBeCloseTo(matthewsCorrelation(matrix), 12);
        const balanced = BINARY_METRICS.balanced_accuracy(counts);
        if (balanced !== undefined) expect(balanced).toBeCloseTo(balancedAccuracy(matrix), 12);
      }
    }),
  );
});

it("refuses rows that are not three bits", () => {
  expect(() => pairedCells([1], [1], [1, 0])).toThrow("1 labels for 1 and 2 predictions");
  expect(() => pairedCells([], [], [])).toThrow("no row to score");
  expect(() => pairedCells([1, 0], [1, 2], [1, 0])).toThrow(
    expect.objectContaining({ where: "a[1]" }),
  );
});
