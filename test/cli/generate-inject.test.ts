import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataFormats } from "../../src/ports/data-engine.js";
import { realWorld } from "./real-world.js";

const WEATHER = readFileSync("node_modules/vega-datasets/data/seattle-weather.csv");

/** Codes, missing values of two sorts, decimals, quotes: what must come out as it went in. */
const SHOP = `zip,age,amount,ok,when,note
00501,30,1.50,true,2026-01-01,"a,b"
10001,NA,2.00,false,2026-01-02,x
94105,41,NA,TRUE,2026-01-03,
00601,22,7.25,true,2026-01-04,"q""uo"
`;
const shop = () => realWorld({ "shop.csv": SHOP, "empty.csv": "a,b\n" });

interface Truth {
  readonly schema: string;
  readonly source: Record<string, unknown>;
  readonly output: Record<string, unknown>;
  readonly drifted_columns: readonly string[];
  readonly injections: readonly {
    readonly rows: Record<string, unknown>;
    readonly asked: Record<string, unknown>;
    readonly realised: Record<string, number>;
    readonly cells_changed: number;
  }[];
}

it("injects half a standard deviation, which drift then finds, in that column alone", async () => {
  const world = realWorld({ "weather.csv": WEATHER });
  const made = await world.run(
    "generate --from @weather.csv --inject shift:temp_max:0.5sd --out @warmer.csv",
  );
  expect(made.exitCode).toBe(0);
  expect(made.stderr).toBe(
    "shift of temp_max: 1,461 rows, mean shift 3.675, mean shift sd 0.5\n" +
      "1,461 rows, truth in @warmer.csv.truth.json\n",
  );
  const { stdout } = await world.run("drift @weather.csv @warmer.csv --json");
  const found = (JSON.parse(stdout) as Truth).drifted_columns;
  const truth = JSON.parse(world.text("warmer.csv.truth.json")) as Truth;
  expect(found).toEqual(["temp_max"]);
  expect(truth.drifted_columns).toEqual(found);
  expect(truth.injections[0]).toMatchObject({
    asked: { value: 0.5, unit: "sd", start_row: 1 },
    rows: { of: "output", count: 1461, ranges: "1-1461" },
  });
  expect(truth.injections[0]!.realised.mean_shift_sd).toBeCloseTo(0.5, 2);
});

it("keeps the text of every cell that it does not change", async () => {
  const world = shop();
  await world.run("generate --from @shop.csv --inject shift:amount:+10 --out @out.csv --quiet");
  const expected = SHOP.replace("1.50", "11.5").replace("2.00", "12").replace("7.25", "17.25");
  expect(world.text("out.csv")).toBe(expected);
});

it("writes the truth as it always has", async () => {
  const world = shop();
  const specs = "missing:age:0.34,swap:zip:0.25,shift:amount:+10,label-flip:ok";
  await world.run(
    `generate --from @shop.csv --inject ${specs}:0.5 --drift-start 0.5 --out @out.csv --quiet`,
  );
  const truth = world.text("out.csv.truth.json").replaceAll(`${world.folder}/`, "@");
  await expect(truth).toMatchFileSnapshot("../../fixtures/golden/generate-truth.json");
});

it.each(dataFormats)("writes %s, and the same bytes for the same seed", async (format) => {
  const world = shop();
  const flags = `generate --from @shop.csv --inject swap:note:0.3,noise:amount --seed 3 --quiet`;
  for (const name of ["a", "b"]) await world.run(`${flags} --out @${name}.${format}`);
  const bytes = (name: string) => readFileSync(world.path(`${name}.${format}`));
  expect(bytes("a").equals(bytes("b"))).toBe(true);
  const truths = ["a", "b"].map((name) => world.text(`${name}.${format}.truth.json`));
  expect(truths[0]!.replaceAll(`a.${format}`, `b.${format}`)).toBe(truths[1]);
});

it("goes through Parquet and JSON Lines without losing a code or a digit", async () => {
  const world = shop();
  const flags = "--inject shift:age:+1 --quiet";
  await world.run(`generate --from @shop.csv ${flags} --out @one.parquet`);
  await world.run(`generate --from @one.parquet ${flags} --out @two.parquet`);
  await world.run(`generate --from @two.parquet ${flags} --out @three.jsonl`);
  expect(world.text("three.jsonl").split("\n").slice(0, 3)).toEqual([
    '{"zip":"00501","age":33,"amount":1.5,"ok":true,"when":"2026-01-01 00:00:00","note":"a,b"}',
    '{"zip":"10001","age":null,"amount":2.0,"ok":false,"when":"2026-01-02 00:00:00","note":"x"}',
    '{"zip":"94105","age":44,"amount":null,"ok":true,"when":"2026-01-03 00:00:00","note":null}',
  ]);
  await world.run(`generate --from @three.jsonl ${flags} --out @four.jsonl`);
  expect(world.text("four.jsonl")).toBe(
    world
      .text("three.jsonl")
      .replace(/"age":(\d+)/g, (_, age: string) => `"age":${Number(age) + 1}`)
      .replaceAll('"amount":2.0', '"amount":2'),
  );
});

it("reads stdin and writes stdout, the truth where it is told", async () => {
  const world = shop();
  const flags = "--inject imbalance:ok:true=0.34 --truth @truth.json --categorical ok";
  const { stdout, stderr } = await world.run(`generate --from - ${flags}`, { stdin: SHOP });
  expect(stdout.split("\n")).toHaveLength(5); // a header, one true, one false, one TRUE
  expect(stderr).toMatch(
    /^imbalance of ok: 1 row dropped, class true, share before 0\.5, share 0\.3333\n/,
  );
  expect(world.names()).toContain("truth.json");
});

describe("refuses", () => {
  it.each([
    ["--inject shift:amount", "--inject has no data to change"],
    ["--from @shop.csv", "nothing is to be injected into @shop.csv"],
    ["--from @shop.csv --inject shift:amount --rows 5", "--rows says nothing about data"],
    ["--from @shop.csv --inject missing:age --share 0.5", "--share is for shift"],
    ["--from @shop.csv --inject shift:age --drift-start 2026-01-01", "have no time to start at"],
    [
      "--from @shop.csv --inject shift:age --drift-start 9",
      "would start at row 9, and there are 4",
    ],
    ["--from @shop.csv --inject shift:age --out @shop.csv", "@shop.csv is the data itself"],
    ["--from @shop.csv --inject shift:age --out @day/", "an injection writes one file"],
    ["--from @shop.csv --inject shift:aeg", 'there is no column "aeg"; did you mean "age"?'],
    ["--from @shop.csv --inject shfit:age", 'did you mean "shift"?'],
    ["--from @shop.csv --inject shift:zip", 'shift works on numbers; "zip" holds text'],
    ["--from @shop.csv --inject missing:age:2", "the share 2 is out of range"],
    ["--from @empty.csv --inject missing:a", "the table has no rows to change"],
    ["--from @none.csv --inject missing:a", "@none.csv"],
  ])("%s", async (flags, message) => {
    const world = shop();
    const before = world.names();
    const { exitCode, stderr } = await world.run(`generate ${flags}`);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(world.names()).toEqual(before);
  });
});
