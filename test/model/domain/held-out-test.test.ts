import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { heldOutTest } from "../../../src/model/domain/held-out-test.js";
import { rocAuc } from "../../../src/stats/scores/roc-auc.js";

// Few distinct scores, so that ties abound; at least one row of either label.
const part = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1)), {
    minLength: 2,
    maxLength: 30,
  })
  .map((rows) => ({
    labels: [0, 1, ...rows.map(([, label]) => label)],
    scores: Float64Array.of(2, 3, ...rows.map(([score]) => score)),
    weight: 1,
  }));

const few = { most: 99 }; // permutations do not matter to z
const zOf = (...parts: Parameters<typeof heldOutTest>[0]) =>
  heldOutTest(parts, seededRandom(1), few).z;

it("has the z of its definition: an area over its standard error, ties included", () => {
  fc.assert(
    fc.property(part, (one) => {
      const { labels, scores } = one;
      const [m, n] = [1, 0].map((label) => labels.filter((value) => value === label).length);
      const all = m! + n!;
      const tied = [...new Set(scores)].map((s) => scores.filter((other) => other === s).length);
      const ties = tied.reduce((sum, t) => sum + t ** 3 - t, 0);
      const variance = (all + 1 - ties / (all * (all - 1))) / (12 * m! * n!);
      expect(zOf(one)).toBeCloseTo((rocAuc(labels, scores) - 0.5) / Math.sqrt(variance), 9);
    }),
  );
});

it("adds the parts up by their weights", () => {
  fc.assert(
    fc.property(part, part, (one, two) => {
      const expected = (zOf(one) + 2 * zOf(two)) / Math.sqrt(5);
      expect(zOf(one, { ...two, weight: 2 })).toBeCloseTo(expected, 9);
    }),
  );
});

it("sees the order of the scores alone, and changes sign with the labels", () => {
  fc.assert(
    fc.property(part, (one) => {
      const moved = { ...one, scores: one.scores.map((score) => Math.exp(score) - 9) };
      expect(zOf(moved)).toBeCloseTo(zOf(one), 9);
      const turned = { ...one, labels: one.labels.map((label) => 1 - label) };
      expect(zOf(turned)).toBeCloseTo(-zOf(one), 9);
    }),
  );
});

it("comes to the exact p of a small part", () => {
  const one = { labels: [0, 0, 1, 0, 1], scores: Float64Array.of(1, 2, 3, 4, 5), weight: 1 };
  // Of the ten ways to label two of five ranks, {3, 5} and {4, 5} have a sum of 8 or more.
  const { p, pMethod } = heldOutTest([one], seededRandom(3));
  expect(pMethod).toBe("permutation of 9999");
  expect(Math.abs(p - 0.2)).toBeLessThan(0.016); // four standard errors of 9,999 deals
});

it("has no more than half a chance against scores that all tie", () => {
  const one = { labels: [0, 1, 1], scores: new Float64Array(3), weight: 1 };
  expect(heldOutTest([one], seededRandom(1))).toMatchObject({ z: 0, p: 1 });
});

it("takes the normal tail where deals could not tell p from 0, and fewer deals of many rows", () => {
  const labels = Array.from({ length: 60_000 }, (_, i) => i % 2);
  const far = { labels, scores: Float64Array.from(labels, (y, i) => y + i / 1000), weight: 1 };
  const near = { ...far, scores: Float64Array.from(labels, (_, i) => (i * 7919) % 60_013) };
  expect(heldOutTest([far], seededRandom(1))).toMatchObject({ pMethod: "normal" });
  expect(heldOutTest([near], seededRandom(1), { least: 19, labels: 6e5 })).toMatchObject({
    pMethod: "permutation of 20",
  });
});
