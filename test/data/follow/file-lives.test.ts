import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import type { RowSource, SourcePosition } from "../../../src/ports/row-source.js";
import { scratch } from "../scratch.js";
import { collect, NOBODY, rowTexts } from "./follow-files.js";

const COLUMNS = [{ name: "id", as: "number" }] as const;
const HEADER = "t,id\n";
const row = (id: number) => `2026-01-01 00:00:${String(id).padStart(2, "0")},${id}\n`;
const lines = (...ids: readonly number[]) => ids.map(row).join("");
const NEVER = Date.UTC(2100, 0, 1);

/** A folder that is looked at, by one reader or by a new one each time. */
function watched(source: (folder: string) => string = (folder) => folder, isRestarted = false) {
  const folder = scratch();
  let position: SourcePosition | undefined;
  let reader: RowSource | null = null;
  const found: string[] = [];
  return {
    path: (name: string) => join(folder, name),
    found,
    /** The ids that are new. */
    look: async (options?: { readonly toTheEnd?: boolean }): Promise<string[]> => {
      reader ??= await openRowSource(
        { source: source(folder), time: "t", missingValues: [], ...(position && { position }) },
        NOBODY,
      );
      const chunks = await collect(reader, COLUMNS, options);
      found.push(...reader.findings().map(({ what }) => what.replaceAll(`${folder}/`, "")));
      if (isRestarted) {
        position = JSON.parse(JSON.stringify(reader.position(NEVER))) as SourcePosition;
        await reader[Symbol.asyncDispose]();
        reader = null;
      }
      return chunks.filter(({ isAgain }) => !isAgain).flatMap(rowTexts);
    },
  };
}

for (const isRestarted of [false, true]) {
  const how = isRestarted ? ", over restarts" : "";
  const folder = (source?: (path: string) => string) => watched(source, isRestarted);

  it(`goes on where a file has grown${how}`, async () => {
    const { path, look, found } = folder();
    writeFileSync(path("a.csv"), HEADER + lines(1, 2));
    expect(await look()).toEqual(["1", "2"]);
    expect(await look()).toEqual([]);
    appendFileSync(path("a.csv"), lines(3));
    expect(await look()).toEqual(["3"]);
    expect(found).toEqual([]);
  });

  it(`goes on after log rotation${how}`, async () => {
    const { path, look, found } = folder((at) => join(at, "a.csv*"));
    writeFileSync(path("a.csv"), HEADER + lines(1, 2));
    expect(await look()).toEqual(["1", "2"]);
    appendFileSync(path("a.csv"), lines(3));
    renameSync(path("a.csv"), path("a.csv.1"));
    writeFileSync(path("a.csv"), HEADER + lines(4));
    expect(await look()).toEqual(["3", "4"]);
    renameSync(path("a.csv.1"), path("a.csv.2"));
    renameSync(path("a.csv"), path("a.csv.1"));
    writeFileSync(path("a.csv"), "");
    expect(await look()).toEqual([]);
    appendFileSync(path("a.csv"), HEADER + lines(5));
    expect(await look()).toEqual(["5"]);
    expect(found).toEqual([]);
  });

  it(`goes on after rotation by a copy${how}`, async () => {
    const { path, look, found } = folder((at) => join(at, "a.csv*"));
    writeFileSync(path("a.csv"), HEADER + lines(1, 2));
    expect(await look()).toEqual(["1", "2"]);
    copyFileSync(path("a.csv"), path("a.csv.1"));
    truncateSync(path("a.csv"), 0);
    appendFileSync(path("a.csv"), HEADER + lines(3));
    expect(await look()).toEqual(["3"]);
    expect(found).toEqual([]);
  });

  it(`goes on in a file that was copied anew, longer${how}`, async () => {
    const { path, look, found } = folder();
    writeFileSync(path("a.csv"), HEADER + lines(1, 2));
    expect(await look()).toEqual(["1", "2"]);
    writeFileSync(path("b.tmp"), HEADER + lines(1, 2, 3));
    renameSync(path("b.tmp"), path("a.csv"));
    expect(await look()).toEqual(["3"]);
    expect(found).toEqual([]);
  });

  it(`reads a replaced file from the beginning, and tells${how}`, async () => {
    const { path, look, found } = folder();
    writeFileSync(path("a.csv"), HEADER + lines(1, 2));
    expect(await look()).toEqual(["1", "2"]);
    writeFileSync(path("b.tmp"), HEADER + lines(7, 8, 9));
    renameSync(path("b.tmp"), path("a.csv"));
    expect(await look()).toEqual(["7", "8", "9"]);
    writeFileSync(path("a.csv"), HEADER + lines(4, 5, 6, 7)); // in place
    expect(await look()).toEqual(["4", "5", "6", "7"]);
    const told = "a.csv was replaced, and is read from the beginning";
    expect(found).toEqual([told, told]);
  });

  it(`reads a file that was cut short from the beginning, and tells${how}`, async () => {
    const { path, look, found } = folder();
    writeFileSync(path("a.csv"), HEADER + lines(1, 2, 3));
    expect(await look()).toEqual(["1", "2", "3"]);
    truncateSync(path("a.csv"), 0);
    expect(await look()).toEqual([]);
    appendFileSync(path("a.csv"), HEADER + lines(4));
    expect(await look()).toEqual(["4"]);
    expect(found).toEqual(["a.csv was cut short, and is read from the beginning"]);
  });

  it(`is silent about a deleted file, and knows it when it comes back${how}`, async () => {
    const { path, look, found } = folder();
    writeFileSync(path("a.csv"), HEADER + lines(1));
    writeFileSync(path("b.csv"), HEADER + lines(2));
    expect(await look()).toEqual(["1", "2"]);
    renameSync(path("a.csv"), path("a.tmp"));
    expect(await look()).toEqual([]);
    renameSync(path("a.tmp"), path("a.csv"));
    appendFileSync(path("a.csv"), lines(3));
    expect(await look()).toEqual(["3"]);
    expect(found).toEqual([]);
  });

  it(`waits for a folder that is not there, and goes on when one is back${how}`, async () => {
    const { path, look, found } = folder((at) => join(at, "in"));
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([]);
    mkdirSync(path("in"));
    expect(await look()).toEqual([]);
    writeFileSync(path("in/a.csv"), HEADER + lines(1));
    expect(await look()).toEqual(["1"]);
    renameSync(path("in"), path("away"));
    expect(await look()).toEqual([]);
    mkdirSync(path("in")); // where a disk was mounted
    expect(await look()).toEqual([]);
    rmSync(path("in"), { recursive: true });
    renameSync(path("away"), path("in"));
    appendFileSync(path("in/a.csv"), lines(2));
    expect(await look()).toEqual(["2"]);
    const [absent, empty] = ["cannot read in: there is no such file", "in has no files any more"];
    expect(new Set(found)).toEqual(new Set([absent, empty]));
    if (!isRestarted) expect(found).toEqual([absent, absent, empty]); // once each time
  });
}

it.skipIf(process.getuid?.() === 0)(
  "tells a file that may not be read, and goes on with it later",
  async () => {
    const { path, look, found } = watched();
    writeFileSync(path("a.csv"), HEADER + lines(1));
    writeFileSync(path("b.csv"), HEADER + lines(2));
    chmodSync(path("a.csv"), 0);
    expect(await look()).toEqual(["2"]);
    expect(await look()).toEqual([]);
    chmodSync(path("a.csv"), 0o600);
    expect(await look()).toEqual(["1"]);
    expect(found).toEqual(["cannot read a.csv: permission denied"]);
  },
);

it("passes over files that others are still writing", async () => {
  const { path, look } = watched();
  for (const name of [".a.csv", "_a.csv", "a.csv.tmp", "a.csv.part", "a.csv.inprogress", "a.doc"])
    writeFileSync(path(name), HEADER + lines(1));
  expect(await look()).toEqual([]);
});

it("lets a last line wait for its end, for a minute", async () => {
  const { path, look } = watched();
  writeFileSync(path("a.csv"), (HEADER + lines(1, 2)).trimEnd());
  expect(await look()).toEqual(["1"]);
  expect(await look()).toEqual([]);
  appendFileSync(path("a.csv"), "2\n");
  expect(await look()).toEqual(["22"]);
  appendFileSync(path("a.csv"), lines(3).trimEnd());
  utimesSync(path("a.csv"), new Date(-61_000), new Date(-61_000)); // the clock of the test stands at 0
  expect(await look()).toEqual(["3"]);
  appendFileSync(path("a.csv"), `\n${lines(4).trimEnd()}`);
  expect(await look({ toTheEnd: true })).toEqual(["4"]);
});

it("leaves out lines that are no rows, and tells how many", async () => {
  const { path, look, found } = watched();
  writeFileSync(path("a.csv"), `${HEADER}${lines(1)}x\n2026-01-01,"2"3\n\n1,2,3\n${lines(4)}`);
  writeFileSync(path("b.jsonl"), '{"t":"2026-01-01","id":5}\nnot json\n[1]\n\n{"id":6}\n');
  expect((await look()).sort()).toEqual(["1", "4", "5", "6"]);
  expect(found.sort()).toEqual([
    "1 line with text after a closing quote was left out",
    "2 lines of another number of fields than the header were left out",
    "2 lines that hold no object were left out",
  ]);
});

it("loses only the line of a quote that is never closed", async () => {
  const { path, look, found } = watched();
  writeFileSync(path("a.csv"), `${HEADER}${lines(1)}2026-01-01,"2\n${lines(3, 4)}`);
  expect(await look()).toEqual(["1"]);
  expect(await look({ toTheEnd: true })).toEqual(["3", "4"]);
  expect(found).toEqual(["1 line with a quote that is never closed was left out"]);
});

it("reads columns by name, file by file, and tells one that lacks", async () => {
  const { path, look, found } = watched();
  writeFileSync(path("a.csv"), HEADER + lines(1));
  writeFileSync(path("b.csv"), "id;x;t\n2;0;2026-01-01T00:00:01Z\n");
  writeFileSync(path("c.csv"), "x,t\n0,2026-01-01T00:00:02Z\n");
  writeFileSync(path("d.csv"), "x,id\n0,9\n");
  expect((await look()).sort()).toEqual(["1", "2", "NaN"]);
  expect(found).toEqual([
    '"id" missing from c.csv: no values there',
    'd.csv has no column "t", and is left out',
  ]);
});

it("tells a file that is no table, and reads the others", async () => {
  const { path, look, found } = watched();
  writeFileSync(path("a.csv"), Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4]));
  writeFileSync(path("b.csv"), "t,id,id\n2026-01-01,1,2\n");
  writeFileSync(path("c.csv"), HEADER + lines(3));
  expect(await look()).toEqual(["3"]);
  expect(await look()).toEqual([]);
  expect(found).toEqual([
    "a.csv is a zip archive or an Excel workbook, which is not read",
    'b.csv has more than one column named "id"',
  ]);
});

it("knows thousands of finished files by their size alone, from a small state", async () => {
  const folder = scratch();
  for (let i = 0; i < 500; i++) writeFileSync(join(folder, `${i}.csv`), HEADER + lines(i % 60));
  const request = { source: folder, time: "t", missingValues: [] };
  await using first = await openRowSource(request, NOBODY);
  expect((await collect(first, COLUMNS)).flatMap(rowTexts)).toHaveLength(500);
  const position = first.position(NEVER);
  expect(JSON.stringify(position).length).toBeLessThan(500 * 16);
  const before = statSync(join(folder, "7.csv")).atimeMs;
  await using second = await openRowSource({ ...request, position }, NOBODY);
  expect(await collect(second, COLUMNS)).toEqual([]);
  expect(statSync(join(folder, "7.csv")).atimeMs).toBe(before);
});

it("refuses a state that it cannot read", async () => {
  const request = { source: scratch(), time: "t", missingValues: [] };
  for (const position of [{}, { version: 2, files: {} }, { version: 1, files: { here: "?" } }]) {
    await expect(openRowSource({ ...request, position }, NOBODY)).rejects.toThrow(/state/);
  }
});
