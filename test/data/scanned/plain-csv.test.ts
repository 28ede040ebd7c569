import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type BuildOptions } from "esbuild";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openScanned } from "../../../src/data/scanned/open-scanned.js";
import type {
  DataEngine,
  EngineTable,
  MonotoneMap,
  Reduction,
} from "../../../src/ports/data-engine.js";
import { scratch } from "../scratch.js";

const MISSING = ["NA", "n/a"];
const MAP: MonotoneMap = { kind: "soft", center: 3, width: 2, halfBins: 500 };
const IN_THREAD: BuildOptions = {
  entryPoints: ["src/data/scanned/scan-worker.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
};
const HEAD = "id,v,w,flag,day\n";

/** An engine that must not need another. */
const alone = (more: Partial<Parameters<typeof openScanned>[0]> = {}) =>
  openScanned({ openOther: () => Promise.reject(new Error("another engine is asked")), ...more });
const duckDb = openDuckDb({ stdin: nothing() });
afterAll(async () => (await duckDb)[Symbol.asyncDispose]());

describe("a plain CSV", () => {
  it("is told as the database tells it", async () => {
    const number = fc.oneof(
      fc
        .double({ min: -10, max: 10, noNaN: true })
        .map((value) => String(Math.round(value * 4) / 4)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.constantFrom(
        "",
        "NA",
        " n/a",
        "1e3",
        "-0",
        "+2",
        ".5",
        "5.",
        "inf",
        "-Infinity",
        "nan",
        " 7",
      ),
    );
    const row = fc.tuple(
      fc.constantFrom("a", "b", "ä", " a", "", "NA", "long text"),
      number,
      fc.integer({ min: 0, max: 5 }).map(String),
      fc.constantFrom("true", "False", "", "TRUE"),
      fc.constantFrom("2026-01-02", "2026-01-02T03:04:05Z", "2025-12-31 23:59:59.5", ""),
    );
    const shape = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 40 }),
      lineEnd: fc.constantFrom("\n", "\r\n"),
      isEnded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, lineEnd, isEnded }) => {
        // Of one row with nothing but blanks in a column nobody can tell what it is.
        const lines = [
          ["id", "v", "w", "flag", "day"],
          ["z", "1", "1", "true", "2026-01-01"],
          ...rows,
        ];
        const text = lines.map((line) => line.join(",")).join(lineEnd) + (isEnded ? lineEnd : "");
        await using scanner = alone();
        const [ours, theirs] = [await opened(scanner, text), await opened(await duckDb, text)];
        expect({ ...ours, source: "" }).toEqual({ ...theirs, source: "" });
        const [told, known] = [await answers(scanner, ours), await answers(await duckDb, theirs)];
        expect(told).toEqual(known);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["quotes", 'a,1,1,true,2026-01-01\n"b",2,2,true,2026-01-01\n'],
    ["a short row", "a,1,1,true,2026-01-01\nb,2,2,true\n"],
    ["a long row", "a,1,1,true,2026-01-01\nb,2,2,true,2026-01-01,x\n"],
    ["a blank line", "a,1,1,true,2026-01-01\n\nb,2,2,true,2026-01-01\n"],
    ["a text among numbers", "a,1,1,true,2026-01-01\nb,two,2,true,2026-01-01\n"],
    ["a day that is none", "a,1,1,true,2026-01-01\nb,2,2,true,2026-02-30\n"],
    ["two kinds of line ends", "a,1,1,true,2026-01-01\r\nb,2,2,true,2026-01-01\n"],
    ["codes", "a,01,1,true,2026-01-01\nb,22,2,true,2026-01-01\n"],
    ["digits grouped by underscores", "a,1,1,true,2026-01-01\nb,2_000,2,true,2026-01-01\n"],
  ])("with %s is left to the database", async (_, rows) => {
    await using scanner = openScanned({ openOther: () => openDuckDb({ stdin: nothing() }) });
    const source = written(HEAD + rows);
    const theirs = await openedAt(await duckDb, source);
    const ours = await openedAt(scanner, source);
    expect(ours).toEqual(theirs);
    expect(await answers(scanner, ours)).toEqual(await answers(await duckDb, theirs));
  });

  it("may be larger than memory, and leaves nothing behind", async () => {
    const temporaryFolder = join(scratch(), "temporary");
    mkdirSync(temporaryFolder);
    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `k${i % 3},${i % 1000},${i / 8},true,2026-01-01`,
    );
    const text = `${HEAD}${rows.join("\n")}\n`;
    const scanner = alone({ memoryBytes: 8 * 2 ** 20, temporaryFolder });
    const table = await opened(scanner, text);
    expect(readdirSync(temporaryFolder)).toHaveLength(1);
    const roomy = alone();
    const same = await opened(roomy, text);
    expect(await answers(scanner, table)).toEqual(await answers(roomy, same));
    const [values] = await scanner.reduce([{ kind: "values", table, column: "v", limit: 1000 }]);
    expect(values?.counts.every((count) => count === 200)).toBe(true);
    await scanner[Symbol.asyncDispose]();
    await roomy[Symbol.asyncDispose]();
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  it("may be read in a thread of its own, and comes to the same", async () => {
    const folder = scratch();
    await build({ ...IN_THREAD, outfile: join(folder, "scan-worker.mjs") });
    const scanWorker = pathToFileURL(join(folder, "scan-worker.mjs"));
    const temporaryFolder = join(folder, "temporary");
    mkdirSync(temporaryFolder);
    const line = (i: number) => `k${i % 3},${i % 1000},${i / 8},true,2026-01-01`;
    const rows = Array.from({ length: 500_000 }, (_, i) => line(i));
    const source = written(`${HEAD}${rows.join("\n")}\n`);
    for (const memoryBytes of [2 ** 30, 8 * 2 ** 20]) {
      const threaded = alone({ scanWorker, threads: 2, memoryBytes, temporaryFolder });
      const [one, other] = [alone(), await openedAt(threaded, source)];
      const told = await answers(threaded, other);
      const table = await openedAt(one, source);
      expect({ ...other }).toEqual({ ...table });
      expect(told).toEqual(await answers(one, table));
      await threaded[Symbol.asyncDispose]();
      await one[Symbol.asyncDispose]();
    }
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  it("stops at once when it is asked to", async () => {
    const stop = new AbortController();
    await using scanner = alone({ signal: stop.signal });
    const source = written(HEAD + "a,1,1,true,2026-01-01\n".repeat(200_000));
    const reading = scanner.open({ source, missingValues: [] }, () => {
      stop.abort(new Error("enough"));
    });
    await expect(reading).rejects.toThrow("enough");
  });
});

/** All that can be asked of the columns. */
async function answers(engine: DataEngine, table: EngineTable): Promise<unknown> {
  const columns = table.columns.map(({ name }) => name);
  const of = (type: string) =>
    table.columns.filter((one) => one.type === type).map(({ name }) => name);
  const requests: Reduction[] = [
    { kind: "summary", table, columns: columns.filter((name) => name !== "day") },
    ...of("number").flatMap((column): Reduction[] => [
      { kind: "glance", table, columns: [column] },
      { kind: "values", table, column, limit: 50 },
      {
        kind: "values",
        table,
        column,
        limit: 1e6,
        within: [{ map: MAP, bins: [100, 500, 501, 700] }],
      },
      { kind: "bins", table, column, map: MAP },
      { kind: "bins", table, column, map: { kind: "lattice", bits: 14, center: 1 } },
    ]),
    ...of("boolean").map((column): Reduction => ({ kind: "values", table, column, limit: 2 })),
    ...of("text").map((column): Reduction => ({ kind: "categories", table, column, limit: 3 })),
  ];
  return rounded(await engine.reduce(requests));
}

/** Sums of the same numbers in another order differ in their last digits; one beyond all doubles in more. */
function rounded(answer: unknown): unknown {
  if (answer instanceof Float64Array) return Array.from(answer, rounded);
  if (Array.isArray(answer)) return answer.map(rounded);
  if (answer !== null && typeof answer === "object") {
    const kept = Object.entries(answer).filter(([key]) => !["sums", "squares"].includes(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, rounded(value)]));
  }
  if (typeof answer !== "number" || !Number.isFinite(answer)) return answer;
  return Number(answer.toPrecision(9)) + 0;
}

function opened(engine: DataEngine, text: string): Promise<EngineTable> {
  return openedAt(engine, written(text));
}

function openedAt(engine: DataEngine, source: string): Promise<EngineTable> {
  return engine.open({ source, missingValues: MISSING });
}

function written(text: string): string {
  const source = join(scratch(), "data.csv");
  writeFileSync(source, text);
  return source;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
