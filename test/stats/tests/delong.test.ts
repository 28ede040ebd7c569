import fc from "fast-check";
import { expect, it } from "vitest";
import { rocAuc } from "../../../src/stats/scores/roc-auc.js";
import { delongAuc, delongTest } from "../../../src/stats/tests/delong.js";

// Few distinct scores, so that ties abound; at least two rows of each class, in unequal numbers.
const score = fc.integer({ min: -4, max: 4 });
const rows = fc
  .array(fc.tuple(fc.nat(1), score, score), { minLength: 4, maxLength: 30 })
  .filter((list) => [0, 1].every((c) => list.filter(([label]) => label === c).length > 1));
const split = (list: [number, number, number][]) => {
  const column = (index: 0 | 1 | 2) => Object.freeze(list.map((row) => row[index]));
  return [column(0), column(1), column(2)] as const;
};

/** DeLong's covariance from all pairs of a positive and a negative, as the paper writes it. */
function slowCovariance(list: [number, number, number][]): number {
  const positives = list.filter(([label]) => label === 1);
  const negatives = list.filter(([label]) => label === 0);
  const psi = (x: number, y: number) => (Math.sign(x - y) + 1) / 2;
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const ofClass = (own: typeof list, others: typeof list, turn: 1 | -1) => {
    const place = (index: 1 | 2) =>
      own.map((row) => mean(others.map((other) => psi(turn * row[index], turn * other[index]))));
    const [va, vb] = [place(1), place(2)];
    const [ma, mb] = [mean(va), mean(vb)];
    const sum = va.reduce((total, value, i) => total + (value - ma) * (vb[i]! - mb), 0);
    return sum / (own.length - 1) / own.length;
  };
  return ofClass(positives, negatives, 1) + ofClass(negatives, positives, -1);
}

it("is the covariance of all pairs, done the slow way", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, a, b] = split(list);
      const single = delongAuc(labels, a);
      expect(single.auc).toBe(rocAuc(labels, a));
      const alone = list.map(([label, s]): [number, number, number] => [label, s, s]);
      expect(single.variance).toBeCloseTo(slowCovariance(alone), 12);
      try {
        expect(delongTest(labels, a, b).covariance).toBeCloseTo(slowCovariance(list), 12);
      } catch (error) {
        expect(error).toHaveProperty("name", "UndefinedError");
      }
    }),
  );
});

it("turns its sign and keeps its p when the scores trade places", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, a, b] = split(list);
      let one: ReturnType<typeof delongTest>;
      try {
        one = delongTest(labels, a, b);
      } catch {
        return; // areas that differ without variance: see the refusals
      }
      const other = delongTest(labels, b, a);
      expect(other.difference).toBe(0 - one.difference);
      expect(other.pValue).toBe(one.pValue);
      if (one.z === undefined) return;
      const { variance } = one.a;
      const spread = variance + one.b.variance - 2 * one.covariance;
      expect(one.difference).toBeCloseTo(one.z * Math.sqrt(spread), 7);
    }),
  );
});

it("finds no difference between scores of the same order", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, a] = split(list);
      const bent = a.map((value) => Math.exp(value / 3));
      const { pValue, z } = delongTest(labels, a, bent);
      expect([pValue, z]).toEqual([1, undefined]);
    }),
  );
});

it("keeps its interval inside [0, 1] and widens it with the confidence", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const [labels, a] = split(list);
      const [narrow, wide] = [delongAuc(labels, a, 0.8), delongAuc(labels, a, 0.99)];
      expect(wide.low).toBeGreaterThanOrEqual(0);
      expect(wide.low).toBeLessThanOrEqual(narrow.low);
      expect(narrow.high).toBeLessThanOrEqual(wide.high);
      expect(wide.high).toBeLessThanOrEqual(1);
    }),
  );
});

it("refuses what has no answer", () => {
  const undefinedError = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => delongAuc([1, 0, 0], [3, 1, 2])).toThrow(undefinedError); // one positive
  expect(() => delongAuc([1, 1], [3, 1])).toThrow(undefinedError);
  expect(() => delongTest([0, 0, 1, 1], [1, 2, 3, 4], [4, 3, 2, 1])).toThrow("with variance 0");
  expect(() => delongTest([0, 1], [1], [1, 2])).toThrow("2 labels for 1 scores");
  expect(() => delongAuc([0, 0, 1, 1], [1, 2, 3, 4], 95)).toThrow("confidence 95");
});
