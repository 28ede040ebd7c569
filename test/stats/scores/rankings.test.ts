import fc from "fast-check";
import { expect, it } from "vitest";
import { averagePrecision, trapezoidPrAuc } from "../../../src/stats/scores/average-precision.js";
import { oneVsOneAuc, oneVsRestAuc } from "../../../src/stats/scores/multiclass-auc.js";
import { rocAuc, rocCurve } from "../../../src/stats/scores/roc-auc.js";

// Few distinct scores, so that ties abound; both classes occur, in unequal numbers.
const rows = fc
  .array(fc.tuple(fc.nat(1), fc.integer({ min: -4, max: 4 })), { minLength: 2, maxLength: 40 })
  .filter((list) => new Set(list.map(([label]) => label)).size === 2);
const split = (list: [number, number][]) =>
  [list.map(([label]) => label), list.map(([, score]) => score)] as const;

it("is the share of pairs that are ranked right", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const wins = list.flatMap(([a, s]) =>
        list.filter(([b]) => a === 1 && b === 0).map(([, t]) => (Math.sign(s - t) + 1) / 2),
      );
      const share = wins.reduce((sum, win) => sum + win, 0) / wins.length;
      expect(rocAuc(...split(list))).toBeCloseTo(share, 12);
    }),
  );
});

it("is the area under the curve, and turns with the scores", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, scores] = split(list);
      const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(labels, scores);
      let area = 0;
      for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2;
      expect(area).toBeCloseTo(rocAuc(labels, scores), 12);
      expect([x.at(-1), y.at(-1)]).toEqual([1, 1]);
      const turned = scores.map((score) => -score);
      expect(rocAuc(labels, turned)).toBeCloseTo(1 - rocAuc(labels, scores), 12);
    }),
  );
});

it("sees the order of the scores alone", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, scores] = split(list);
      const bent = Object.freeze(scores.map((score) => (score === 4 ? Infinity : score ** 3 - 7)));
      expect(rocAuc(labels, bent)).toBe(rocAuc(labels, scores));
      expect(averagePrecision(labels, bent)).toBe(averagePrecision(labels, scores));
    }),
  );
});

it("averages the precision as its definition says, threshold by threshold", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, scores] = split(list);
      const positives = labels.filter((label) => label === 1).length;
      const thresholds = [...new Set(scores)].sort((a, b) => b - a);
      const points = thresholds.map((threshold) => {
        const taken = list.filter(([, score]) => score >= threshold);
        const hits = taken.filter(([label]) => label === 1).length;
        return { recall: hits / positives, precision: hits / taken.length };
      });
      let [steps, slopes] = [0, 0];
      points.forEach(({ recall, precision }, i) => {
        const before = points[i - 1] ?? { recall: 0, precision: 1 };
        steps += (recall - before.recall) * precision;
        slopes += ((recall - before.recall) * (precision + before.precision)) / 2;
      });
      expect(averagePrecision(labels, scores)).toBeCloseTo(steps, 12);
      expect(trapezoidPrAuc(labels, scores)).toBeCloseTo(slopes, 12);
    }),
  );
});

it("is the plain AUC where there are two classes", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, scores] = split(list);
      const probabilities = scores.map((score) => [0.5 - score / 8, 0.5 + score / 8]);
      const auc = rocAuc(labels, scores);
      expect(oneVsRestAuc(labels, probabilities)).toBeCloseTo(auc, 12);
      expect(oneVsRestAuc(labels, probabilities, "weighted")).toBeCloseTo(auc, 12);
      expect(oneVsOneAuc(labels, probabilities)).toBeCloseTo(auc, 12);
    }),
  );
});

it("ranks a million rows in a moment", () => {
  const n = 1_000_000;
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const scores = Float64Array.from({ length: n }, (_, i) => (i * 7919) % n);
  expect(rocAuc(labels, scores)).toBeGreaterThan(0.49);
});

it("refuses what is not a ranking of two classes", () => {
  expect(() => rocAuc([1, 0], [1])).toThrow("2 labels for 1 scores");
  expect(() => rocAuc([], [])).toThrow("no row to score");
  expect(() => rocAuc([0, 2], [1, 1])).toThrow(expect.objectContaining({ where: "labels[1]" }));
  expect(() => rocAuc([0, 1], [1, Number.NaN])).toThrow("a score is NaN");
  const oneClass = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => rocAuc([1, 1], [1, 2])).toThrow(oneClass);
  expect(() => averagePrecision([0, 0], [1, 2])).toThrow(oneClass);
  expect(() =>
    oneVsRestAuc(
      [0, 0],
      [
        [1, 0],
        [0.5, 0.5],
      ],
    ),
  ).toThrow("class number 1 does not occur");
});
