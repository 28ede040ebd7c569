import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import type { DataEngine, EngineTable } from "../../../src/ports/data-engine.js";
import { scratch } from "../scratch.js";

let engine: DataEngine;
beforeAll(async () => {
  engine = await openDuckDb({ stdin: (async function* () {})() });
});
afterAll(() => engine[Symbol.asyncDispose]());

/** More than the sample that types are guessed from. */
const PLAIN = Array.from({ length: 1200 }, (_, i) => `${i / 8},${i}\n`).join("");

async function told(table: EngineTable, columns = ["v", "w"]) {
  const isNumber = (name: string) => table.columns.find((one) => one.name === name)?.type;
  const counts = columns.map((column) =>
    isNumber(column) === "number"
      ? ({ kind: "values", table, column, limit: 1e4 } as const)
      : ({ kind: "categories", table, column, limit: 1e4 } as const),
  );
  const answer = await engine.reduce([{ kind: "summary", table, columns }, ...counts]);
  return { types: table.columns.map(({ type }) => type), rows: table.rows, answer };
}

it.each([
  ..."7 -0 +1 .5 5. 1e5 1E+5 1e400 -1e400 1e-400 inf -Infinity nan -nan +nan".split(" "),
  ..."1_000 1_ _1 1__0 1e1_0 0x10 1f true NA null $5 1'000 １ - e5 00501".split(" "),
  ...[" 7", "7 ", "\t7", "\u00a07", "  ", " NA", "NA ", '"7"', '" 7"', '""', '"NA"', '"1_0"'],
  ...["", '"7""8"', '"7\n"', '"7,8"', "0.1000000000000000055511151231257827", "9007199254740993"],
])("reads a last field of %j as the slow way does", async (field) => {
  const folder = scratch();
  const text = `v,w\n${PLAIN}${field},2\n3,4\n`;
  // What is compressed is never read strictly.
  writeFileSync(join(folder, "slow.csv.gz"), gzipSync(text));
  writeFileSync(join(folder, "fast.csv"), text);
  const open = (name: string) => engine.open({ source: join(folder, name), missingValues: ["NA"] });
  expect(await told(await open("fast.csv"))).toEqual(await told(await open("slow.csv.gz")));
});

it("takes a number that stands for no value in any spelling", async () => {
  const path = join(scratch(), "data.csv");
  writeFileSync(path, `v,w\n${PLAIN}-999,1\n -999 ,2\n-999.0,3\n`);
  const table = await engine.open({ source: path, missingValues: ["-999", "a,b", 'a"b'] });
  const [[summary]] = await engine.reduce([{ kind: "summary", table, columns: ["v"] }]);
  expect(summary).toMatchObject({ present: 1201, missing: { absent: 2 } });
});

it("reads columns that not every file has", async () => {
  const folder = join(scratch(), "parts");
  mkdirSync(folder);
  const lines = (of: (i: number) => object) =>
    Array.from({ length: 50 }, (_, i) => JSON.stringify(of(i))).join("\n");
  writeFileSync(
    join(folder, "1.jsonl"),
    lines((i) => ({ v: i / 8 })),
  );
  writeFileSync(
    join(folder, "2.jsonl"),
    lines((i) => ({ w: i / 8 })),
  );
  const table = await engine.open({ source: folder, missingValues: [] });
  const { types, rows, answer } = await told(table);
  expect([types, rows]).toEqual([["number", "number"], 100]);
  expect(answer[0]).toMatchObject([{ present: 50 }, { present: 50 }]);
});
