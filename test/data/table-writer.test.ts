import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Table } from "../../src/core/table.js";
import { openDuckDb } from "../../src/data/duckdb/open-duckdb.js";
import { localFiles } from "../../src/data/local-files.js";
import { formatOfPath, tableWriter } from "../../src/data/table-writer.js";
import { dataFormats, type DataFormat } from "../../src/ports/data-engine.js";
import type { WrittenColumn } from "../../src/ports/table-writer.js";
import { scratch } from "./scratch.js";

const stdin = nothing();
const files = localFiles({ stdin });
const columns: readonly WrittenColumn[] = [
  { name: "amount, €", kind: "number" },
  { name: "n", kind: "number", isInteger: true },
  { name: "shop", kind: "text" },
  { name: "at", kind: "time" },
];

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}

/** Rows `from` to `to` of one endless table, with something missing and something odd now and then. */
function rows(from: number, to: number): Table {
  const each = (value: (row: number) => number) =>
    Float64Array.from({ length: to - from }, (_, i) => value(from + i));
  const oddities = [0.1 + 0.2, -Infinity, NaN, 1e300, -0, 5e-324, 12.5];
  return {
    rows: to - from,
    columns: [
      { kind: "number", name: "amount, €", values: each((i) => oddities[i % 7]!) },
      { kind: "number", name: "n", values: each((i) => (i % 5 === 4 ? NaN : i)) },
      {
        kind: "text",
        name: "shop",
        codes: Int32Array.from(each((i) => (i % 6) - 1)),
        levels: ["plain", 'q"uo', "new\nline", "a,b\tc", "ä 東"],
      },
      { kind: "time", name: "at", values: each((i) => (i % 4 === 3 ? NaN : i * 1500)) },
    ],
  };
}

async function write(path: string, format: DataFormat, batches: readonly Table[]) {
  const writer = await tableWriter(format, await files.create(path), columns);
  for (const batch of batches) await writer.write(batch);
  await writer.commit();
  await writer.discard();
}

it.each(dataFormats)("writes %s that reads back as it was", async (format) => {
  const path = join(scratch(), `t.${format}`);
  await write(path, format, [rows(0, 3000), rows(3000, 3001), rows(3001, 5000)]);
  await using engine = await openDuckDb({ stdin });
  const table = await engine.open({ source: path, missingValues: [] });
  expect(table.rows).toBe(5000);
  expect(table.findings).toEqual([]);
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
    "amount, €:number",
    "n:number",
    "shop:text",
    "at:timestamp",
  ]);
  const [amounts, numbers, shops, times] = await engine.reduce([
    { kind: "values", table, column: "amount, €", limit: 10 },
    { kind: "values", table, column: "n", limit: 9999 },
    { kind: "categories", table, column: "shop", limit: 10 },
    { kind: "values", table, column: "at", limit: 9999 },
  ]);
  expect([...amounts!.values]).toEqual([-Infinity, 0, 5e-324, 0.1 + 0.2, 12.5, 1e300]);
  expect(numbers!.values).toHaveLength(4000);
  expect(shops.categories.map(({ name }) => name).sort()).toEqual(
    ["a,b\tc", "new\nline", "plain", 'q"uo', "ä 東"].sort(),
  );
  expect([...times!.values.slice(0, 4)]).toEqual([0, 1500, 3000, 6000]);
});

it.each(dataFormats)("writes the same bytes of %s, however the rows come in", async (format) => {
  const folder = scratch();
  await write(join(folder, "a"), format, [rows(0, 5000)]);
  await write(join(folder, "b"), format, [rows(0, 1), rows(1, 2050), rows(2050, 5000)]);
  const [a, b] = ["a", "b"].map((name) => hash(readFileSync(join(folder, name))));
  expect(a).toBe(b);
});

it("writes plain CSV, with no more quotes than must be", async () => {
  const path = join(scratch(), "t.csv");
  await write(path, "csv", [rows(0, 4)]);
  expect(readFileSync(path, "utf8")).toBe(
    '"amount, €",n,shop,at\n' +
      "0.30000000000000004,0,,1970-01-01T00:00:00Z\n" +
      "-Infinity,1,plain,1970-01-01T00:00:01.500Z\n" +
      ',2,"q""uo",1970-01-01T00:00:03Z\n' +
      '1e+300,3,"new\nline",\n',
  );
});

it.each(["csv", "parquet"] as const)("keeps the columns of a %s without rows", async (format) => {
  const path = join(scratch(), "none");
  await write(path, format, []);
  await using engine = await openDuckDb({ stdin });
  const table = await engine.open({ source: path, missingValues: [] });
  expect([table.rows, table.columns.length]).toEqual([0, 4]);
});

it.each(dataFormats)("leaves nothing behind of a %s that was discarded", async (format) => {
  const folder = scratch();
  const writer = await tableWriter(format, await files.create(join(folder, "t")), columns);
  await writer.write(rows(0, 10));
  await writer.discard();
  expect(readdirSync(folder)).toEqual([]);
});

it.runIf(existsSync("/dev/full")).each(dataFormats)(
  "says that the disk is full, %s",
  async (format) => {
    await expect(write("/dev/full", format, [rows(0, 10)])).rejects.toMatchObject({
      name: "InputError",
      message: "cannot write /dev/full: the disk is full",
    });
  },
);

it("knows formats by the ending of a path", () => {
  const known = ["a.csv", "b.TSV", "c.ndjson", "d.parquet", "e.csv.gz", "f"].map(formatOfPath);
  expect(known).toEqual(["csv", "tsv", "jsonl", "parquet", undefined, undefined]);
});

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
