import { expect, it } from "vitest";
import type { Sample } from "../../../src/core/sample.js";
import { seededRandom } from "../../../src/core/random.js";
import {
  jensenShannonDistance,
  summedJensenShannon,
} from "../../../src/stats/distances/jensen-shannon.js";
import {
  kullbackLeibler,
  summedKullbackLeibler,
} from "../../../src/stats/distances/kullback-leibler.js";
import { redrawnNulls } from "../../../src/stats/distances/redrawn-nulls.js";
import {
  summedTotalVariation,
  totalVariation,
} from "../../../src/stats/distances/total-variation.js";
import { drawMultinomial } from "../../../src/stats/resampling/draw-multinomial.js";
import { fisherExact } from "../../../src/stats/tests/fisher-exact.js";

const distances = { js: jensenShannonDistance, tv: totalVariation };

it("comes near the exact p where there are two bins", () => {
  // Of equal sizes, total variation orders the tables as their probability does.
  const random = seededRandom(1);
  const { tv } = redrawnNulls([30, 20], [20, 30], distances, { random, draws: 9999 });
  const exact = fisherExact({ a: 30, b: 20, c: 20, d: 30 }).twoSided;
  expect(Math.abs(tv.pValue - exact)).toBeLessThan(5 * Math.sqrt(exact / 9999));
});

it("has a threshold that agrees with its p", () => {
  const random = seededRandom(2);
  for (let i = 0; i < 40; i++) {
    const [x, y] = [
      drawMultinomial(80, [1, 2, 3, 4], random),
      drawMultinomial(50, [1.5, 2, 3, 3], random),
    ];
    const { js } = redrawnNulls(x, y, distances, { random, draws: 199, alpha: 0.1 });
    // Redraws within the last bits of the threshold count as reaching it.
    if (Math.abs(js.value - js.threshold) < 1e-12) continue;
    expect(js.pValue <= 0.1).toBe(js.value > js.threshold);
  }
});

it("finds something in 5 % of samples that nothing divides, and in those that something does", () => {
  const random = seededRandom(3);
  const shares = [5, 1, 2, 0.1];
  let found = 0;
  for (let i = 0; i < 600; i++) {
    const [x, y] = [drawMultinomial(70, shares, random), drawMultinomial(40, shares, random)];
    if (redrawnNulls(x, y, distances, { random, draws: 199 }).js.pValue <= 0.05) found += 1;
  }
  expect(found / 600).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 600));
  expect(found / 600).toBeGreaterThan(0.02); // few distinct distances keep it below 0.05
  const drifted = redrawnNulls([70, 30], [30, 70], distances, { random });
  expect(drifted.js.pValue).toBe(0.001);
});

it("comes to the same summed bin by bin as taken of the whole, ties and raised shares too", () => {
  const wholes = {
    js: (x: Sample, y: Sample) => jensenShannonDistance(x, y, 2),
    kl: (x: Sample, y: Sample) => kullbackLeibler(x, y, 1e-2),
    tv: totalVariation,
  };
  const summed = {
    js: summedJensenShannon(2),
    kl: summedKullbackLeibler(1e-2),
    tv: summedTotalVariation,
  };
  for (const [x, y] of [
    [
      [10, 10, 10, 10, 9],
      [11, 12, 8, 9, 10],
    ],
    [
      [3, 0, 1, 900],
      [0, 2, 2, 400],
    ],
  ] as const) {
    const plain = redrawnNulls(x, y, wholes, { random: seededRandom(8) });
    const quick = redrawnNulls(x, y, summed, { random: seededRandom(8) });
    for (const name of ["js", "kl", "tv"] as const) {
      expect(quick[name].pValue).toBe(plain[name].pValue);
      expect(quick[name].threshold).toBeCloseTo(plain[name].threshold, 14);
    }
  }
});

it("is the same for the same seed, whatever the size of the samples", () => {
  const run = () => {
    const options = { random: seededRandom(4) };
    return redrawnNulls([1e6, 2e6, 5e5], [1.001e6, 2e6, 4.99e5], distances, options);
  };
  expect(run()).toEqual(run());
});

it("is 1 where no redraw can differ, with no threshold below what so few draws can tell", () => {
  const { tv } = redrawnNulls([4, 0], [9, 0], distances, { random: seededRandom(5), alpha: 1e-4 });
  expect(tv).toEqual({ value: 0, pValue: 1, threshold: Infinity });
});

it.each([
  ["weights", [0.5, 1], [1, 1], "InputError"],
  ["other bins", [1, 1], [1], "InputError"],
  ["an empty side", [0, 0], [1, 1], "UndefinedError"],
])("refuses %s", (_, x, y, name) => {
  const call = () => redrawnNulls(x, y, distances, { random: seededRandom(6) });
  expect(call).toThrow(expect.objectContaining({ name }));
});
