import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { drawMultivariateHypergeometric } from "../../../src/stats/resampling/draw-multivariate-hypergeometric.js";
import { monteCarloHomogeneity } from "../../../src/stats/tests/monte-carlo-homogeneity.js";
import { sequentialHomogeneity } from "../../../src/stats/tests/sequential-homogeneity.js";

it("agrees with all draws where the table is unusual", () => {
  const table = contingencyTable([
    [30, 12, 3, 1],
    [18, 20, 6, 5],
  ]);
  const all = monteCarloHomogeneity(table, { random: seededRandom(1), draws: 99_999 });
  const some = sequentialHomogeneity(table, { random: seededRandom(2), draws: 9999, enough: 400 });
  // Its standard error is p/√400, a twentieth of p.
  expect(Math.abs(some / all - 1)).toBeLessThan(0.2);
});

it("says p ≤ α for at most a share α of tables that nothing distinguishes", () => {
  const random = seededRandom(3);
  const totals = [41, 22, 9, 4, 2, 1, 1];
  const tables = 2000;
  let below = 0;
  for (let k = 0; k < tables; k++) {
    const row = drawMultivariateHypergeometric(totals, 40, random);
    const other = totals.map((total, j) => total - row[j]!);
    if (sequentialHomogeneity(contingencyTable([row, other]), { random }) <= 0.05) below += 1;
  }
  expect(below / tables).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / tables));
  expect(below).toBeGreaterThan(40); // and is no answer of "never"
});

it("never says 0, and stops early where the answer is clear", () => {
  let drawn = 0;
  const random = seededRandom(4);
  const counted = () => {
    drawn += 1;
    return random();
  };
  const far = contingencyTable([
    [50, 0],
    [0, 50],
  ]);
  expect(sequentialHomogeneity(far, { random, draws: 99 })).toBe(0.01);
  const near = contingencyTable([
    [25, 25],
    [25, 25],
  ]);
  expect(sequentialHomogeneity(near, { random: counted })).toBe(1);
  expect(drawn).toBeLessThan(20 * 20);
});
