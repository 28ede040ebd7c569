import fc from "fast-check";
import { expect, it } from "vitest";
import { chiSquare as adapter } from "../../../src/flows/statistics/categories/chi-square.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { chiSquareOneWay, chiSquareTest } from "../../../src/stats/tests/chi-square.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("chi_square", (question) => adapter.answer(question), [
  ...["chi2", "dof", "p", "G", "p_G", "cramers_v", "cramers_v_corrected", "yates.chi2", "yates.p"],
  ...["yates.G", "yates.p_G", "min_expected", "share_expected_below_5"],
]);

// Zeros abound, so that rows and columns fall away.
const cell = fc.oneof(fc.constant(0), fc.nat(50));
const rows = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 6 }))
  .chain(([r, c]) =>
    fc.array(fc.array(cell, { minLength: c, maxLength: c }), { minLength: r, maxLength: r }),
  );
const tables = rows
  .map(contingencyTable)
  .filter((t) => t.rows.length > 1 && t.columnTotals.length > 1);

it("equals its other form, n Σ O²/(row · column) − n", () => {
  fc.assert(
    fc.property(tables, (table) => {
      let sum = -1;
      table.rows.forEach((row, i) => {
        row.forEach((o, j) => (sum += (o * o) / table.rowTotals[i]! / table.columnTotals[j]!));
      });
      expect(chiSquareTest(table).statistic).toBeCloseTo(table.total * sum, 9);
    }),
  );
});

it("does not mind rows and columns that trade places, nor empty ones between them", () => {
  fc.assert(
    fc.property(tables, (table) => {
      const turned = Array.from(table.columnTotals, (_, j) => table.rows.map((row) => row[j]!));
      const spaced = [...turned, turned[0]!.map(() => 0)].reverse();
      const [here, there] = [chiSquareTest(table), chiSquareTest(contingencyTable(spaced))];
      expect(there.statistic).toBeCloseTo(here.statistic, 9);
      expect(there.degreesOfFreedom).toBe(here.degreesOfFreedom);
    }),
  );
});

it("is never larger with Yates' correction", () => {
  fc.assert(
    fc.property(tables, (table) => {
      fc.pre(table.rows.length === 2 && table.columnTotals.length === 2);
      const corrected = chiSquareTest(table, { correction: true }).statistic;
      expect(corrected).toBeLessThanOrEqual(chiSquareTest(table).statistic);
    }),
  );
});

it("does not mind the unit of expected proportions", () => {
  const here = chiSquareOneWay([55, 30, 15], [0.5, 0.3, 0.2]);
  const there = chiSquareOneWay([55, 30, 15], [50, 30, 20]);
  expect(there.statistic).toBeCloseTo(here.statistic, 12);
});

it.each([
  ["a correction beyond 2 × 2", () => three({ correction: true }), "InputError"],
  ["rows that differ in length", () => contingencyTable([[1, 2], [3]]), "InputError"],
  ["a negative count", () => contingencyTable([[1, -2]]), "InputError"],
  ["a NaN", () => contingencyTable([[1, Number.NaN]]), "InputError"],
  ["a single category", () => chiSquareTest(contingencyTable([[3], [4]])), "UndefinedError"],
  ["a single row", () => chiSquareTest(contingencyTable([[3, 4]])), "UndefinedError"],
  ["an empty table", () => chiSquareTest(contingencyTable([])), "UndefinedError"],
  ["no observations", () => chiSquareOneWay([0, 0]), "UndefinedError"],
  ["one expected category", () => chiSquareOneWay([2, 0], [1, 0]), "UndefinedError"],
  ["other proportions than counts", () => chiSquareOneWay([2, 0], [1]), "InputError"],
])("refuses %s", (_, call, name) => {
  expect(call).toThrow(expect.objectContaining({ name }));
});

function three(options: { correction: boolean }) {
  return chiSquareTest(
    contingencyTable([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    options,
  );
}
