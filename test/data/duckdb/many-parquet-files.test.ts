import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openSession } from "../../../src/data/duckdb/session.js";
import { scratch } from "../scratch.js";

/** A folder with a Parquet file for each SELECT. */
async function folderOf(selects: readonly string[]): Promise<string> {
  const folder = scratch();
  await using session = await openSession({});
  for (const [i, select] of selects.entries()) {
    await session.run(`COPY (${select}) TO '${join(folder, `${i}.parquet`)}' (FORMAT parquet)`);
  }
  return folder;
}

async function values(source: string, column: string) {
  await using engine = await openDuckDb({ stdin: nothing() });
  const table = await engine.open({ source, missingValues: [] });
  const [counts] = await engine.reduce([{ kind: "values", table, column, limit: 99 }]);
  return { types: table.columns.map((one) => one.storedAs), values: [...(counts?.values ?? [])] };
}

it.each([
  [
    "alike, in another order",
    ["SELECT 1 AS a, 'x' AS b", "SELECT 'y' AS b, 2 AS a"],
    "INTEGER",
    [1, 2],
  ],
  [
    "with other numbers",
    ["SELECT 1 AS a, 'x' AS b", "SELECT 'y' AS b, 2.5::DOUBLE AS a"],
    "DOUBLE",
    [1, 2.5],
  ],
  [
    "with columns inside columns",
    [
      "SELECT 7 AS a, {'x': 1, 'l': [{'a': 1}]} AS b",
      "SELECT {'x': 2, 'l': [{'a': 9}]} AS b, 8 AS a",
    ],
    "INTEGER",
    [7, 8],
  ],
])("reads files %s", async (_, selects, type, expected) => {
  const found = await values(await folderOf(selects), "a");
  expect(found.types[0]).toBe(type);
  expect(found.values).toEqual(expected);
});

it("names the file whose columns differ, and one that is damaged", async () => {
  const folder = await folderOf(["SELECT 1 AS a", "SELECT 1 AS a", "SELECT 1 AS a, 2 AS b"]);
  await expect(values(folder, "a")).rejects.toMatchObject({
    name: "InputError",
    where: join(folder, "2.parquet"),
  });
  writeFileSync(join(folder, "1.parquet"), "PAR1 and then nothing");
  await expect(values(folder, "a")).rejects.toMatchObject({
    message: expect.stringContaining("1.parquet cannot be read as Parquet") as string,
  });
});

it("reads a folder of 500 files as one table, in their order", async () => {
  const rows = (i: number) => `SELECT ${i} AS a, range + 10 * ${i} AS b FROM range(10)`;
  const folder = await folderOf(Array.from({ length: 500 }, (_, i) => rows(i)));
  await using engine = await openDuckDb({ stdin: nothing() });
  const table = await engine.open({ source: folder, missingValues: [] });
  expect(table.rows).toBe(5000);
  const [a, b] = await engine.reduce([
    { kind: "values", table, column: "a", limit: 9999 },
    { kind: "values", table, column: "b", limit: 9999 },
  ]);
  expect([a?.values.length, new Set(a?.counts)]).toEqual([500, new Set([10])]);
  expect(b?.values).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i));
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
