import fc from "fast-check";
import { expect, it } from "vitest";
import { confusionMatrix, sortedLabels } from "../../../src/stats/scores/confusion-matrix.js";

const label = fc.constantFrom("a", "b", "B", 1, 2, 10, "1", true, false);
const rows = fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 });

it("counts every pair of classes", () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const truth = Object.freeze(pairs.map(([t]) => t));
      const predictions = Object.freeze(pairs.map(([, p]) => p));
      const { labels, counts, support, predicted, hits, n } = confusionMatrix(truth, predictions);
      expect(n).toBe(pairs.length);
      labels.forEach((t, i) => {
        labels.forEach((p, j) => {
          expect(counts[i]![j]).toBe(pairs.filter((pair) => pair[0] === t && pair[1] === p).length);
        });
        expect(support[i]).toBe(truth.filter((other) => other === t).length);
        expect(predicted[i]).toBe(predictions.filter((other) => other === t).length);
        expect(hits[i]).toBe(counts[i]![i]);
      });
    }),
  );
});

it("sorts numbers by size, texts by code unit, and keeps kinds apart", () => {
  expect(sortedLabels(["b", 10, "B", true, 9, "1", 1, false])).toEqual(
    [false, true, 1, 9, 10, "1", "B", "b"], // prettier-ignore
  );
});

it("refuses rows that are not pairs of classes", () => {
  expect(() => confusionMatrix([1], [1, 0])).toThrow("1 true classes for 2 predictions");
  expect(() => confusionMatrix([], [])).toThrow("no row to score");
  expect(() => confusionMatrix([1], [Number.NaN])).toThrow("a class is NaN");
});
