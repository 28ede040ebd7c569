import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hodgesLehmann as statistic } from "../../../src/flows/statistics/ranks/hodges-lehmann.js";
import { differencesOf, hodgesLehmann } from "../../../src/stats/effects/hodges-lehmann.js";
import { hodgesLehmannInterval } from "../../../src/stats/effects/hodges-lehmann-interval.js";
import { mannWhitney } from "../../../src/stats/tests/mann-whitney.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("hodges_lehmann", (question) => statistic.answer(question), [
  "estimate",
  "level_0.95.ci_rank_normal",
]);
// The oracle's R stops at 50 values a side; without ties ours does not stop before.
agreesWithOracle(
  "hodges_lehmann",
  (question) => statistic.answer(question),
  ["level_0.95.ci_exact", "level_0.95.achieved_confidence"],
  { only: ({ tags }) => !tags.includes("tied") && !tags.includes("large-n") },
);

const value = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);
const sample = fc.array(value, { minLength: 1, maxLength: 20 });

const listed = (x: readonly number[], y: readonly number[]) =>
  Float64Array.from(x.flatMap((a) => y.map((b) => a - b))).sort();

describe("the differences", () => {
  it("come in the order of the sorted list, rank by rank", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const differences = differencesOf(x, y);
        const all = listed(x, y);
        for (const k of [1, 2, Math.ceil(all.length / 2), all.length]) {
          if (k <= all.length) expect(differences.nth(k)).toBe(all[k - 1]! + 0);
        }
      }),
    );
  });

  it("tell denormal numbers and infinities apart", () => {
    const differences = differencesOf([5e-324, 1, Infinity], [0]);
    expect([1, 2, 3].map((k) => differences.nth(k))).toEqual([5e-324, 1, Infinity]);
  });
});

describe("the shift", () => {
  it("is the median of all differences", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const all = listed(x, y);
        const middle = [all[(all.length - 1) >> 1]!, all[all.length >> 1]!];
        expect(hodgesLehmann(x, y)).toBeCloseTo((middle[0]! + middle[1]!) / 2, 12);
      }),
    );
  });

  it("moves with x", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 20 }), sample, (x, y) => {
        const moved = hodgesLehmann(
          x.map((v) => v + 1000),
          y.map(Math.round),
        );
        expect(moved).toBe(hodgesLehmann(x, y.map(Math.round)) + 1000);
      }),
    );
  });

  it("has no answer where both samples hold the same infinity", () => {
    expect(() => hodgesLehmann([Infinity, 1], [Infinity])).toThrow(
      expect.objectContaining({ name: "UndefinedError" }),
    );
  });
});

describe("the interval", () => {
  it("is [-1.8, 0.5] at 0.9697 on a published pair", () => {
    const [x, y] = [
      [0.1, 0.4, 0.7, 1.2, 1.9],
      [0.2, 0.9, 1.5, 1.6, 2, 2.5],
    ];
    const { low, high, confidence, method } = hodgesLehmannInterval(x, y);
    expect(method).toBe("exact");
    expect([hodgesLehmann(x, y), low, high].map((v) => Number(v.toFixed(10)))).toEqual([
      -0.7, -1.8, 0.5,
    ]);
    expect(confidence).toBeCloseTo(0.9697, 4);
  });

  it("holds just the shifts that the exact test does not reject", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 8, maxLength: 16 }),
        fc.integer({ min: 3, max: 5 }),
        (values, m) => {
          // Thirds and sevenths of integers: no ties, before or after the shift.
          const [x, y] = [values.slice(0, m).map((v) => v + 1 / 3), values.slice(m)];
          const { low, high, confidence } = hodgesLehmannInterval(x, y);
          fc.pre(confidence >= 0.95);
          const p = (shift: number) =>
            mannWhitney(
              x.map((v) => v - shift),
              y,
            ).pValue;
          expect(p(low + 1 / 7)).toBeGreaterThanOrEqual(0.05);
          expect(p(low - 1 / 7)).toBeLessThan(0.05);
          expect(p(high - 1 / 7)).toBeGreaterThanOrEqual(0.05);
          expect(p(high + 1 / 7)).toBeLessThan(0.05);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("says which confidence few values can reach", () => {
    expect(hodgesLehmannInterval([1, 2], [3, 4]).confidence).toBeCloseTo(2 / 3, 12);
    expect(hodgesLehmannInterval([1], [2]).confidence).toBe(0);
  });

  it("widens with the level, and turns around with the samples", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const [narrow, wide] = [0.8, 0.99].map((level) => hodgesLehmannInterval(x, y, { level }));
        expect(wide!.low).toBeLessThanOrEqual(narrow!.low);
        expect(wide!.high).toBeGreaterThanOrEqual(narrow!.high);
        const back = hodgesLehmannInterval(y, x, { level: 0.8 });
        expect([back.low, back.high]).toEqual([0 - narrow!.high, 0 - narrow!.low]);
      }),
    );
  });
});
