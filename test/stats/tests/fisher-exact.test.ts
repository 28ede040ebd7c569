import fc from "fast-check";
import { expect, it } from "vitest";
import { fisherExact as adapter } from "../../../src/flows/statistics/categories/fisher-exact.js";
import { fourfoldTable } from "../../../src/stats/fourfold-table.js";
import { fisherExact } from "../../../src/stats/tests/fisher-exact.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("fisher_exact", (question) => adapter.answer(question), [
  "p_two_sided",
  "p_less",
  "p_greater",
  "odds_ratio_sample",
]);

const count = fc.nat(15);
const table = fc.record({ a: count, b: count, c: count, d: count });

/** n! in whole numbers. */
function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1);
}

it("sums the tables that are not more probable, counted in whole numbers", () => {
  fc.assert(
    fc.property(table, ({ a, b, c, d }) => {
      const sums = [a + b, c + d, a + c, b + d].map(factorial).reduce((x, y) => x * y, 1n);
      // The probability of a table, times n!: a whole number after division by its cells.
      const scale = 10n ** 40n;
      const weight = (k: number) =>
        [k, a + b - k, a + c - k, d - a + k].some((cell) => cell < 0)
          ? 0n
          : (scale * sums) /
            [k, a + b - k, a + c - k, d - a + k].map(factorial).reduce((x, y) => x * y, 1n);
      let [all, rare] = [0n, 0n];
      for (let k = 0; k <= a + b; k++) {
        all += weight(k);
        if (weight(k) <= weight(a)) rare += weight(k);
      }
      const p = Number((rare * scale) / all) / 1e40;
      expect(fisherExact({ a, b, c, d }).twoSided).toBeCloseTo(p, 11);
    }),
  );
});

it("does not mind which way the table lies, and swaps its sides with the rows", () => {
  fc.assert(
    fc.property(table, ({ a, b, c, d }) => {
      const here = fisherExact({ a, b, c, d });
      const turned = fisherExact({ a, b: c, c: b, d });
      const swapped = fisherExact({ a: c, b: d, c: a, d: b });
      expect(turned.twoSided).toBeCloseTo(here.twoSided, 12);
      expect(swapped.twoSided).toBeCloseTo(here.twoSided, 12);
      expect(swapped.less).toBeCloseTo(here.greater, 12);
    }),
  );
});

it("answers at counts of a million in milliseconds", () => {
  const started = performance.now();
  const { twoSided, greater } = fisherExact({ a: 501500, b: 1e6, c: 500000, d: 1e6 });
  const near = fisherExact({ a: 1e6, b: 1e6, c: 1e6, d: 1e6 }).twoSided;
  expect(performance.now() - started).toBeLessThan(500); // a few, on a machine that has time
  expect(near).toBe(1);
  expect(twoSided).toBeGreaterThan(greater);
  expect(twoSided).toBeLessThan(2.001 * greater);
});

it("is 1 where a margin is empty", () => {
  expect(fisherExact({ a: 0, b: 0, c: 4, d: 7 })).toEqual({ twoSided: 1, less: 1, greater: 1 });
  expect(fisherExact({ a: 0, b: 0, c: 0, d: 0 })).toEqual({ twoSided: 1, less: 1, greater: 1 });
});

it.each([
  [[[1, 2]], "the table is not 2 × 2"],
  [[[1, 2], [3]], "the table is not 2 × 2"],
  [
    [
      [1, 2],
      [3, -1],
    ],
    "the table holds -1, which is not a count",
  ],
  [
    [
      [1, 2.5],
      [3, 1],
    ],
    "the table holds 2.5, which is not a count",
  ],
])("refuses %j", (rows, what) => {
  expect(() => fourfoldTable(rows)).toThrow(
    expect.objectContaining({ name: "InputError", message: what }),
  );
});
