import fc from "fast-check";
import { expect, it } from "vitest";
import { wasserstein } from "../../../src/flows/statistics/ecdf/wasserstein.js";
import { scaledWassersteinDistance } from "../../../src/stats/distances/scaled-wasserstein-distance.js";
import {
  wassersteinDistance,
  wassersteinOfCounts,
} from "../../../src/stats/distances/wasserstein-distance.js";
import { countValues, poolCounts } from "../../../src/stats/pooled-counts.js";
import { countWeighted } from "../../../src/stats/weighted-counts.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("sample_distances", (question) => wasserstein.answer(question), [
  "wasserstein",
  "wasserstein_normalized",
  "wasserstein_over_iqr",
]);

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 });

it("is the mean distance of sorted pairs, for samples of one size", () => {
  const pairs = fc.array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(pairs, (drawn) => {
      const [x, y] = [drawn.map(([a]) => a), drawn.map(([, b]) => b)];
      const [xs, ys] = [Float64Array.from(x).sort(), Float64Array.from(y).sort()];
      const slow = xs.reduce((sum, a, i) => sum + Math.abs(a - ys[i]!), 0) / xs.length;
      expect(wassersteinDistance(x, y)).toBeCloseTo(slow, 12);
    }),
  );
});

it("is a metric", () => {
  fc.assert(
    fc.property(sample, sample, sample, (x, y, z) => {
      expect(wassersteinDistance(x, x)).toBe(0);
      expect(wassersteinDistance(x, y)).toBeCloseTo(wassersteinDistance(y, x), 12);
      const detour = wassersteinDistance(x, z) + wassersteinDistance(z, y);
      expect(wassersteinDistance(x, y)).toBeLessThanOrEqual(detour + 1e-12);
    }),
  );
});

it("moves with a shift and grows with the scale; over its spread it keeps still", () => {
  const spread = sample.filter((x) => new Set(x).size > 1);
  fc.assert(
    fc.property(spread, sample, (x, y) => {
      const times = (values: number[]) => values.map((v) => 1000 * v + 7e6);
      const far = wassersteinDistance(times(x), times(y));
      expect(far).toBeCloseTo(1000 * wassersteinDistance(x, y), 6);
      const overSd = scaledWassersteinDistance(x, y, "sd");
      expect(scaledWassersteinDistance(times(x), times(y), "sd")).toBeCloseTo(overSd, 9);
    }),
  );
});

it("takes weights as counts", () => {
  const weights = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.nat(4)), { minLength: 1 });
  const positive = weights.filter((pairs) => pairs.some(([, w]) => w > 0));
  fc.assert(
    fc.property(positive, sample, (pairs, y) => {
      const repeated = pairs.flatMap(([value, w]) => Array.from({ length: w }, () => value));
      const weighted = countWeighted(
        "x",
        pairs.map(([value]) => value),
        pairs.map(([, w]) => w / 8),
      );
      const got = wassersteinOfCounts(poolCounts(weighted, countValues("y", y)));
      expect(got).toBeCloseTo(wassersteinDistance(repeated, y), 12);
    }),
  );
});

it("takes infinite values as they come", () => {
  expect(wassersteinDistance([1, Infinity], [2, Infinity])).toBe(0.5);
  expect(wassersteinDistance([-Infinity, 1], [-Infinity, -Infinity, 1, 1])).toBe(0);
  expect(wassersteinDistance([1], [Infinity])).toBe(Infinity);
  expect(wassersteinDistance([-Infinity, 3], [Infinity, 3])).toBe(Infinity);
});

it("neither overflows nor underflows before its time", () => {
  const most = Number.MAX_VALUE;
  expect(wassersteinDistance([-most, most], [-most, -most, -most, most])).toBeCloseTo(
    most / 2,
    -300,
  );
  expect(wassersteinDistance([0], [5e-324])).toBe(5e-324);
});

it("leaves the spread undefined where there is none", () => {
  for (const x of [[4], [0.1, 0.1, 0.1], [0, Infinity]]) {
    expect(() => scaledWassersteinDistance(x, [1], "sd")).toThrow(
      expect.objectContaining({ name: "UndefinedError" }),
    );
  }
  expect(() => scaledWassersteinDistance([1, 2, 2, 2, 2, 3], [1], "iqr")).toThrow(
    "the interquartile range of the reference is 0",
  );
});

it("refuses weights that do not fit", () => {
  const where = (weights: number[]) => () => countWeighted("x", [1, 2], weights);
  expect(where([1])).toThrow(expect.objectContaining({ where: "weights_x" }));
  expect(where([0, 0])).toThrow("weights_x are all 0");
  expect(where([1, -1])).toThrow(expect.objectContaining({ where: "weights_x[1]" }));
  expect(where([1, Number.NaN])).toThrow(expect.objectContaining({ where: "weights_x[1]" }));
});

it("keeps its digits among denormals, where a share of a distance would be nothing", () => {
  const least = Number.MIN_VALUE;
  const x = Array.from({ length: 1000 }, (_, i) => i * least);
  const y = x.map((value) => value + 3 * least);
  expect(wassersteinDistance(x, y)).toBe(3 * least);
});
