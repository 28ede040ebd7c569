import fc from "fast-check";
import { expect, it } from "vitest";
import { g as adapter } from "../../../src/flows/statistics/categories/g.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { gOneWay, gTest } from "../../../src/stats/tests/g.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("chi_square", (question) => adapter.answer(question), ["G", "p_G", "yates.G"]);

const row = fc.array(fc.nat(40), { minLength: 4, maxLength: 4 });

it("equals 2 Σ O ln(O/E), which loses digits only", () => {
  fc.assert(
    fc.property(row, row, (x, y) => {
      const table = contingencyTable([x, y]);
      fc.pre(table.rows.length > 1 && table.columnTotals.length > 1);
      let sum = 0;
      table.rows.forEach((counts, i) => {
        counts.forEach((o, j) => {
          const expected = (table.rowTotals[i]! * table.columnTotals[j]!) / table.total;
          if (o > 0) sum += 2 * o * Math.log(o / expected);
        });
      });
      expect(gTest(table).statistic).toBeCloseTo(sum, 9);
    }),
  );
});

it("is infinite, with p = 0, where the impossible happened", () => {
  expect(gOneWay([5, 5, 1], [1, 1, 0])).toEqual({
    statistic: Infinity,
    degreesOfFreedom: 1,
    pValue: 0,
  });
});
