import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mannWhitney as statistic } from "../../../src/flows/statistics/ranks/mann-whitney.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { mannWhitney } from "../../../src/stats/tests/mann-whitney.js";
import { mannWhitneyAsymptotic } from "../../../src/stats/tests/mann-whitney-asymptotic.js";
import { mannWhitneyExact } from "../../../src/stats/tests/mann-whitney-exact.js";
import { rankSum } from "../../../src/stats/tests/rank-sum.js";
import { smallestPossibleP } from "../../../src/stats/tests/smallest-possible-p.js";
import { agreesWithOracle } from "../../oracle.js";

const SIDES = ["two_sided", "less", "greater"];
agreesWithOracle("mann_whitney", (question) => statistic.answer(question), [
  "U_x",
  "smallest_possible_p",
  ...SIDES.flatMap((side) => [`asymptotic_continuity.${side}.p`, `asymptotic.${side}.p`]),
]);
// The oracle's largest exact cases hold 205 values: the rule is about cost, not about size alone.
agreesWithOracle(
  "mann_whitney",
  (question) => statistic.answer(question),
  SIDES.map((side) => `exact.${side}`),
  { only: ({ name }) => !name.startsWith("large") },
);

/** Few distinct values and unequal sizes, so that ties abound and every labeling can be tried. */
const pair = fc.tuple(
  fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 }),
  fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 7 }),
);

/** U by its definition, doubled: pair by pair. */
function doubledU(x: readonly number[], y: readonly number[]): number {
  return x.flatMap((a) => y.map((b) => Math.sign(a - b) + 1)).reduce((sum, s) => sum + s, 0);
}

/** Doubled U of every way to choose x from the pooled values. */
function allDoubledU(pooled: readonly number[], m: number): number[] {
  return Array.from({ length: 2 ** pooled.length }, (_, labels) => labels)
    .map((labels) => ({
      x: pooled.filter((_, i) => (labels >> i) & 1),
      y: pooled.filter((_, i) => !((labels >> i) & 1)),
    }))
    .filter(({ x }) => x.length === m)
    .map(({ x, y }) => doubledU(x, y));
}

describe("the exact p-value", () => {
  it("is the share of all labelings that are as extreme, ties included", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const observed = doubledU(x, y);
        const law = allDoubledU([...x, ...y], x.length);
        const share = (extreme: (u: number) => boolean) => law.filter(extreme).length / law.length;
        const mean = x.length * y.length;
        const exact = mannWhitneyExact(poolSamples(x, y));
        expect(exact.less).toBeCloseTo(
          share((u) => u <= observed),
          12,
        );
        expect(exact.greater).toBeCloseTo(
          share((u) => u >= observed),
          12,
        );
        const far = (u: number) => Math.abs(u - mean) >= Math.abs(observed - mean);
        expect(exact["two-sided"]).toBeCloseTo(share(far), 12);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [[1, 2, 2, 3, 5], [2, 4, 4, 5, 6, 7], 13 / 154],
    [[1, 2, 3], [4, 5, 6], 1 / 10],
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 1 / 126],
    [[0, 1, 1, 2, 2, 2, 3, 3, 4, 5], [1, 2, 3, 3, 4, 4, 5, 5, 6, 7], 4249 / 92378],
    [[0.1, 0.4, 0.7, 1.2, 1.9], [0.2, 0.9, 1.5, 1.6, 2, 2.5], 19 / 77],
  ])("of %j against %j is a known fraction", (x, y, p) => {
    expect(mannWhitney(x, y)).toMatchObject({ method: "exact" });
    expect(mannWhitney(x, y).pValue).toBeCloseTo(p, 13);
  });

  it("keeps its relative precision in the far tail, where 1 - p would be 0", () => {
    const x = Array.from({ length: 50 }, (_, i) => i);
    const y = Array.from({ length: 50 }, (_, i) => 100 + i);
    const p = 2 / Number(100891344545564193334812497256n); // C(100, 50), in whole numbers
    expect(mannWhitney(x, y).pValue / p).toBeCloseTo(1, 12);
    expect(smallestPossibleP(poolSamples(x, y)) / p).toBeCloseTo(1, 12);
  });
});

describe("the smallest possible p", () => {
  it("is the least two-sided p over all labelings", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const law = allDoubledU([...x, ...y], x.length);
        const distance = law.map((u) => Math.abs(u - x.length * y.length));
        const farthest = Math.max(...distance);
        const share = distance.filter((d) => d === farthest).length / law.length;
        expect(smallestPossibleP(poolSamples(x, y))).toBeCloseTo(share, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("stays a number where counts of labelings overflow", () => {
    const half = Array.from({ length: 2000 }, (_, i) => i % 2);
    expect(smallestPossibleP(poolSamples(half, half))).toBe(0);
    const rare = Array.from({ length: 2000 }, (_, i) => (i === 0 ? 1 : 0));
    // One value of 4000 differs, and half of the labelings give it to x.
    expect(
      smallestPossibleP(
        poolSamples(
          rare,
          half.map(() => 0),
        ),
      ),
    ).toBeCloseTo(1, 10);
  });
});

describe("the test as a whole", () => {
  it("swaps its sides when the samples trade places", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const [there, back] = [
          mannWhitneyExact(poolSamples(x, y)),
          mannWhitneyExact(poolSamples(y, x)),
        ];
        expect(there["two-sided"]).toBeCloseTo(back["two-sided"], 13);
        expect(there.less).toBeCloseTo(back.greater, 13);
      }),
    );
  });

  it("sees order alone: any increasing change of scale leaves it as it is", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const stretched = mannWhitney(x.map(Math.exp), y.map(Math.exp));
        expect(stretched).toEqual(mannWhitney(x, y));
      }),
    );
  });

  it("goes asymptotic beyond the sizes that it can count, and says so", () => {
    const x = Array.from({ length: 300 }, (_, i) => i);
    const y = x.map((value) => value + 0.5);
    const { method, pValue } = mannWhitney(x, y, { alternative: "less" });
    expect(method).toBe("asymptotic");
    expect(pValue).toBe(mannWhitneyAsymptotic(poolSamples(x, y)).less.p);
    expect(() => mannWhitney(x, y, { method: "exact" })).toThrow(/too large/);
  });

  it("takes infinities as the largest values", () => {
    expect(mannWhitney([-Infinity, 1], [2, Infinity]).pValue).toBeCloseTo(1 / 3, 14);
  });

  it("is certain of nothing when all values are equal", () => {
    expect(mannWhitney([5, 5], [5, 5, 5]).pValue).toBe(1);
    expect(() => mannWhitney([5, 5], [5, 5, 5], { method: "asymptotic" })).toThrow(
      expect.objectContaining({ name: "UndefinedError" }),
    );
  });

  it("refuses an empty sample and a NaN, by name", () => {
    expect(() => mannWhitney([], [1])).toThrow(/sample x is empty/);
    expect(() => mannWhitney([1], [2, Number.NaN])).toThrow(
      expect.objectContaining({ name: "InputError", where: "y[1]" }),
    );
  });

  it("leaves its samples as they were", () => {
    const x = Object.freeze([3, 1, 2]);
    expect(() => mannWhitney(x, Object.freeze([2, 9]))).not.toThrow();
  });
});

it("keeps the tie correction's digits where nearly all values are equal", () => {
  const n = 1e8;
  const [values, x, y] = [
    [0, 1],
    [n - 1, 1],
    [n, 0],
  ].map((list) => Float64Array.from(list));
  // One value of N differs: 1 − Σ(t³ − t) / (N³ − N) is 3 / (N + 1).
  const { tieCorrection } = rankSum({ values: values!, x: x!, y: y!, m: n, n });
  expect(tieCorrection / (3 / (2 * n + 1))).toBeCloseTo(1, 13);
});
