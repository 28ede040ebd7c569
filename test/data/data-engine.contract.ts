import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monotoneBin } from "../../src/core/monotone-map.js";
import type { Column } from "../../src/core/table.js";
import type { ValueCounts } from "../../src/core/value-counts.js";
import type { DataEngine, EngineTable, MonotoneMap } from "../../src/ports/data-engine.js";
import { scratch } from "./scratch.js";

/** Doubles at which engines stumble, as texts that a CSV may hold. */
const ODD_NUMBERS = [
  ["0", "-0", "0.0", "-0.0", "+1.0", "1", "1e3", "1000", ".5", "0.5", "5.", "  7 ", "7"],
  ["inf", "-inf", "Infinity", "-Infinity", "INF", "NaN", "nan", "NAN"],
  [
    "1.7976931348623157e308",
    "-1.7976931348623157e308",
    "5e-324",
    "-5e-324",
    "2.2250738585072014e-308",
  ],
  [
    "0.1",
    "0.30000000000000004",
    "0.3",
    "9007199254740993",
    "9007199254740992",
    "123456789012345678",
  ],
  ["1000000000.1", "1000000000.2", "1e-300", "1e300", "3.141592653589793"],
].flat();
const MISSING = ["", "NA", " NA "];
const MAPS: readonly MonotoneMap[] = [
  { kind: "soft", center: 0, width: 1, halfBins: 10 },
  { kind: "soft", center: 0.25, width: 0.1, halfBins: 32_767 },
  { kind: "soft", center: -1e9, width: 1e308, halfBins: 1 },
  { kind: "soft", center: 1e-300, width: 5e-324, halfBins: 300_000 },
  { kind: "lattice", bits: 16, center: 0 },
  { kind: "lattice", bits: 53, center: 0 },
  { kind: "lattice", bits: 50, center: 0.3 },
];
const EDGES = [-Number.MAX_VALUE, -1, 0, 5e-324, 0.3, 7, 1000];

/** In bin i lie the numbers with i edges at or below them. */
function binSample(edges: readonly number[], numbers: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  for (const number of numbers) {
    const finite = Math.max(-Number.MAX_VALUE, number);
    counts[edges.filter((edge) => edge <= finite).length]! += 1;
  }
  return counts;
}

/**
 * What every DataEngine answers alike: counts, key by key, held against a plain reference. The files
 * are CSV that any engine reads; how odd files are refused is a matter of each.
 */
export function dataEngineContract(name: string, openEngine: () => Promise<DataEngine>): void {
  describe(`${name}, as a DataEngine`, () => {
    let engine: DataEngine;
    beforeAll(async () => {
      engine = await openEngine();
    });
    afterAll(() => engine[Symbol.asyncDispose]());

    const openCsv = (text: string, more: Partial<Parameters<DataEngine["open"]>[0]> = {}) => {
      const source = join(scratch(), "data.csv");
      writeFileSync(source, text);
      return engine.open({ source, missingValues: ["NA"], ...more });
    };

    it("counts numbers as the reference does", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(field(), { minLength: 1, maxLength: 60 }), async (fields) => {
          const table = await openCsv(
            csv(
              ["id", "v"],
              fields.map((text, i) => [`r${i}`, text]),
            ),
            {
              numeric: ["v"],
            },
          );
          await checkNumbers(engine, table, "v", fields);
        }),
        { numRuns: 12 },
      );
    });

    it("gives null where there are more values than the limit", async () => {
      const table = await openCsv("id,v\na,1\nb,2\nc,2\nd,3\n");
      const [two, three] = await engine.reduce([
        { kind: "values", table, column: "v", limit: 2 },
        { kind: "values", table, column: "v", limit: 3 },
      ]);
      expect(two).toBeNull();
      expect(plain(three)).toEqual([
        [1, 1],
        [2, 2],
        [3, 1],
      ]);
    });

    it("counts categories as texts, the most frequent first, ties by name", async () => {
      const texts = [
        "b",
        "a",
        "a",
        "",
        "NA",
        " a",
        "ä",
        'q"uo',
        "new\nline",
        "co,mma",
        "b",
        "-0",
        "0",
      ];
      const table = await openCsv(
        csv(
          ["id", "t"],
          texts.map((text, i) => [`r${i}`, text]),
        ),
        {
          categorical: ["t"],
        },
      );
      const [all, two] = await engine.reduce([
        { kind: "categories", table, column: "t", limit: 100 },
        { kind: "categories", table, column: "t", limit: 2 },
      ]);
      expect(all.categories.map((one) => [one.name, one.count])).toEqual([
        ["a", 2],
        ["b", 2],
        [" a", 1],
        ["-0", 1],
        ["0", 1],
        ["co,mma", 1],
        ["new\nline", 1],
        ['q"uo', 1],
        ["ä", 1],
      ]);
      expect(all.rest).toEqual({ rows: 0, categories: 0 });
      expect(two.categories.map((one) => one.name)).toEqual(["a", "b"]);
      expect(two.rest).toEqual({ rows: 7, categories: 7 });
    });

    it("counts texts by levels that are given, and all others together", async () => {
      const rows = ["1.0", "1", "", "it's", "NA", "1.0", "ä"].map((text, i) => [`r${i}`, text]);
      const table = await openCsv(csv(["id", "c"], rows));
      const [some, none] = await engine.reduce([
        { kind: "levels", table, column: "c", levels: ["1.0", "nothing", "it's", "NA"] },
        { kind: "levels", table, column: "c", levels: [] },
      ]);
      expect(some).toEqual(Float64Array.of(2, 0, 1, 0, 2));
      expect(none).toEqual(Float64Array.of(5));
    });

    it("answers many requests at once as it answers each alone", async () => {
      const rows = ODD_NUMBERS.concat(MISSING).map((v, i) => `${v},k${i % 7},${i % 3}`);
      const table = await openCsv(["v,c,n", ...rows, "1,\u{1f600},0", "1,\uff5e,0"].join("\n"));
      const requests = [
        { kind: "values", table, column: "v", limit: 100 },
        { kind: "values", table, column: "n", limit: 2 },
        { kind: "categories", table, column: "c", limit: 100 },
        { kind: "categories", table, column: "n", limit: 2 },
      ] as const;
      const together = await engine.reduce(requests);
      for (const [i, request] of requests.entries()) {
        expect((await engine.reduce([request]))[0]).toEqual(together[i]);
      }
    });

    it("keeps the text of the file, when numbers are asked for as categories", async () => {
      const table = await openCsv("id,v\na,1.0\nb,1\nc,1.0\n");
      const [answer] = await engine.reduce([{ kind: "categories", table, column: "v", limit: 9 }]);
      expect(table.columns[1]?.type).toBe("number");
      expect(answer.categories).toEqual([
        { name: "1.0", count: 2 },
        { name: "1", count: 1 },
      ]);
    });

    it.each([
      ["number", ["1", "2.5", "", "1e3"]],
      ["number", ["NA", "NaN", "inf"]],
      ["number", ["", "NA", ""]],
      ["number", ["10", "20", "30"]],
      ["number", ["9007199254740993", "18446744073709551616", "1"]],
      ["text", ["00501", "10001", "94110"]],
      ["text", ["1", "1_000", "2"]],
      ["text", ["1", "0x10", "2"]],
      ["text", ["1", "1,000", "2"]],
      ["text", ["1", "2", "three"]],
      ["text", ["true", "false", "maybe"]],
      ["text", ["2020-01-01", "yesterday", "2020-01-03"]],
      ["boolean", ["true", "False", "NA", "TRUE"]],
      ["timestamp", ["2020-01-01", "", "2021-12-31"]],
      [
        "timestamp",
        ["2020-01-01T00:00:00Z", "2020-01-01 12:30:15.25", "2020-06-01T00:00:00+02:00"],
      ],
    ] as const)("sees a %s in %j", async (type, values) => {
      const table = await openCsv(
        csv(
          ["id", "v"],
          values.map((value, i) => [`r${i}`, value]),
        ),
      );
      expect(table.columns.map((column) => column.type)).toEqual(["text", type]);
      expect(table.rows).toBe(values.length);
    });

    it("tells what is missing, and why", async () => {
      const table = await openCsv("id,v,w\na,1,x\nb,,NA\nc,NA,y\nd,NaN,\ne,many,x\n", {
        numeric: ["v"],
      });
      const [summaries] = await engine.reduce([{ kind: "summary", table, columns: ["w", "v"] }]);
      expect(summaries).toEqual([
        {
          column: "w",
          present: 3,
          missing: { absent: 2, notANumber: 0, unreadable: 0 },
          distinct: 2,
          numbers: null,
        },
        {
          column: "v",
          present: 1,
          missing: { absent: 2, notANumber: 1, unreadable: 1 },
          distinct: 1,
          numbers: { minimum: 1, maximum: 1, mean: 1, variance: null, infinite: 0 },
        },
      ]);
    });

    it("heeds the zone of a time, and takes one without for UTC", async () => {
      const zoned = [
        "1970-01-01T02:00:00.5+02:00",
        "1969-12-31 19:00:01-05",
        "1970-01-01 00:00:02",
      ];
      for (const numeric of [[], ["t"]]) {
        const table = await openCsv(`t,w\n${zoned.map((time) => `${time},x`).join("\n")}\n`, {
          numeric,
        });
        const [times] = await engine.reduce([{ kind: "values", table, column: "t", limit: 9 }]);
        expect(plain(times)).toEqual([
          [500, 1],
          [1000, 1],
          [2000, 1],
        ]);
      }
    });

    it("reads times as milliseconds since 1970, booleans as 0 and 1", async () => {
      const table = await openCsv("t,b\n1970-01-01T00:00:01.5Z,true\n1970-01-02,false\n,true\n");
      const [times, booleans] = await engine.reduce([
        { kind: "values", table, column: "t", limit: 9 },
        { kind: "values", table, column: "b", limit: 9 },
      ]);
      expect(plain(times)).toEqual([
        [1500, 1],
        [86_400_000, 1],
      ]);
      expect(plain(booleans)).toEqual([
        [0, 1],
        [1, 2],
      ]);
    });

    it("keeps mean and variance right far from zero, and near the end of the doubles", async () => {
      const table = await openCsv(
        "far,huge\n1000000000.1,1.5e308\n1000000000.2,1.7e308\n1000000000.3,1.6e308\n",
      );
      const [summaries] = await engine.reduce([
        { kind: "summary", table, columns: ["far", "huge"] },
      ]);
      const [far, huge] = [summaries[0]!, summaries[1]!];
      expect(far.numbers?.mean).toBeCloseTo(1_000_000_000.2, 6);
      expect(far.numbers?.variance).toBeCloseTo(0.01, 6); // the texts themselves round at 1e-7
      expect(huge.numbers!.mean! / 1.6e308).toBeCloseTo(1, 12);
      expect(huge.numbers?.variance).toBeNull(); // no double holds it
    });

    it("glances at all of a small table", async () => {
      const table = await openCsv("id,v,w,x\na,1,,-0\nb,2.5,inf,0\nc,NaN,NA,0\nd,4,-inf,0\n");
      const [glances] = await engine.reduce([{ kind: "glance", table, columns: ["x", "w", "v"] }]);
      expect(glances).toEqual([
        { column: "x", median: 0, quartileDistance: 0, distinct: 1, isWhole: true },
        { column: "w", median: 0, quartileDistance: 0, distinct: 0, isWhole: false },
        expect.objectContaining({ column: "v", median: 2.5, isWhole: false }),
      ]);
    });

    it("glances at both ends of a large table", async () => {
      const lines = Array.from({ length: 40_000 }, (_, i) => `${i},${i % 9}`);
      const table = await openCsv(["v,w", ...lines, ""].join("\n"));
      const [[v, w]] = await engine.reduce([{ kind: "glance", table, columns: ["v", "w"] }]);
      expect(v!.median).toBeGreaterThan(10_000);
      expect(v!.median).toBeLessThan(30_000);
      expect(v!.quartileDistance).toBeGreaterThan(20_000);
      expect(v!.distinct).toBeGreaterThan(20_000);
      expect(w).toMatchObject({ median: 4, isWhole: true });
      expect(w!.distinct).toBeLessThan(12);
    });

    it("samples whole rows, the same ones for the same seed, in the order of the table", async () => {
      const lines = Array.from({ length: 20_000 }, (_, i) => `${i},k${i % 7},${i % 3 ? i : ""}`);
      const table = await openCsv(["v,w,x", ...lines, ""].join("\n"));
      const sample = async (n: number, seed: number, names = ["w", "v", "x"]) => {
        const columns = names.map((name) => {
          return { name, as: name === "w" ? ("text" as const) : ("number" as const) };
        });
        const rows = await engine.sampleRows(table, columns, n, seed);
        return { rows: rows.rows, column: new Map(rows.columns.map((one) => [one.name, one])) };
      };
      const values = (column: Column | undefined) =>
        column === undefined || column.kind === "text" ? [] : [...column.values];

      const { rows, column } = await sample(1000, 1);
      const places = values(column.get("v"));
      expect([...column.keys()]).toEqual(["w", "v", "x"]);
      expect(Math.abs(rows - 1000)).toBeLessThan(5 * Math.sqrt(1000));
      expect(places).toHaveLength(rows);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(values(column.get("x"))).toEqual(places.map((i) => (i % 3 ? i : NaN)));
      const w = column.get("w");
      const texts = w?.kind === "text" ? Array.from(w.codes, (code) => w.levels[code]) : [];
      expect(texts).toEqual(places.map((i) => `k${i % 7}`));
      const quarters = countBy(places, (i) => Math.floor(i / 5000));
      expect(Math.min(...quarters.values())).toBeGreaterThan(180);

      expect(values((await sample(1000, 1, ["v"])).column.get("v"))).toEqual(places);
      const others = values((await sample(1000, 2)).column.get("v"));
      expect(others.filter((i) => places.includes(i)).length).toBeLessThan(120);
      expect(others.filter((i) => places.includes(i + 1)).length).toBeLessThan(120);
      expect((await sample(20_000, 1)).rows).toBe(20_000);
      expect((await sample(1e9, 1)).rows).toBe(20_000);
      await expect(sample(10, 1, ["nobody"])).rejects.toMatchObject({ name: "InputError" });
    });

    it("names a column that is not there, and one that is no number", async () => {
      const table = await openCsv("amount,shop\n1,a\n2,b\n");
      const values = (column: string) =>
        engine.reduce([{ kind: "values", table, column, limit: 1 }]);
      await expect(values("amuont")).rejects.toMatchObject({
        name: "InputError",
        fix: expect.stringContaining('did you mean "amount"?') as string,
      });
      await expect(values("shop")).rejects.toMatchObject({ name: "InputError" });
    });
  });
}

function field(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
    { weight: 1, arbitrary: fc.constantFrom(...MISSING, "many", "1_0", "0x1f", "1,5") },
    { weight: 2, arbitrary: fc.double({ noNaN: true }).map(String) },
    { weight: 2, arbitrary: fc.integer({ min: -9, max: 9 }).map(String) },
  );
}

/** Every reduction of a number column, against the same done the slow way. */
async function checkNumbers(
  engine: DataEngine,
  table: EngineTable,
  column: string,
  fields: readonly string[],
) {
  const isMissing = (text: string) => text.trim() === "" || text.trim() === "NA";
  const read = fields.filter((text) => !isMissing(text)).map(referenceNumber);
  const numbers = read.filter((value) => value !== null && !Number.isNaN(value)) as number[];
  const [[summary], values, ...byMap] = await engine.reduce([
    { kind: "summary", table, columns: [column] },
    { kind: "values", table, column, limit: 1000 },
    ...MAPS.map((map) => ({ kind: "bins", table, column, map }) as const),
  ] as const);
  expect(summary).toMatchObject({
    present: numbers.length,
    missing: {
      absent: fields.length - read.length,
      notANumber: read.filter(Number.isNaN).length,
      unreadable: read.filter((value) => value === null).length,
    },
    distinct: countBy(numbers, (value) => value + 0).size,
  });
  if (numbers.length > 0) {
    expect(summary?.numbers).toMatchObject({
      minimum: Math.min(...numbers) + 0,
      maximum: Math.max(...numbers) + 0,
      infinite: numbers.filter((value) => Math.abs(value) === Infinity).length,
    });
  }
  const byValue = [...countBy(numbers, (value) => value + 0)].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(plain(values)).toEqual(byValue);
  const [some, none] = await engine.reduce([
    { kind: "edges", table, column, edges: EDGES },
    { kind: "edges", table, column, edges: [] },
  ]);
  expect(some).toEqual(binSample(EDGES, numbers));
  expect(none).toEqual(Float64Array.of(numbers.length));
  for (const [i, map] of MAPS.entries()) {
    const bins = byMap[i]!;
    const expected = [...countBy(numbers, (value) => monotoneBin(map, value))].sort(
      ([a], [b]) => a - b,
    );
    expect([...bins.bins].map((bin, j) => [bin, bins.counts[j]])).toEqual(expected);
    const wanted = expected.filter((_, j) => j % 2 === 0).map(([bin]) => bin);
    const within = [{ map, bins: wanted }];
    const [inside, finer] = await engine.reduce([
      { kind: "values", table, column, within, limit: 1000 },
      { kind: "bins", table, column, map: MAPS[4]!, within },
    ]);
    const chosen = byValue.filter(([value]) => wanted.includes(monotoneBin(map, value)));
    expect(plain(inside)).toEqual(chosen);
    expect(sumOf(finer.counts)).toBe(chosen.reduce((sum, [, count]) => sum + count, 0));
  }
}

/** A text as a number by the words of the port: null for what is none. */
function referenceNumber(text: string): number | null {
  const trimmed = text.trim();
  if (/^[+-]?nan$/i.test(trimmed)) return NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(trimmed);
  if (infinity !== null) return infinity[1] === "-" ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function countBy<T, K>(values: readonly T[], key: (value: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const value of values) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1);
  return counts;
}

function plain(counts: ValueCounts | null): number[][] | null {
  return counts && [...counts.values].map((value, i) => [value, counts.counts[i]!]);
}

function csv(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [names, ...rows].map((row) => `${row.map(quote).join(",")}\n`).join("");
}
