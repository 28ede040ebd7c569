import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { chiSquareTest } from "../../../src/stats/tests/chi-square.js";
import { fisherExact } from "../../../src/stats/tests/fisher-exact.js";
import { monteCarloHomogeneity } from "../../../src/stats/tests/monte-carlo-homogeneity.js";

const DRAWS = 9999;
/** Five standard errors of a share of that many draws. */
const near = (p: number) => 5 * Math.sqrt((p * (1 - p)) / DRAWS) + 1e-4;

it.each([
  [3, 1, 1, 3],
  [8, 2, 1, 5],
  [1, 9, 11, 3],
])("comes near Fisher's p of a table with equal rows or columns: %d %d %d %d", (a, b, c, d) => {
  // Of 2 x 2 tables, Pearson's statistic and probability order the tables alike or nearly so.
  const table = contingencyTable([
    [a, b],
    [c, d],
  ]);
  const p = monteCarloHomogeneity(table, { random: seededRandom(1), draws: DRAWS });
  const exact = fisherExact({ a, b, c, d }).twoSided;
  expect(Math.abs(p - exact)).toBeLessThan(near(exact));
});

it("comes near the chi-square law where counts are large, also of three samples", () => {
  const table = contingencyTable([
    [3000, 2010, 5030],
    [2900, 2090, 4990],
    [150, 120, 230],
  ]);
  const p = monteCarloHomogeneity(table, { random: seededRandom(2), draws: DRAWS });
  const law = chiSquareTest(table).pValue;
  expect(Math.abs(p - law)).toBeLessThan(near(law));
});

it("is 1 where no other table has these margins, and at least 1 / (B + 1)", () => {
  const certain = contingencyTable([
    [1, 0],
    [0, 1],
  ]);
  expect(monteCarloHomogeneity(certain, { random: seededRandom(3), draws: 99 })).toBe(1);
  const apart = contingencyTable([
    [90, 0],
    [0, 90],
  ]);
  expect(monteCarloHomogeneity(apart, { random: seededRandom(3), draws: 99 })).toBe(0.01);
});

it("is the same for the same seed, and refuses weights", () => {
  const table = contingencyTable([
    [4, 1, 0, 2],
    [2, 2, 3, 1],
  ]);
  const run = () => monteCarloHomogeneity(table, { random: seededRandom(4), draws: 500 });
  expect(run()).toBe(run());
  const weighted = contingencyTable([
    [0.5, 1],
    [1, 1],
  ]);
  expect(() => monteCarloHomogeneity(weighted, { random: seededRandom(4) })).toThrow(
    expect.objectContaining({ name: "InputError" }),
  );
});
