import { expect, it } from "vitest";
import { bellShaped, csv, realWorld, type RealWorld } from "./real-world.js";

const [a, b, c] = [bellShaped(31), bellShaped(32), bellShaped(33)];

const columns = (value: (row: number) => number, month: string) => ({
  id: (i: number) => 1000 + i,
  note: (i: number) => `paid at till ${i}`,
  amount: (i: number) => Math.exp(1 + value(i) / 3).toFixed(6),
  age: (i: number) => (i % 40 === 3 ? "" : 40 + Math.round(8 * b(i))),
  channel: (i: number) =>
    i % 90 === 0 ? `branch ${i % 7}` : ["app", "web", "atm"][(i * i + i) % 3],
  is_new: (i: number) => i % 7 === 0,
  day: (i: number) => `2026-${month}-${String(1 + (i % 28)).padStart(2, "0")}`,
});
const MAY = csv(2000, columns(a, "05"));
const JUNE = csv(1500, {
  ...columns((i) => 0.8 + c(i), "06"),
  age: (i: number) => (i % 8 === 3 ? "" : 40 + Math.round(8 * c(i))),
  channel: (i: number) => (i % 50 === 0 ? "phone" : ["app", "web", "atm"][(i * i + i) % 3]),
});
/** No column has more than 512 distinct values. */
const few = (value: (row: number) => number, rows: number) =>
  csv(rows, {
    x: (i) => Math.round(100 * value(i)) / 100,
    k: (i) => i % 24,
    t: (i) => (i % 9 === 0 ? "" : `t${(i * i) % 5}`),
    is_b: (i) => i % 3 === 0,
    same: () => 7,
  });

/** Two months and two small tables, and the profiles of those that a test names. */
async function worldOf(...profiled: string[]): Promise<RealWorld> {
  const world = realWorld({
    ...{ "may.csv": MAY, "june.csv": JUNE },
    ...{ "few.csv": few((i) => a(i) / 2, 1200), "other.csv": few((i) => b(i) / 2 + 0.4, 900) },
  });
  for (const name of profiled) await world.run(`profile @${name}.csv --output @${name}.json`);
  return world;
}

type Column = Record<string, unknown>;
interface Answer extends Record<string, unknown> {
  readonly columns: readonly Column[];
  readonly verdict: string;
}

async function drift(world: RealWorld, words: string): Promise<Answer> {
  const { stdout, stderr, exitCode } = await world.run(`drift ${words} --json`);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout) as Answer;
}

const named = (answer: Answer, name: string) => answer.columns.find((one) => one["name"] === name)!;

it("shows a person how data stands against a profile", async () => {
  const world = await worldOf("may");
  const { stdout, exitCode } = await world.run("drift @may.json @june.csv");
  expect(exitCode).toBe(0);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(81);
  await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/drift-profile.txt");
});

it.each(["@few.json @other.csv", "@few.csv @other.json", "@few.json @other.json"])(
  "answers for %s as the rows do, where every value is kept",
  async (sides) => {
    const world = await worldOf("few", "other");
    const plain = await drift(world, "@few.csv @other.csv");
    const answer = await drift(world, sides);
    expect(answer.columns).toEqual(plain.columns);
    for (const key of ["verdict", "summary", "drifted_columns", "schema_changes"])
      expect(answer[key]).toEqual(plain[key]);
  },
);

it("tells what the cells leave open, and reaches the verdict of the rows", async () => {
  const world = await worldOf("may");
  const rows = await drift(world, "@may.csv @june.csv");
  const cells = await drift(world, "@may.json @june.csv");
  expect(cells["reference"]).toMatchObject({ source: "@may.json", rows: 2000, sha256: null });
  expect(cells["reference"]).toMatchObject({ profile_of: ["may.csv"] });
  expect(cells["drifted_columns"]).toEqual(rows["drifted_columns"]);
  const [exact, open] = [named(rows, "amount"), named(cells, "amount")];
  const [one, other] = [exact["ks"] as Record<string, number>, open["ks"] as typeof exact];
  expect(other).toMatchObject({ exact: false, p_exact: null });
  expect(other["D"]).toBeLessThanOrEqual(one["D"]!);
  expect(other["D_at_most"]).toBeGreaterThanOrEqual(one["D"]!);
  expect(open["p_low"]).toBeLessThan(open["p"] as number);
  expect(open["p_adjusted_low"]).toBeLessThanOrEqual(open["p_adjusted"] as number);
  expect(open["mean_reference"]).toBeCloseTo(exact["mean_reference"] as number, 9);
  expect(open["sd_current"]).toBeCloseTo(exact["sd_current"] as number, 9);
  const medians = open["quantile_intervals_reference"] as Record<string, number[]>;
  const median = (exact["quantiles_reference"] as Record<string, number>)["0.5"]!;
  expect(medians["0.5"]![0]! <= median && median <= medians["0.5"]![1]!).toBe(true);
  // Every value of the ages is kept, and how many have none.
  expect(named(cells, "age")["missing_test"]).toMatchObject({
    p_fisher: (named(rows, "age")["missing_test"] as { p_fisher: number }).p_fisher,
  });
});

it.each(["@may.json @may.csv", "@may.csv @may.json", "@may.json @may.json"])(
  "finds no drift in %s",
  async (sides) => {
    const { verdict, columns } = await drift(await worldOf("may"), sides);
    expect(verdict).toBe("no-drift");
    for (const { status } of columns) expect(["no-drift", "skipped"]).toContain(status);
  },
);

it("skips what the profile keeps no values of, as without a profile", async () => {
  const world = await worldOf("may");
  const rows = await drift(world, "@may.csv @june.csv");
  const cells = await drift(world, "@may.json @june.csv");
  const skipped = ({ columns }: Answer) =>
    columns.filter(({ status }) => status === "skipped").map(({ name }) => name);
  expect(skipped(cells)).toEqual(skipped(rows));
  expect(named(cells, "id")["reason"]).toContain("the profile keeps none of its values");
});

it("compares rare categories as one", async () => {
  const world = await worldOf();
  await world.run("profile @may.csv --min-count 20 --output @rare.json");
  const { psi } = named(await drift(world, "@rare.json @june.csv"), "channel") as {
    psi: { bins: { category: string; reference: number }[] };
  };
  expect(psi.bins.map(({ category }) => category)).toEqual(["(all others)", "app", "atm"]);
});

it("says what a profile cannot answer", async () => {
  const answer = await drift(
    await worldOf("may"),
    "@may.json @june.csv --multivariate --tests mann-whitney,brunner-munzel",
  );
  expect(answer["multivariate"]).toMatchObject({
    status: "cannot-tell",
    reason: "a profile has no rows for a classifier",
  });
  const tests = named(answer, "amount")["tests"] as Record<string, unknown>;
  expect(tests["brunner-munzel"]).toEqual({
    undefined: "it needs every value, and a profile keeps counts of cells",
  });
  expect(tests["mann-whitney"]).toMatchObject({ result: { exact: false } });
});

it("names what is of another kind in the profile", async () => {
  const answer = await drift(await worldOf("may"), "@may.json @june.csv --categorical age");
  expect(named(answer, "age")).toMatchObject({
    status: "error",
    reason: "numbers on one side, categories on the other: profile it with --categorical age",
  });
});

it("refuses a profile that is damaged, and one of a later version", async () => {
  const text = (await worldOf("may")).text("may.json");
  const broken = realWorld({
    "cut.json": text.slice(0, -9),
    "later.json": text.replace("profile/1", "profile/2"),
    "june.csv": JUNE,
  });
  for (const [name, words] of [
    ["cut.json", "is no JSON"],
    ["later.json", "is no profile that this version reads"],
  ] as const) {
    const { exitCode, stderr } = await broken.run(`drift @${name} @june.csv`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  }
});
