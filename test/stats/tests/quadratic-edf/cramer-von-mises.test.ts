import fc from "fast-check";
import { expect, it } from "vitest";
import { cramerVonMises as adapter } from "../../../../src/flows/statistics/ecdf/cramer-von-mises.js";
import { poolSamples } from "../../../../src/stats/pooled-counts.js";
import { cramerVonMisesT } from "../../../../src/stats/tests/quadratic-edf/cramer-von-mises-t.js";
import {
  cramerVonMises,
  cramerVonMisesOfCounts,
} from "../../../../src/stats/tests/quadratic-edf/cramer-von-mises.js";
import { agreesWithOracle, mulberry32 } from "../../../oracle.js";

agreesWithOracle(
  "sample_distances",
  (question) => adapter.answer(question),
  ["T", "p_asymp", "p_exact"],
  {
    from: "cvm",
  },
);

/** T by its definition, from midranks. */
function slowT(x: readonly number[], y: readonly number[]): number {
  const [n, m] = [x.length, y.length];
  const pooled = [...x, ...y];
  const midrank = (value: number) =>
    pooled.filter((v) => v < value).length + (pooled.filter((v) => v === value).length + 1) / 2;
  const squares = (sample: readonly number[]) =>
    [...sample]
      .sort((a, b) => a - b)
      .reduce((sum, value, i) => sum + (midrank(value) - i - 1) ** 2, 0);
  const U = n * squares(x) + m * squares(y);
  return U / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
}

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 25 });

it("has the T of its definition, ties by midranks", () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      expect(cramerVonMisesT(poolSamples(x, y))).toBeCloseTo(slowT(x, y), 11);
    }),
  );
});

/** 12·m·n·(m + n)·T by the definition, in whole numbers, from the counts of tie blocks. */
function bigT(x: readonly bigint[], y: readonly bigint[]): bigint {
  const size = (counts: readonly bigint[]) => counts.reduce((sum, count) => sum + count, 0n);
  const [m, n] = [size(x), size(y)];
  // Σ (2r − 2i)² over the a values of a block whose midrank is `above` / 2 beyond their first i.
  const squares = (a: bigint, above: bigint) =>
    a * above * above - 2n * above * a * (a + 1n) + (2n * a * (a + 1n) * (2n * a + 1n)) / 3n;
  let [i, j, U4] = [0n, 0n, 0n];
  x.forEach((a, k) => {
    const b = y[k]!;
    U4 += m * squares(a, 2n * j + a + b + 1n) + n * squares(b, 2n * i + a + b + 1n);
    i += a;
    j += b;
  });
  return 3n * U4 - 2n * m * n * (4n * m * n - 1n);
}

it("keeps its digits for tens of millions of values", () => {
  const random = mulberry32(22);
  for (const blocks of [3, 200]) {
    const draw = (mean: number) =>
      Array.from({ length: blocks }, () =>
        Math.round((mean / blocks) * (0.999 + 0.002 * random())),
      );
    const [x, y] = [draw(5e7), draw(2e7)];
    const size = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    const [m, n] = [size(x), size(y)];
    const values = Float64Array.from({ length: blocks }, (_, k) => k);
    const pooled = { values, x: Float64Array.from(x), y: Float64Array.from(y), m, n };
    const exact = Number(bigT(x.map(BigInt), y.map(BigInt))) / (12 * m * n * (m + n));
    // Plain subtraction of the two terms of the definition would leave two digits of these.
    expect(cramerVonMisesT(pooled) / exact).toBeCloseTo(1, 9);
  }
});

it("has the share of deals with at least the T observed as its exact p", () => {
  const random = mulberry32(21);
  for (let run = 0; run < 60; run++) {
    const draw = (size: number) =>
      Array.from({ length: size }, () => Math.floor(random() * [2, 3, 5, 100][run % 4]!));
    const [x, y] = [draw(1 + Math.floor(random() * 5)), draw(1 + Math.floor(random() * 5))];
    const pooled = [...x, ...y];
    let [far, all] = [0, 0];
    for (let mask = 0; mask < 2 ** pooled.length; mask++) {
      const a = pooled.filter((_, i) => ((mask >> i) & 1) === 1);
      if (a.length !== x.length) continue;
      const b = pooled.filter((_, i) => ((mask >> i) & 1) === 0);
      all += 1;
      if (slowT(a, b) >= slowT(x, y) - 1e-9) far += 1; // slowT rounds
    }
    expect(cramerVonMises(x, y).pValue, JSON.stringify([x, y])).toBeCloseTo(far / all, 13);
  }
});

it("does not mind who comes first, nor a change of scale", () => {
  const two = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 25 });
  fc.assert(
    fc.property(two, sample, (x, y) => {
      const { statistic, pValue } = cramerVonMises(x, y, { method: "asymptotic" });
      const turned = (values: number[]) => values.map((v) => 7 - 2 * v);
      const other = cramerVonMises(turned(y), turned(x), { method: "asymptotic" });
      expect(other.statistic).toBeCloseTo(statistic, 12);
      expect(other.pValue).toBeCloseTo(pValue, 10);
    }),
  );
});

it("is exact up to 20 values a side, where the limit law is near", () => {
  const x = Array.from({ length: 20 }, (_, i) => 3 * i);
  const y = Array.from({ length: 19 }, (_, i) => 3.1 * i + 8);
  const exact = cramerVonMises(x, y);
  const limit = cramerVonMises(x, y, { method: "asymptotic" });
  expect([exact.method, limit.method]).toEqual(["exact", "asymptotic"]);
  expect(limit.pValue / exact.pValue).toBeCloseTo(1, 1);
  expect(cramerVonMises([...x, 99], y).method).toBe("asymptotic");
});

it("takes infinities as values, leaves its input alone, and refuses what it cannot judge", () => {
  const x = Object.freeze([Infinity, 1, 2]);
  expect(cramerVonMises(x, [-Infinity, 3])).toEqual(cramerVonMises([9, 1, 2], [-9, 3]));
  expect(cramerVonMises([1], [2]).pValue).toBe(1);
  expect(() => cramerVonMises([1], [2], { method: "asymptotic" })).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
  expect(() => cramerVonMises([Number.NaN], [2])).toThrow(
    expect.objectContaining({ where: "x[0]" }),
  );
  const none = new Float64Array(0);
  const empty = { values: none, x: none, y: none, m: 0, n: 0 };
  expect(() => cramerVonMisesOfCounts(empty)).toThrow("sample x is empty");
});
