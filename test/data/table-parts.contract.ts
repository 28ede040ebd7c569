import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monotoneBin } from "../../src/core/monotone-map.js";
import type { DataEngine, EngineTable, PartRule, TableParts } from "../../src/ports/data-engine.js";
import { scratch } from "./scratch.js";

/** A row of the tables below: its time in days since 1970, a number and a text, each may be missing. */
interface Row {
  readonly day: number | null;
  readonly value: number | null;
  readonly text: string;
}

const DAY = 86_400_000;
const MAP = { kind: "soft", center: 1, width: 2, halfBins: 4 } as const;

/** How every DataEngine divides tables and counts their parts, held against the slow way. */
export function tablePartsContract(name: string, openEngine: () => Promise<DataEngine>): void {
  describe(`${name}, dividing tables`, () => {
    let engine: DataEngine;
    beforeAll(async () => {
      engine = await openEngine();
    });
    afterAll(() => engine[Symbol.asyncDispose]());

    const open = (rows: readonly Row[]) => {
      const source = join(scratch(), "data.csv");
      const line = ({ day, value, text }: Row) =>
        `${day === null ? "" : new Date(day * DAY).toISOString()},${value ?? ""},${text}\n`;
      writeFileSync(source, `at,v,t\n${rows.map(line).join("")}`);
      return engine.open({ source, missingValues: ["NA"], categorical: ["t"] });
    };

    it.each<[PartRule, (row: Row, place: number) => unknown]>([
      [time("day", 1), ({ day }) => day !== null && Math.floor(day)],
      [time("hour", 6), ({ day }) => day !== null && Math.floor(day * 4)],
      [time("week", 2), ({ day }) => day !== null && Math.floor((day - 4) / 14)],
      [time("month", 1), ({ day }) => day !== null && months(day)],
      [time("quarter", 1), ({ day }) => day !== null && Math.floor(months(day) / 3)],
      [time("year", 2), ({ day }) => day !== null && Math.floor(months(day) / 24)],
      [{ by: "rows", size: 7 }, (_, place) => Math.floor(place / 7)],
      [{ by: "value", column: "t", limit: 100 }, ({ text }) => (text === "NA" ? "" : text)],
      [{ by: "value", column: "v", limit: 100 }, ({ value }) => String(value ?? "")],
    ])("counts by %j as the slow way does", async (rule, partOf) => {
      const row = fc.record({
        day: fc.option(fc.double({ min: -800, max: 800, noNaN: true }), { freq: 6 }),
        value: fc.option(fc.integer({ min: -3, max: 3 }), { freq: 5 }),
        text: fc.constantFrom("a", "b", "it's", "", "NA"),
      });
      const rows = fc.sample(fc.array(row, { minLength: 40, maxLength: 60 }), {
        numRuns: 2,
        seed: 7,
      });
      for (const some of rows) {
        const stamped = some.map((one) => ({
          ...one,
          day: one.day === null ? null : seconds(one.day),
        }));
        const table = await open(stamped);
        await check(engine, table, rule, stamped, partOf);
      }
    });

    it("sorts rows by a column first, equal ones as in the table", async () => {
      const days = [5, 1, null, 3, 1, 2, 9, null, 1];
      const rows = days.map((day, i) => ({ day, value: i, text: "a" }));
      const table = await open(rows);
      const parts = await engine.parts(table, { by: "rows", size: 3, orderBy: "at" });
      expect(parts.parts).toEqual([
        { name: "rows 1 to 3", rows: 3 },
        { name: "rows 4 to 6", rows: 3 },
        { name: "rows 7 to 7", rows: 1 },
      ]);
      expect(parts.leftOut).toEqual([{ rows: 2, why: 'no value in column "at"' }]);
      const [values] = await engine.reduce([
        { kind: "values", table, column: "v", limit: 99, parts },
      ]);
      expect(values.map((one) => one && [...one.values])).toEqual([[1, 4, 8], [0, 3, 5], [6]]);
    });

    it("takes rows as they lie where they are sorted already", async () => {
      const rows = [1, 1, 2, 3, 3].map((day, i) => ({ day, value: i, text: "a" }));
      const table = await open(rows);
      const parts = await engine.parts(table, { by: "rows", size: 2, orderBy: "at" });
      const [values] = await engine.reduce([
        { kind: "values", table, column: "v", limit: 99, parts },
      ]);
      expect(values.map((one) => one && [...one.values])).toEqual([[0, 1], [2, 3], [4]]);
    });

    it("names spans of time by their start, and skips empty ones", async () => {
      const days = [0, 0.5, 40, 400, null, -0.25];
      const table = await open(days.map((day) => ({ day, value: 1, text: "a" })));
      const { parts, leftOut } = await engine.parts(table, time("month", 1));
      expect(parts).toEqual([
        {
          name: "1969-12-01T00:00:00Z",
          rows: 1,
          from: "1969-12-01T00:00:00Z",
          to: "1970-01-01T00:00:00Z",
        },
        {
          name: "1970-01-01T00:00:00Z",
          rows: 2,
          from: "1970-01-01T00:00:00Z",
          to: "1970-02-01T00:00:00Z",
        },
        {
          name: "1970-02-01T00:00:00Z",
          rows: 1,
          from: "1970-02-01T00:00:00Z",
          to: "1970-03-01T00:00:00Z",
        },
        {
          name: "1971-02-01T00:00:00Z",
          rows: 1,
          from: "1971-02-01T00:00:00Z",
          to: "1971-03-01T00:00:00Z",
        },
      ]);
      expect(leftOut).toEqual([{ rows: 1, why: 'no time in column "at"' }]);
    });

    it("keeps the most frequent values, the missing besides, and tells what it leaves out", async () => {
      const texts = ["b", "a", "b", "NA", "c", "a", "b", ""];
      const table = await open(texts.map((text, i) => ({ day: null, value: i, text })));
      const parts = await engine.parts(table, { by: "value", column: "t", limit: 2 });
      expect(parts.parts).toEqual([
        { name: "b", rows: 3 },
        { name: "a", rows: 2 },
        { name: "", rows: 2, isMissing: true },
      ]);
      expect(parts.leftOut).toEqual([
        { rows: 1, why: 'one of 1 less frequent values of column "t"' },
      ]);
      const [values, categories] = await engine.reduce([
        { kind: "values", table, column: "v", limit: 99, parts },
        { kind: "categories", table, column: "t", limit: 1, parts },
      ]);
      expect(values.map((one) => one && [...one.values])).toEqual([
        [0, 2, 6],
        [1, 5],
        [3, 7],
      ]);
      expect(categories.map((one) => one.categories)).toEqual([
        [{ name: "b", count: 3 }],
        [{ name: "a", count: 2 }],
        [],
      ]);
    });

    it("lets the limit of values hold for all parts together", async () => {
      const table = await open([1, 2, 3].map((value) => ({ day: null, value, text: `k${value}` })));
      const parts = await engine.parts(table, { by: "value", column: "t", limit: 9 });
      const [few, all] = await engine.reduce([
        { kind: "values", table, column: "v", limit: 2, parts },
        { kind: "values", table, column: "v", limit: 3, parts },
      ]);
      expect(few).toEqual([null, null, null]);
      expect(all.map((one) => one?.counts.length)).toEqual([1, 1, 1]);
    });

    it("refuses what cannot divide a table, and too many parts", async () => {
      const table = await open([1, 2].map((day) => ({ day: day * 10, value: 1, text: "a" })));
      const refused: PartRule[] = [
        { ...time("day", 1), column: "v" },
        { ...time("day", 1), column: "nothing" },
        { by: "rows", size: 0 },
        { by: "rows", size: 10, orderBy: "t" },
        { by: "value", column: "t", limit: 10_000 },
      ];
      for (const rule of refused) {
        await expect(engine.parts(table, rule)).rejects.toMatchObject({ name: "InputError" });
      }
      const many = await open(
        Array.from({ length: 6000 }, (_, i) => ({ day: i, value: i, text: "a" })),
      );
      for (const rule of [time("day", 1), { by: "rows", size: 1 } as const]) {
        await expect(engine.parts(many, rule)).rejects.toMatchObject({ name: "InputError" });
      }
    });
  });
}

function time(unit: "hour" | "day" | "week" | "month" | "quarter" | "year", count: number) {
  return { by: "time", column: "at", every: { count, unit } } as const satisfies PartRule;
}

/** Days, to the second: what a file tells is what it holds. */
function seconds(day: number): number {
  return Math.round(day * 86_400) / 86_400;
}

function months(day: number): number {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

async function check(
  engine: DataEngine,
  table: EngineTable,
  rule: PartRule,
  rows: readonly Row[],
  partOf: (row: Row, place: number) => unknown,
) {
  const groups = new Map<unknown, Row[]>();
  for (const [i, row] of rows.entries()) {
    const part = partOf(row, i);
    if (part !== false) groups.set(part, [...(groups.get(part) ?? []), row]);
  }
  const parts = await engine.parts(table, rule);
  const lost = parts.leftOut.reduce((sum, one) => sum + one.rows, 0);
  expect(parts.parts.reduce((sum, one) => sum + one.rows, lost)).toBe(rows.length);
  const all = groupsInOrder(rule, parts, groups);
  expect(parts.parts.map((one) => one.rows)).toEqual(all.map((group) => group.length));
  const [values, bins, categories, inside] = await engine.reduce([
    { kind: "values", table, column: "v", limit: 1000, parts },
    { kind: "bins", table, column: "v", map: MAP, parts },
    { kind: "categories", table, column: "t", limit: 1000, parts },
    {
      kind: "values",
      table,
      column: "v",
      limit: 1000,
      parts,
      within: [{ map: MAP, bins: [4, 5] }],
    },
  ]);
  for (const [i, group] of all.entries()) {
    const numbers = group.flatMap(({ value }) => (value === null ? [] : [value]));
    const counted = (some: readonly number[]) => {
      const sorted = [...new Set(some)].sort((a, b) => a - b);
      return sorted.map((one) => [one, some.filter((other) => other === one).length]);
    };
    expect(pairs(values[i]!.values, values[i]!.counts)).toEqual(counted(numbers));
    const binned = numbers.map((value) => monotoneBin(MAP, value));
    expect(pairs(bins[i]!.bins, bins[i]!.counts)).toEqual(counted(binned));
    const within = numbers.filter((value) => [4, 5].includes(monotoneBin(MAP, value)));
    expect(pairs(inside[i]!.values, inside[i]!.counts)).toEqual(counted(within));
    const texts = group.filter(({ text }) => text !== "" && text !== "NA");
    const total = categories[i]!.categories.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(texts.length);
    for (const { name, count } of categories[i]!.categories) {
      expect(texts.filter(({ text }) => text === name)).toHaveLength(count);
    }
  }
}

/** The groups in the order in which the engine tells the parts. */
function groupsInOrder(
  rule: PartRule,
  { parts }: TableParts,
  groups: ReadonlyMap<unknown, Row[]>,
): Row[][] {
  if (rule.by === "value") return parts.map(({ name }) => groups.get(name) ?? []);
  return [...groups].sort(([a], [b]) => Number(a) - Number(b)).map(([, group]) => group);
}

function pairs(a: Float64Array, b: Float64Array): number[][] {
  return [...a].map((one, i) => [one, b[i]!]);
}
