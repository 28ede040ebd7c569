import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDuckDb } from "../../../../src/data/duckdb/open-duckdb.js";
import { momentOfNumber } from "../../../../src/core/moment-of-number.js";
import { momentReader } from "../../../../src/data/follow/text/field-moment.js";
import { numberReader } from "../../../../src/data/follow/text/field-number.js";
import { openRowSource } from "../../../../src/data/follow/open-row-source.js";
import type { Table } from "../../../../src/core/table.js";
import { scratch } from "../../scratch.js";
import { collect, NOBODY } from "../follow-files.js";

const NUMBERS = [
  ...["5", " 5", "5 ", "\t5", "+5", "-5", "+-5", "5.", ".5", ".", "-", "-.5", "1e5", "1E5", "1e"],
  ...[
    "1e+5",
    "1e400",
    "-1e400",
    "1e-400",
    "inf",
    "-inf",
    "+inf",
    "Infinity",
    "nan",
    "-nan",
    "0x10",
  ],
  ...["1_000", "5\u00a0", "5a", "", "00012", "1e0005", "123456789012345678901234567890", "-0"],
  ...[
    "0.1234567890123456789",
    "1 2",
    "1.e3",
    "e5",
    ".e5",
    "--5",
    "- 5",
    "-999",
    "-999.0",
    " -999 ",
  ],
  ...[
    "NA",
    " NA ",
    "na",
    "9007199254740993",
    "0.1",
    "123456.789",
    "999999999999999",
    "1.7976931348623159e308",
  ],
];
const MOMENTS = [
  ...[
    "2026-01-05",
    "2026-01-05T10:00",
    "2026-01-05 10:00",
    "2026-01-05 10:00:00",
    "2026-01-05T10:00:00Z",
  ],
  ...[
    "2026-01-05 10:00:00+01",
    "2026-01-05 10:00:00+0130",
    "2026-01-05 10:00:00-03:30",
    "2026-1-5",
  ],
  ...["2026-01-05 10:00:00.1", "2026-01-05 10:00:00.123456", "2026-01-05T10:00:00.123456789Z"],
  ...["2026-01-05 10:00:00.999999999", "2026/01/05", "2026-02-30", "2024-02-29", "1900-02-29"],
  ...["2026-01-05 24:00:00", "2026-01-05 23:59:60", "2026-01-05 10:60:00", "2026-13-01 00:00:00"],
  ...[
    "0001-01-01",
    "9999-12-31",
    "1960-05-05 10:00:00.123456",
    "2026-01-05 10:00:00 UTC",
    "",
    "x",
    "NA",
  ],
  ...[
    "2026-01-05 10:00:00.",
    "2026-01-05  10:00:00",
    "20260105T1000",
    "2026-01-05Tzz:00:00",
    "2026-01-05 25:00:00",
  ],
];
const TEXTS = [
  "a",
  " a",
  "a ",
  "NA",
  " NA\t",
  "NAN",
  "",
  " ",
  "-999",
  "é",
  "👍",
  '"',
  "a,b",
  "a\nb",
  "\n",
];

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

async function bothWays(text: string | Uint8Array, as: "number" | "time" | "text") {
  const path = join(scratch(), "odd.csv");
  writeFileSync(path, text);
  const missingValues = ["NA", "-999"];
  await using engine = await openDuckDb({ stdin: NOBODY.stdin });
  const asked = as === "text" ? { categorical: ["v"] } : as === "number" ? { numeric: ["v"] } : {};
  const table = await engine.open({ source: path, missingValues, ...asked });
  const columns = [{ name: "v", as }];
  await using source = await openRowSource({ source: path, time: "t", missingValues }, NOBODY);
  const mine = (await collect(source, columns, { toTheEnd: true })).map(({ table: rows }) => rows);
  return { engine: valuesOf(await engine.read(table, columns)), mine: mine.flatMap(valuesOf) };
}

function valuesOf({ columns: [column] }: Table): readonly (number | string | null)[] {
  if (column?.kind !== "text") return [...(column?.values ?? [])];
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}

function table(values: readonly string[]): string {
  return `t,v\n${values.map((value) => `2026-01-01,${value}\n`).join("")}`;
}

it("reads odd numbers as the engine does", async () => {
  const { engine, mine } = await bothWays(table(NUMBERS.map(quoted)), "number");
  expect(Object.fromEntries(NUMBERS.map((text, i) => [text, mine[i]]))).toEqual(
    Object.fromEntries(NUMBERS.map((text, i) => [text, engine[i]])),
  );
});

it("reads times as the engine does", async () => {
  // Enough of them for the engine to take the column for times would be a guess: it is asked as text.
  const { engine, mine } = await bothWays(table([...MOMENTS, "x"].map(quoted)), "time");
  const pairs = (values: readonly unknown[]) => MOMENTS.map((text, i) => [text, values[i]]);
  expect(pairs(mine)).toEqual(pairs(engine));
});

it("reads odd texts as the engine does", async () => {
  const { engine, mine } = await bothWays(table(TEXTS.map(quoted)), "text");
  expect(mine).toEqual(engine);
});

it("reads windows-1252 as the engine does", async () => {
  const bytes = Buffer.from(table(["caf\xe9", "na\xefve", "caf\xe9", "50 \x80"]), "latin1");
  const { engine, mine } = await bothWays(bytes, "text");
  expect(engine).toEqual(["café", "naïve", "café", "50 €"]);
  expect(mine).toEqual(engine);
});

it("reads more forms of a time than the engine", () => {
  const { ofText, ofBytes } = momentReader([]);
  const ten = Date.UTC(2026, 0, 5, 10);
  const forms = [
    " 2026-01-05 10:00 ",
    "2026-01-05 10:00Z",
    "2026-01-05T12:00+02:00",
    "2026-01-05 10:00:00 Z",
  ];
  for (const form of forms) {
    const bytes = Buffer.from(form);
    expect([form, ofText(form), ofBytes(bytes, 0, bytes.length)]).toEqual([form, ten, ten]);
  }
});

it("tells seconds, milliseconds, microseconds and nanoseconds by their size", () => {
  const moment = Date.UTC(2026, 0, 5);
  for (const factor of [1e-3, 1, 1e3, 1e6]) expect(momentOfNumber(moment * factor)).toBe(moment);
  expect(momentReader(["-1"]).ofText("1767571200.5")).toBe(moment + 500);
  expect(momentReader(["-1"]).ofText("-1")).toBeNaN();
  expect(momentReader(["1900-01-01"]).ofText("1900-01-01 00:00:00")).toBeNaN();
});

it("reads true and false as 1 and 0", () => {
  expect(["true", "FALSE", "yes"].map(numberReader([]).ofText)).toEqual([1, 0, NaN]);
});
