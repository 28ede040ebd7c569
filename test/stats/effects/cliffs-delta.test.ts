import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cliffsDelta as statistic } from "../../../src/flows/statistics/ranks/cliffs-delta.js";
import { dropMissing } from "../../../src/flows/statistics/question.js";
import { cliffsDelta } from "../../../src/stats/effects/cliffs-delta.js";
import { cliffsDeltaInterval } from "../../../src/stats/effects/cliffs-delta-interval.js";
import {
  cliffsDeltaMagnitude,
  leastMagnitude,
} from "../../../src/stats/effects/cliffs-delta-magnitude.js";
import { cliffsDeltaVariance } from "../../../src/stats/effects/cliffs-delta-variance.js";
import { varghaDelaneyA } from "../../../src/stats/effects/vargha-delaney-a.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { agreesWithOracle, expand, oracle } from "../../oracle.js";

agreesWithOracle("cliffs_delta", (question) => statistic.answer(question), [
  "delta",
  "A",
  "magnitude",
  "greater",
  "less",
  "equal",
  "var_consistent",
  "var_unbiased_floored",
  ...["ci_0.95", "ci_0.99"].flatMap((level) =>
    ["asymmetric_z", "unbiased_asymmetric_z", "symmetric_z"].map((kind) => `${level}.${kind}`),
  ),
]);

// The oracle's quantile of Student's t is off by 4e-10 (61 degrees of freedom at 0.975: it used
// 1.99962358411, and the true one is 1.99962358499, by mpmath), its bounds by up to 3e-9. So these
// intervals agree to 1e-8 only, and stay out of the answer of `stat`.
const { cases } = oracle("cliffs_delta");
it.each(cases.filter(({ expected }) => (expected["ci_0.95"] ?? null) !== null))(
  "agrees on $name by Student's t",
  ({ input, expected }) => {
    const { x, y } = expand(input) as Record<"x" | "y", unknown[]>;
    const pooled = poolSamples(dropMissing(x, "x").values, dropMissing(y, "y").values);
    for (const [level, variance, key] of [
      [0.95, "consistent", "asymmetric_t"],
      [0.99, "unbiased", "unbiased_asymmetric_t"],
    ] as const) {
      const wanted = (expected[`ci_${level}`] as Record<string, [number, number]>)[key]!;
      const found = cliffsDeltaInterval(pooled, { level, variance, quantile: "students-t" });
      expect(Math.abs(found[0] - wanted[0])).toBeLessThan(1e-8);
      expect(Math.abs(found[1] - wanted[1])).toBeLessThan(1e-8);
    }
  },
);

// Few distinct values, so that ties abound; the sizes differ.
const x = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 40 });
const y = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 25 });

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

describe("Cliff's delta", () => {
  it("equals its definition, pair by pair", () => {
    fc.assert(
      fc.property(x, y, (xs, ys) => {
        const signs = xs.flatMap((a) => ys.map((b) => Math.sign(a - b)));
        expect(cliffsDelta(xs, ys)).toBe(signs.reduce((sum, s) => sum + s, 0) / signs.length);
      }),
    );
  });

  it("changes sign when the samples trade places, and with the sign of the data", () => {
    fc.assert(
      fc.property(x, y, (xs, ys) => {
        expect(cliffsDelta(xs, ys) + cliffsDelta(ys, xs)).toBe(0);
        expect(cliffsDelta(xs, ys)).toBe(
          cliffsDelta(
            ys.map((v) => -v),
            xs.map((v) => -v),
          ),
        );
      }),
    );
  });

  it("is 2 A − 1 of Vargha and Delaney's A", () => {
    fc.assert(
      fc.property(x, y, (xs, ys) => {
        expect(2 * varghaDelaneyA(xs, ys) - 1).toBeCloseTo(cliffsDelta(xs, ys), 14);
      }),
    );
  });

  it("takes infinities as the largest values", () => {
    expect(cliffsDelta([Infinity], [1e308, Infinity, -Infinity])).toBe(2 / 3);
  });

  it("points at the NaN that it refuses", () => {
    expect(() => cliffsDelta([1], [2, Number.NaN])).toThrow(
      expect.objectContaining({ name: "InputError", where: "y[1]" }),
    );
    expect(() => varghaDelaneyA([], [2])).toThrow(/sample x is empty/);
  });
});

describe("its variance", () => {
  it("equals its definition on the matrix of all pairs", () => {
    fc.assert(
      fc.property(x, y, (xs, ys) => {
        const [m, n] = [xs.length, ys.length];
        const matrix = xs.map((a) => ys.map((b) => Math.sign(a - b)));
        const delta = mean(matrix.flat());
        const squares = (values: readonly number[]) =>
          values.reduce((sum, v) => sum + (v - delta) ** 2, 0);
        const rows = squares(matrix.map(mean)) / (m - 1);
        const columns = squares(ys.map((_, j) => mean(matrix.map((row) => row[j]!)))) / (n - 1);
        const pairs = squares(matrix.flat()) / ((m - 1) * (n - 1));
        const found = cliffsDeltaVariance(poolSamples(xs, ys));
        expect(found.rows).toBeCloseTo(rows, 12);
        expect(found.columns).toBeCloseTo(columns, 12);
        expect(found.pairs).toBeCloseTo(pairs, 12);
        expect(found.consistent).toBeCloseTo(
          ((n - 1) * rows + (m - 1) * columns + pairs) / (m * n),
          12,
        );
      }),
    );
  });

  it("has no answer for a sample of one value", () => {
    expect(() => cliffsDeltaVariance(poolSamples([1], [2, 3]))).toThrow(
      expect.objectContaining({ name: "UndefinedError" }),
    );
  });
});

describe("its interval", () => {
  // Vectors of the design notes, from rational arithmetic; by the unbiased variance.
  it.each([
    [[1, 2, 2, 3, 5], [2, 4, 4, 5, 6, 7], -0.633333, 0.0677778, [-0.908651, 0.025801]],
    [
      [0, 1, 1, 2, 2, 2, 3, 3, 4, 5],
      [1, 2, 3, 3, 4, 4, 5, 5, 6, 7],
      -0.53,
      0.0450975,
      [-0.814654, -0.039556],
    ],
  ])("of %j against %j", (xs, ys, delta, variance, [low, high]) => {
    const pooled = poolSamples(xs, ys);
    const interval = cliffsDeltaInterval(pooled, { variance: "unbiased" });
    expect(cliffsDelta(xs, ys)).toBeCloseTo(delta, 6);
    expect(cliffsDeltaVariance(pooled).unbiasedFloored).toBeCloseTo(variance, 6);
    expect(interval[0]).toBeCloseTo(low!, 6);
    expect(interval[1]).toBeCloseTo(high!, 6);
  });

  it("holds delta, stays within [-1, 1] and widens with the level", () => {
    fc.assert(
      fc.property(x, y, (xs, ys) => {
        const pooled = poolSamples(xs, ys);
        const delta = cliffsDelta(xs, ys);
        const [low, high] = cliffsDeltaInterval(pooled);
        const [lower, higher] = cliffsDeltaInterval(pooled, { level: 0.99 });
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(delta + 1e-12);
        expect(high).toBeGreaterThanOrEqual(delta - 1e-12);
        expect(lower).toBeLessThanOrEqual(low + 1e-12);
        expect(higher).toBeGreaterThanOrEqual(high - 1e-12);
      }),
    );
  });
});

describe("its magnitude", () => {
  it.each([
    [0.1469, "negligible"],
    [-0.147, "small"],
    [0.33, "medium"],
    [-0.474, "large"],
  ])("of %d is %s", (delta, word) => {
    expect(cliffsDeltaMagnitude(delta)).toBe(word);
  });

  it("is at least that of the interval's end next to 0", () => {
    expect(leastMagnitude([-0.1, 0.9])).toBe("negligible");
    expect(leastMagnitude([-0.9, -0.4])).toBe("medium");
  });
});
