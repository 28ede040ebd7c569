import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

/** Columns that keep their distributions; from `rho` on, two of them go together. */
function month(rows: number, seed: number, rho: number): string {
  const [a, b, c] = [bellShaped(seed), bellShaped(seed + 1), bellShaped(seed + 2)];
  const y = (row: number) => rho * a(row) + Math.sqrt(1 - rho * rho) * b(row);
  return csv(rows, {
    income: (row) => a(row),
    spending: (row) => y(row).toFixed(3),
    age: (row) => c(row),
    channel: (row) => ["app", "web"][(row * row + seed) % 2],
    is_new: (row) => row % 3 === 0,
  });
}

/** May, a June whose columns go together, a July like May, a few rows of June. */
function months() {
  const world = realWorld({
    "may.csv": month(900, 1, 0),
    "june.csv": month(800, 5, 0.8),
    "july.csv": month(900, 9, 0),
    "few.csv": month(40, 5, 0.8),
  });
  const run = (current: string, more = "") => world.run(`drift @may.csv @${current}.csv ${more}`);
  return { world, run };
}

it("finds a change of correlation that no column shows", async () => {
  const { world, run } = months();
  const flags = "--multivariate --exit-code --junit @drift.xml";
  const { stdout, stderr, exitCode } = await run("june", flags);
  expect({ exitCode, stderr }).toEqual({ exitCode: 20, stderr: "" });
  expect(stdout).toMatch(
    /^No single column drifts, but the columns together do: (income, spending|spending, income) \(AUC 0\.[678]\d\d\)/,
  );
  expect(stdout).toMatch(
    /\nall columns together: drift, AUC 0\.\d{3}, p adj\. \S+, carried by (income, spending|spending, income)\n/,
  );
  expect(world.text("drift.xml")).toMatch(
    /tests="6" failures="1"[^]*name="\(all columns together\)"><failure/,
  );
});

it("has all of it in the JSON, its p in one family with those of the columns", async () => {
  interface Answer {
    readonly multivariate: Record<string, unknown>;
    readonly columns: { readonly p_adjusted: number }[];
  }
  const { run } = months();
  const answer = async (flags: string) =>
    JSON.parse((await run("july", `--json ${flags}`)).stdout) as Answer;
  const { multivariate, columns } = await answer("--multivariate");
  expect(Object.keys(multivariate).join(" ")).toBe(
    "status reason auc p p_method p_adjusted threshold smallest_detectable rows_reference rows_current columns folds",
  );
  expect(multivariate).toMatchObject({
    status: "no-drift",
    rows_reference: 900,
    p_method: "permutation of 9999",
  });
  expect(multivariate.p_adjusted).toBeGreaterThanOrEqual(multivariate.p as number);
  expect((await answer("--multivariate")).multivariate).toEqual(multivariate);
  const without = await answer("");
  expect(without.multivariate).toBeNull();
  expect(columns.map((column) => column.p_adjusted)).not.toEqual(
    without.columns.map((column) => column.p_adjusted),
  );
});

it("says what would have been found where nothing was, and where rows are too few", async () => {
  const { run } = months();
  expect((await run("july", "--multivariate")).stdout).toMatch(
    /\nall columns together: no-drift, AUC 0\.\d{3}, p adj\. \S+: an AUC of 0\.\d{3} would be found/,
  );
  expect((await run("few", "--multivariate")).stdout).toMatch(
    "all columns together: cannot-tell, 40 rows on one side are too few to learn from",
  );
});
