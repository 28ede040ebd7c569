import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { columnTree, halvedBins } from "../../src/detect/bin-tree.js";
import { NodeScores, hypergeometricScore } from "../../src/detect/node-scores.js";
import {
  hypergeometricLowerTail,
  logHypergeometricPmf,
} from "../../src/stats/distributions/hypergeometric.js";
import { normalCdf, normalQuantile } from "../../src/stats/distributions/normal.js";

it.each([
  [5, 30, 70, 20, -0.5098565074],
  [12, 30, 70, 20, 3.070388985],
  [0, 3, 97, 10, -0.3497442892],
  [40, 500, 500, 50, 4.436662601],
])("scores %i of %i marked, %i others, %i draws", (x, marked, others, draws, z) => {
  expect(hypergeometricScore(x, { marked, others, draws }, 0.5)).toBeCloseTo(z, 9);
});

it("gives the scores of three ticks of four bins", () => {
  const scores = new NodeScores(halvedBins(0, 4));
  const totals = new Float64Array(4).fill(100);
  const tick = (...batch: number[]) => {
    batch.forEach((count, bin) => (totals[bin]! += count));
    scores.score(totals, Float64Array.from(batch), () => 0.5);
    return Array.from(scores.z, (z) => Number(z.toFixed(8)) + 0);
  };
  expect(tick(12, 13, 12, 13)).toEqual([0, 0.18372769, 0.18372769]);
  expect(tick(8, 10, 14, 18)).toEqual([1.8673497, 0.42082051, 0.62572054]);
  expect(tick(6, 9, 15, 20)).toEqual([2.51730119, 0.67876465, 0.67283701]);
});

it("is the normal score of the randomised tail, summed in full", () => {
  const urn = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 60 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  );
  fc.assert(
    fc.property(urn, ([marked, others, part, where, chance]) => {
      const draws = Math.round(part * (marked + others));
      const law = { marked, others, draws };
      const [low, high] = [Math.max(0, draws - others), Math.min(draws, marked)];
      if (low >= high) return;
      const x = low + Math.round(where * (high - low));
      const u =
        hypergeometricLowerTail(x - 1, law) + chance * Math.exp(logHypergeometricPmf(x, law));
      if (u < 1e-9 || u > 1 - 1e-9) return; // the slow way has no digits left there
      expect(normalCdf(hypergeometricScore(x, law, chance))).toBeCloseTo(u, 12);
    }),
  );
});

it("turns sign when marked and others trade places", () => {
  const law = { marked: 40, others: 90, draws: 50 };
  const mirrored = { marked: 90, others: 40, draws: 50 };
  for (let x = 10; x <= 40; x++)
    expect(hypergeometricScore(x, law, 0.3)).toBeCloseTo(
      -hypergeometricScore(50 - x, mirrored, 0.7),
      10,
    );
});

it("is independent and standard normal", () => {
  // 1e6 draws of the urn by its table; 3 standard errors of the moments are .003, .0042, .03.
  const law = { marked: 30, others: 70, draws: 50 };
  const table = Array.from({ length: 31 }, (_, x) => hypergeometricLowerTail(x, law));
  const random = seededRandom(3);
  let [sum, squares, fourth] = [0, 0, 0];
  for (let i = 0; i < 1_000_000; i++) {
    const u = random();
    let x = 5;
    while (table[x]! <= u) x += 1;
    const z = hypergeometricScore(x, law, random());
    sum += z;
    squares += z * z;
    fourth += z ** 4;
  }
  expect(sum / 1e6).toBeCloseTo(0, 2);
  expect(Math.abs(squares / 1e6 - 1)).toBeLessThan(0.005);
  expect(Math.abs(fourth / 1e6 - 3)).toBeLessThan(0.04);
});

it("says so where a node has nothing to say, and scores chance", () => {
  const scores = new NodeScores(columnTree(3));
  scores.score(Float64Array.of(0, 7, 2), Float64Array.of(0, 3, 0), () => 0.2);
  expect(scores.spoke).toEqual(Uint8Array.of(0, 1)); // no row is missing
  expect(scores.z[0]).toBe(normalQuantile(0.2));
});

it("stays finite where a million rows change sides", () => {
  const scores = new NodeScores(columnTree(3));
  scores.score(Float64Array.of(0, 1e9, 1e6), Float64Array.of(0, 0, 1e6), () => 0.5);
  expect(scores.z[1]).toBeGreaterThan(29);
  expect(scores.z[1]).toBeLessThan(30);
});
