import fc from "fast-check";
import { expect, it } from "vitest";
import { friedman as statistic } from "../../../src/flows/statistics/ranks/friedman.js";
import { friedman } from "../../../src/stats/tests/friedman.js";

// Hollander & Wolfe (1973), p. 140: times of 22 players to round first base by three methods.
// R 4.2.2: friedman.test(RoundingTimes) gives chi-squared = 11.143, df = 2, p-value = 0.003805.
const ROUND_OUT = [
  5.4, 5.85, 5.2, 5.55, 5.9, 5.45, 5.4, 5.45, 5.25, 5.85, 5.25, 5.65, 5.6, 5.05, 5.5, 5.45, 5.55,
  5.45, 5.5, 5.65, 5.7, 6.3,
];
const NARROW_ANGLE = [
  5.5, 5.7, 5.6, 5.5, 5.85, 5.55, 5.4, 5.5, 5.15, 5.8, 5.2, 5.55, 5.35, 5, 5.5, 5.55, 5.55, 5.5,
  5.45, 5.6, 5.65, 6.3,
];
const WIDE_ANGLE = [
  5.55, 5.75, 5.5, 5.4, 5.7, 5.6, 5.35, 5.35, 5, 5.7, 5.1, 5.45, 5.45, 4.95, 5.4, 5.5, 5.35, 5.55,
  5.25, 5.4, 5.55, 6.25,
];

it("agrees with R on the rounding times of Hollander and Wolfe", () => {
  const { statistic, degreesOfFreedom, pValue } = friedman([ROUND_OUT, NARROW_ANGLE, WIDE_ANGLE]);
  expect(statistic).toBeCloseTo(11.1429, 4);
  expect(degreesOfFreedom).toBe(2);
  expect(pValue).toBeCloseTo(0.003805, 6);
});

const blocks = fc
  .array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
  })
  .filter((rows) => rows.some((row) => new Set(row).size > 1));
const treatmentsOf = (rows: readonly (readonly number[])[]) =>
  rows[0]!.map((_, j) => rows.map((row) => row[j]!));

it("equals its definition, block by block", () => {
  fc.assert(
    fc.property(blocks, (rows) => {
      const [n, k] = [rows.length, 4];
      const ranks = rows.map((row) =>
        row.map(
          (v) => row.filter((w) => w < v).length + (row.filter((w) => w === v).length + 1) / 2,
        ),
      );
      const sums = treatmentsOf(ranks).map((column) => column.reduce((sum, r) => sum + r, 0));
      // Friedman's own form, and the correction for ties in cubes: another road to the same number.
      const raw =
        (12 / (n * k * (k + 1))) * sums.reduce((sum, r) => sum + r ** 2, 0) - 3 * n * (k + 1);
      const cubes = rows.flatMap((row) =>
        [...new Set(row)].map((v) => row.filter((w) => w === v).length ** 3),
      );
      const tied = cubes.reduce((sum, cube) => sum + cube, 0) - n * k;
      const expected = raw / (1 - tied / (n * k * (k * k - 1)));
      const found = friedman(treatmentsOf(rows));
      expect(found.statistic).toBeCloseTo(expected, 10);
      expect(found.concordance).toBeGreaterThanOrEqual(0);
      expect(found.concordance).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

it("finds full agreement, whatever the level of a block", () => {
  expect(
    friedman([
      [1, 101, -7],
      [2, 102, -6],
      [3, 103, -5],
    ]),
  ).toMatchObject({ statistic: 6, concordance: 1 });
});

it("has no answer when every block ties all its treatments", () => {
  expect(() =>
    friedman([
      [1, 2],
      [1, 2],
    ]),
  ).toThrow(expect.objectContaining({ name: "UndefinedError" }));
});

it("refuses ragged blocks, a single treatment and a NaN", () => {
  expect(() => friedman([[1, 2], [1]])).toThrow(
    expect.objectContaining({ name: "InputError", where: "groups[1] has 1, groups[0] has 2" }),
  );
  expect(() => friedman([[1, 2]])).toThrow(/two treatments or more/);
  expect(() => friedman([[1], [Number.NaN]])).toThrow(
    expect.objectContaining({ name: "InputError", where: "groups[1][0]" }),
  );
});

it("drops a block with a missing value whole, and counts it", () => {
  const groups = [
    [1, 2, null, 4],
    [2, 3, 4, 5],
    [3, 4, 5, 6],
  ];
  expect(statistic.answer({ groups })).toMatchObject({ chi2: 6, n_blocks: 3, dropped_blocks: 1 });
});
