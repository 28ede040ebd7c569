import { appendFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { openSession } from "../../../src/data/duckdb/session.js";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import { scratch } from "../scratch.js";
import { collect, NOBODY, rowTexts } from "./follow-files.js";

const COLUMNS = [
  { name: "id", as: "number" },
  { name: "text", as: "text" },
] as const;
const table = (from: number, to: number) =>
  `t,id,text\n${Array.from({ length: to - from }, (_, i) => `2026-01-01 00:00:0${(from + i) % 10},${from + i},é${i % 3}\n`).join("")}`;
const request = (source: string) => ({ source, time: "t", missingValues: ["NA"] });

async function parquet(path: string, select: string): Promise<void> {
  await using session = await openSession({ threads: 1 });
  await session.run(`COPY (${select}) TO '${path}.tmp' (FORMAT parquet)`);
  renameSync(`${path}.tmp`, path);
}

it("reads a .gz once it is whole, and more that is appended to it", async () => {
  const folder = scratch();
  const bytes = gzipSync(table(0, 9));
  const path = join(folder, "a.csv.gz");
  writeFileSync(path, bytes.subarray(0, 60));
  await using source = await openRowSource(request(folder), NOBODY);
  expect(await collect(source, COLUMNS)).toEqual([]);
  appendFileSync(path, bytes.subarray(60));
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toHaveLength(9);
  expect(await collect(source, COLUMNS)).toEqual([]);
  appendFileSync(path, gzipSync("2026-01-01,10,é0\n"));
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["10|é0"]);
  expect(source.findings()).toEqual([]);
});

it("tells a .gz that stays cut short, and leaves no temporary files", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith("arlequin-")).length;
  const folder = scratch();
  writeFileSync(join(folder, "a.csv.gz"), gzipSync(table(0, 9)).subarray(0, 60));
  const late = { ...NOBODY, clock: () => new Date(Date.now() + 61_000) };
  {
    await using source = await openRowSource(request(folder), late);
    expect(await collect(source, COLUMNS)).toEqual([]);
    const [finding] = source.findings();
    expect(finding?.what).toContain("a.csv.gz is damaged");
    expect(await collect(source, COLUMNS)).toEqual([]);
    expect(source.findings()).toEqual([]);
  }
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith("arlequin-")).length;
  expect(after).toBeLessThanOrEqual(before + 1);
});

it("reads UTF-16 as it grows", async () => {
  const path = join(scratch(), "a.csv");
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table(0, 4), "utf16le")]);
  writeFileSync(path, bytes.subarray(0, -7));
  await using source = await openRowSource(request(path), NOBODY);
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["0|é0", "1|é1", "2|é2"]);
  appendFileSync(path, bytes.subarray(-7));
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["3|é0"]);
});

it("reads Parquet files once they are complete, from where an earlier run stood", async () => {
  const folder = scratch();
  const select = (from: number, to: number, time: string) =>
    `SELECT ${time} AS t, i::INTEGER AS id, 'é' || i AS text FROM range(${from}, ${to}) r(i)`;
  await parquet(
    join(folder, "a.parquet"),
    select(0, 3, "TIMESTAMP '2026-01-01' + i * INTERVAL 1 SECOND"),
  );
  writeFileSync(join(folder, "b.parquet"), "PAR1 half of it");
  await using source = await openRowSource(request(folder), NOBODY);
  expect(await source.columns()).toEqual([
    { name: "t", type: "timestamp", storedAs: "TIMESTAMP" },
    { name: "id", type: "number", storedAs: "INTEGER" },
    { name: "text", type: "text", storedAs: "VARCHAR" },
  ]);
  const chunks = await collect(source, COLUMNS);
  expect(chunks.flatMap(rowTexts)).toEqual(["0|é0", "1|é1", "2|é2"]);
  expect(chunks.flatMap(({ times }) => [...times])).toEqual(
    [0, 1, 2].map((second) => Date.UTC(2026, 0, 1, 0, 0, second)),
  );
  const position = source.position(Date.UTC(2026, 0, 1, 0, 0, 1));
  await parquet(join(folder, "b.parquet"), select(3, 5, "1767225600 + i"));
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["3|é3", "4|é4"]);
  await using later = await openRowSource({ ...request(folder), position }, NOBODY);
  const again = await collect(later, COLUMNS);
  expect(again.map((chunk) => [chunk.isAgain, rowTexts(chunk).length])).toEqual([
    [true, 3],
    [false, 2],
  ]);
  const none = later.position(Date.UTC(2100, 0, 1));
  await using last = await openRowSource({ ...request(folder), position: none }, NOBODY);
  expect(await collect(last, COLUMNS)).toEqual([]);
});

it("ends the reading of Parquet at once when it is called off", async () => {
  const path = join(scratch(), "a.parquet");
  await parquet(path, "SELECT range AS t, range AS id, 'x' AS text FROM range(100000)");
  const stop = new AbortController();
  const { clock, stdin } = NOBODY;
  const world = { clock, stdin, signal: stop.signal };
  await using source = await openRowSource(request(path), world);
  const chunks: number[] = [];
  const read = async () => {
    for await (const { times } of source.read(COLUMNS)) {
      chunks.push(times.length);
      stop.abort(new Error("called off"));
    }
  };
  await expect(read()).rejects.toThrow("called off");
  expect(chunks).toHaveLength(1);
  await using unread = await openRowSource(request(path), world); // its database hears of it, too
  await expect(unread.columns()).rejects.toThrow("called off");
});
