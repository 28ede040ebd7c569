import { join } from "node:path";
import { expect, it } from "vitest";
import { numbersOf } from "../../../src/data/duckdb/answer-column.js";
import { parquetParts } from "../../../src/data/duckdb/parquet-parts.js";
import { memoryTable, parquetRelation } from "../../../src/data/duckdb/relation.js";
import { openSession, type DuckDbSession } from "../../../src/data/duckdb/session.js";
import { scratch } from "../scratch.js";

/** Files of these rows that count on from 0, in a column of the given name. */
async function files(session: DuckDbSession, column: string) {
  const folder = scratch();
  const paths: string[] = [];
  let start = 0;
  for (const [i, rows] of [1000, 1, 5000, 3].entries()) {
    const path = join(folder, `${i}'.parquet`);
    const select = `SELECT range AS v, 0 AS ${column} FROM range(${start}, ${start + rows})`;
    const target = `'${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`;
    await session.run(`COPY (${select}) TO ${target}`);
    paths.push(path);
    start += rows;
  }
  return parquetRelation(await parquetParts(session, paths), ["v", column]);
}

it.each([
  ["in files", (session: DuckDbSession) => files(session, "w")],
  ["in files that hide the numbers of their rows", (session) => files(session, "File_Row_Number")],
  [
    "in memory",
    async (session) => {
      await session.run('CREATE TABLE "a b" AS SELECT range AS v FROM range(6004)');
      return memoryTable("a b");
    },
  ],
])("numbers and slices rows %s", async (_, make) => {
  await using session = await openSession({});
  const relation = await make(session);
  const column = async (select: string) => numbersOf(await session.query(select), 0);
  const slices = [
    [0, 6004],
    [0, 1],
    [990, 30],
    [1000, 1],
    [1001, 100],
    [5990, 14],
    [6003, 1],
  ] as const;
  for (const [start, rows] of slices) {
    const found = await column(`SELECT v::DOUBLE FROM ${relation.slice(start, rows)}`);
    expect([...found]).toEqual(Array.from({ length: rows }, (_, i) => start + i));
  }
  const numbered = `(SELECT v, ${relation.rowNumber} AS place FROM ${relation.sql})`;
  const wrong = `SELECT count(*) FILTER (place <> v)::DOUBLE FROM ${numbered}`;
  expect([...(await column(wrong))]).toEqual([0]);
});
