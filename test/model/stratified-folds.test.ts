import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { stratifiedFolds } from "../../src/model/stratified-folds.js";

const classes = ["a", "b", "c"];
const labelled = fc.tuple(
  fc.integer({ min: 2, max: 7 }),
  fc.integer({ min: 0, max: 1000 }),
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }),
);

/** Labels with at least k rows a class, the classes interleaved. */
function labelsOf(k: number, extra: readonly number[]) {
  const labels = extra.flatMap((more, label) => Array<number>(k + more).fill(label));
  return Int32Array.from(labels.map((_, i) => labels[(i * 7919) % labels.length]!));
}

it("gives every fold its share of every class, and of all rows", () => {
  fc.assert(
    fc.property(labelled, ([k, seed, extra]) => {
      const labels = labelsOf(k, extra);
      const counts = classes.map((_, label) => labels.filter((value) => value === label).length);
      if (counts.some((count) => count < k)) return;
      const folds = stratifiedFolds(labels, { k, classes, random: seededRandom(seed) });
      const spread = (rows: readonly number[]) => {
        const perFold = Array.from(
          { length: k },
          (_, f) => rows.filter((r) => folds[r] === f).length,
        );
        return Math.max(...perFold) - Math.min(...perFold);
      };
      const all = [...labels.keys()];
      expect(spread(all)).toBeLessThanOrEqual(1);
      classes.forEach((_, label) => {
        expect(spread(all.filter((row) => labels[row] === label))).toBeLessThanOrEqual(1);
      });
    }),
  );
});

it("deals alike from the same seed, and otherwise from another", () => {
  const labels = Int32Array.from({ length: 100 }, (_, i) => i % 2);
  const deal = (seed: number) =>
    stratifiedFolds(labels, { k: 5, classes, random: seededRandom(seed) });
  expect(deal(1)).toEqual(deal(1));
  expect(deal(1)).not.toEqual(deal(2));
});

it("refuses more folds than a class has rows", () => {
  const call = () =>
    stratifiedFolds(Int32Array.of(0, 0, 0, 1, 1), { k: 3, classes, random: seededRandom(1) });
  expect(call).toThrow('class "b" has 2 rows, fewer than the 3 folds');
  const one = () =>
    stratifiedFolds(Int32Array.of(0, 0), { k: 1, classes, random: seededRandom(1) });
  expect(one).toThrow("1 folds are not enough");
});
