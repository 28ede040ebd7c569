import fc from "fast-check";
import { expect, it } from "vitest";
import { brierScore, multiclassBrierScore } from "../../../src/stats/scores/brier-score.js";
import {
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
  topLabelCalibrationError,
} from "../../../src/stats/scores/calibration-error.js";
import { logLoss, multiclassLogLoss } from "../../../src/stats/scores/log-loss.js";

// Hundredths, so that many lie on the edge of a bin.
const rows = fc.array(fc.tuple(fc.nat(1), fc.nat(100)), { minLength: 1, maxLength: 40 });
const split = (list: [number, number][]) =>
  [list.map(([label]) => label), list.map(([, p]) => p / 100)] as const;

it("is twice the binary Brier score and the same log-loss for two classes", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, p] = split(list);
      const both = p.map((one) => [1 - one, one]);
      expect(multiclassBrierScore(labels, both)).toBeCloseTo(2 * brierScore(labels, p), 12);
      expect(multiclassLogLoss(labels, both)).toBeCloseTo(logLoss(labels, p), 8);
    }),
  );
});

it("makes a wrong certainty dear, not infinitely so", () => {
  expect(logLoss([1], [0])).toBeCloseTo(-Math.log(Number.EPSILON), 12);
  expect(logLoss([1], [0], 1e-15)).toBeCloseTo(-Math.log(1e-15), 12);
  expect(logLoss([0], [Number.EPSILON / 8])).toBe(-Math.log1p(-Number.EPSILON));
});

it("puts each probability into the bin whose edges hold it", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 30 }), (list, bins) => {
      const [labels, p] = split(list);
      const edges = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
      const slow = new Map<number, number[]>();
      p.forEach((one, row) => {
        const bin = edges.filter((edge) => edge < one).length;
        slow.set(bin, [...(slow.get(bin) ?? []), row]);
      });
      const fast = reliabilityBins(labels, p, bins);
      expect(fast.map(({ bin }) => bin)).toEqual([...slow.keys()].sort((a, b) => a - b));
      for (const { bin, n, meanPrediction, meanOutcome } of fast) {
        const own = slow.get(bin)!;
        const mean = (list: readonly number[]) =>
          own.reduce((sum, row) => sum + list[row]!, 0) / own.length;
        expect(n).toBe(own.length);
        expect(meanPrediction).toBeCloseTo(mean(p), 12);
        expect(meanOutcome).toBeCloseTo(mean(labels), 12);
      }
    }),
  );
});

it("is never off by more on average than at most", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, p] = split(list);
      const most = maximumCalibrationError(labels, p);
      expect(expectedCalibrationError(labels, p)).toBeLessThanOrEqual(most + 1e-12);
      expect(most).toBeLessThanOrEqual(1);
      const turned = labels.map((label) => 1 - label);
      // The same class is predicted with the same confidence, but for the tie at ½.
      if (p.includes(0.5)) return;
      const away = p.map((one) => 1 - one);
      expect(topLabelCalibrationError(turned, away, 1)).toBeCloseTo(
        topLabelCalibrationError(labels, p, 1),
        12,
      );
    }),
  );
});

it("refuses what is not a probability", () => {
  const outside = expect.objectContaining({ where: "probabilities[1]" }) as Error;
  expect(() => logLoss([0, 1], [0, 1.5])).toThrow(outside);
  expect(() => brierScore([0, 1], [0, -0.5])).toThrow(outside);
  expect(() => reliabilityBins([1], [1], 0)).toThrow("0 is not a number of bins");
  expect(() => multiclassLogLoss([0], [[0.5, 0.25]])).toThrow("row 0 adds up to 0.75");
  expect(() => multiclassLogLoss([0], [[1.5, -0.5]])).toThrow("probability 1.5 lies outside");
  expect(() => multiclassLogLoss([2], [[0.5, 0.5]])).toThrow("class 2 is not the number of a");
  expect(() => multiclassLogLoss([0, 0], [[0.5, 0.5], [1]])).toThrow("row 1 holds 1 probabilities");
  expect(() => multiclassBrierScore([0], [])).toThrow("1 classes for 0 rows");
});
