import { PassThrough, Readable } from "node:stream";
import { expect, it } from "vitest";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import { collect, NOBODY, rowTexts } from "./follow-files.js";

const COLUMNS = [{ name: "id", as: "number" }] as const;
const request = { source: "-", time: "t", missingValues: [] };
const row = (id: number) => `2026-01-01,${id}\n`;

it("gives what has come, and says when no more will", async () => {
  const stdin = new PassThrough();
  await using source = await openRowSource(request, { ...NOBODY, stdin });
  stdin.write(`t,id\n${row(1)}2026-`);
  expect(await source.columns()).toHaveLength(2);
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["1"]);
  stdin.write("01-01,2\n");
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["2"]);
  expect(source.hasEnded).toBe(false);
  stdin.end(row(3).trimEnd());
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["3"]);
  expect(source.hasEnded).toBe(true);
});

it("waits for the end where it is asked to", async () => {
  const stdin = new PassThrough();
  await using source = await openRowSource(request, { ...NOBODY, stdin });
  stdin.write("t,id\n");
  setTimeout(() => stdin.end(row(1)), 60);
  expect((await collect(source, COLUMNS, { toTheEnd: true })).flatMap(rowTexts)).toEqual(["1"]);
});

it("gives every row, however the stream is cut", async () => {
  const text = `\uFEFFt,id,note\n${Array.from({ length: 5000 }, (_, id) => `2026-01-01,${id},"a\né"\n`).join("")}`;
  for (const size of [7, 1000, 65_536]) {
    const bytes = Buffer.from(text);
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    await using source = await openRowSource(request, { ...NOBODY, stdin: Readable.from(parts) });
    const ids = (await collect(source, COLUMNS, { toTheEnd: true })).flatMap(rowTexts);
    expect(ids).toEqual(Array.from({ length: 5000 }, (_, id) => String(id)));
  }
});

it("has ended where nothing has come", async () => {
  await using source = await openRowSource(request, { ...NOBODY, stdin: Readable.from([]) });
  expect(await source.columns()).toBeNull();
  expect(await collect(source, COLUMNS)).toEqual([]);
  expect(source.hasEnded).toBe(true);
});

it("refuses an earlier position, and what is no text", async () => {
  const stdin = Readable.from([Buffer.from("PAR1....PAR1")]);
  await using source = await openRowSource(request, { ...NOBODY, stdin });
  await expect(source.columns()).rejects.toThrow("stdin is compressed, or Parquet");
  const position = source.position(0);
  await expect(openRowSource({ ...request, position }, NOBODY)).rejects.toThrow(
    "stdin cannot be read on from where an earlier run stood",
  );
});
