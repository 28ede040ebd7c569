import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(21), bellShaped(22)];
const SHOPS = ["north", "south", "west"];

/** Rows of one month; in June the amounts of the south are higher. */
function month(number: number, rows = 240): string {
  return csv(rows, {
    day: (i) => `2026-0${number}-${String(1 + (i % 28)).padStart(2, "0")}T10:00:00Z`,
    shop: (i) => SHOPS[i % 3],
    amount: (i) =>
      (50 + 9 * a(i + 1000 * number) + (number === 6 && i % 3 === 1 ? 30 : 0)).toFixed(2),
    age: (i) => 40 + Math.round(8 * b(i + 777 * number)),
  });
}
const body = (text: string) => text.slice(text.indexOf("\n") + 1);
const later = [4, 5, 6].map((number) => month(number));
const SHOP_FILES = Object.fromEntries(
  [1, 6].flatMap((number) =>
    SHOPS.map((shop) => {
      const [head, ...lines] = month(number).split("\n");
      const own = lines.filter((line) => line.includes(`,${shop},`));
      return [`${shop}-${number}.csv`, `${[head, ...own].join("\n")}\n`];
    }),
  ),
);
const world = () =>
  realWorld({
    "january.csv": month(1),
    "later.csv": later[0]! + later.slice(1).map(body).join(""),
    "4.csv": later[0]!,
    "5.csv": later[1]!,
    "6.csv": later[2]!,
    ...SHOP_FILES,
  });

interface Part {
  readonly name: string;
  readonly rows: number;
  readonly verdict: string;
  readonly columns: readonly Record<string, unknown>[];
}
interface Answer {
  readonly verdict: string;
  readonly summary: string;
  readonly columns: readonly Record<string, unknown>[];
  readonly chunks: readonly Part[];
  readonly slices: readonly Part[];
}

async function answer(words: string): Promise<Answer> {
  const { stdout, stderr } = await world().run(`${words} --json`);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Answer;
}

/** What does not depend on the other columns and parts. */
function own(columns: readonly Record<string, unknown>[], name: string) {
  const { ks, psi, wasserstein, quantiles_current, n_current, p } = columns.find(
    (column) => column.name === name,
  )!;
  return { ks, psi, wasserstein, quantiles_current, n_current, p };
}

it("judges each month as it would be judged alone, and adjusts over all of them", async () => {
  const time = "--time day";
  const { chunks, verdict, summary, columns } = await answer(
    `drift -r @january.csv -c @later.csv --chunk 1mo ${time}`,
  );
  expect(chunks.map(({ name, rows }) => [name.slice(0, 10), rows])).toEqual([
    ["2026-04-01", 240],
    ["2026-05-01", 240],
    ["2026-06-01", 240],
  ]);
  for (const [i, file] of ["4", "5", "6"].entries()) {
    const alone = await answer(`drift -r @january.csv -c @${file}.csv ${time}`);
    for (const name of ["amount", "age"]) {
      expect(own(chunks[i]!.columns, name)).toEqual(own(alone.columns, name));
    }
  }
  expect(verdict).toBe("drift");
  expect(summary).toBe("Drift in 1 of 3 chunks: 2026-06-01 (amount)");
  const amount = columns.find(({ name }) => name === "amount")!;
  expect(amount).toMatchObject({ status: "drift", part: "2026-06-01T00:00:00Z" });
  const ps = chunks.flatMap((chunk) => chunk.columns.map(({ p }) => p)).filter((p) => p !== null);
  expect(ps).toHaveLength(9);
  expect(amount.p_adjusted).toBeCloseTo(9 * Math.min(...(ps as number[])), 12);
});

it("holds a slice against the same slice of the reference", async () => {
  const { slices } = await answer("drift -r @january.csv -c @6.csv --slice shop --time day");
  expect(slices.map(({ name, verdict }) => [name, verdict])).toEqual(
    expect.arrayContaining([["south", "drift"]]),
  );
  for (const { name, columns } of slices) {
    const alone = await answer(`drift -r @${name}-1.csv -c @${name}-6.csv --time day`);
    expect(own(columns, "amount")).toEqual(own(alone.columns, "amount"));
    expect(columns.find((column) => column.name === "shop")).toMatchObject({
      status: "skipped",
      reason: "the column of the slices",
    });
  }
});

it("shows a person a line a chunk", async () => {
  const { stdout } = await world().run(
    "drift -r @january.csv -c @later.csv --chunk 1w --time day --exclude shop",
  );
  const table = stdout.split("\n").slice(3, 12);
  expect(Math.max(...table.map((line) => line.length))).toBeLessThan(81);
  await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/drift-chunks.txt");
});

it.each([
  ["--chunk 1mo", "chunks of time need a column of times"],
  ["--chunk 1fortnight", "Give a time, such as 15min"],
  ["--chunk 10 --slice shop", "chunks and slices are not made at once"],
  ["--chunk 10 --multivariate", "the columns of parts are not judged together"],
  ["--chunk 10 --explain amount", "the columns of parts are not explained"],
  ["--slice shap", 'column "shap"'],
])("refuses %s", async (flags, message) => {
  const { stderr, exitCode } = await world().run(`drift -r @january.csv -c @later.csv ${flags}`);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
