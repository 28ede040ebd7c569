import { expect, it } from "vitest";
import { halvedBins } from "../../src/detect/bin-tree.js";
import { contrast } from "../../src/detect/contrasts.js";
import { Mixture } from "../../src/detect/mixture.js";
import type { WeightedDirection } from "../../src/detect/projections.js";

/** Bets on one direction: places 0 to 3 hold the sizes 1/2, 1, 2, 4 upwards, 4 to 7 downwards. */
const location: WeightedDirection = {
  direction: { look: "location" },
  weight: 1,
  vector: Float64Array.of(1),
};
const recent: WeightedDirection = { direction: { look: "recent", rate: 1 / 8 }, weight: 0.5 };

const SCORES = [0.3, -0.5, 1.8, 2.2, 2.6];

it.each([
  [
    [1, 1, 1, 1, 1],
    [0.8187307531, 0.6690736531, 6.124326393, 38.99818788, 326.6319984],
  ],
  [
    [1, 1, 5, 1, 2],
    [0.8187307531, 0.6690736531, 20.80151306, 119.3403356, 990.8857975],
  ],
])("is the Shiryaev–Roberts statistic with capital %j", (days, wanted) => {
  const mixture = new Mixture([location]);
  const got = SCORES.map((p, i) => {
    mixture.bet(Float64Array.of(p), days[i]!);
    return mixture.held[1]!;
  });
  got.forEach((held, i) => {
    expect(held / wanted[i]!).toBeCloseTo(1, 9);
  });
});

it("gives the statistics of three ticks of four bins", () => {
  const weights = contrast("location", halvedBins(0, 4), [1, 1, 1, 1])!;
  const mixture = new Mixture([location]);
  const ticks = [
    [0, 0.18372769, 0.18372769, 0.13254522, 0.69249464, 0.17641615],
    [1.8673497, 0.42082051, 0.62572054, 1.98360972, 7.461924, 8.4122763],
    [2.51730119, 0.67876465, 0.67283701, 2.65267288, 72.838849, 256.5595],
  ];
  for (const [a, b, c, wanted, one, two] of ticks) {
    const p = weights[0]! * a! + weights[1]! * b! + weights[2]! * c!;
    expect(Math.abs(p - wanted!)).toBeLessThan(2e-6); // the vectors were made with six digits
    mixture.bet(Float64Array.of(p), 1);
    expect(mixture.held[1]! / one!).toBeCloseTo(1, 5);
    expect(mixture.held[2]! / two!).toBeCloseTo(1, 4.5);
  }
  expect(mixture.held[5]! / 0.048198289).toBeCloseTo(1, 5);
});

it("averages its bets, and names the one that holds most", () => {
  const mixture = new Mixture([{ ...location, weight: 0.5 }, recent]);
  mixture.bet(Float64Array.of(-2, 0.1), 1);
  const held = Array.from(mixture.held);
  const mean = held.reduce((sum, value, i) => sum + value * (i < 8 ? 0.5 / 8 : 0.5 / 4), 0);
  expect(mixture.total()).toBeCloseTo(mean, 14);
  expect(mixture.leading()).toEqual({ direction: { look: "location" }, sign: -1, size: 2 });
});

it("keeps the capital of a direction that is not learnt yet", () => {
  const mixture = new Mixture([recent]);
  mixture.bet(Float64Array.of(Number.NaN), 3);
  expect(mixture.held).toEqual(Float64Array.of(3, 3, 3, 3));
});

it("stays finite at the largest score there is", () => {
  const mixture = new Mixture([location]);
  mixture.bet(Float64Array.of(120), 1e6); // 30 at each of 16 nodes, all in one direction
  expect(mixture.total()).toBeLessThan(Infinity);
  mixture.bet(Float64Array.of(-120), 1e6);
  expect(mixture.total()).toBeGreaterThan(0);
});
