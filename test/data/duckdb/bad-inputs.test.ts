import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import type { DataEngine, EngineTable, TableRequest } from "../../../src/ports/data-engine.js";
import { scratch } from "../scratch.js";

let engine: DataEngine;
beforeAll(async () => {
  engine = await openDuckDb({ stdin: chunks("a,b\n1,2\n", "3,4\n") });
});
afterAll(() => engine[Symbol.asyncDispose]());

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

type Content = string | Uint8Array;

function file(content: Content, name = "data.csv"): string {
  const path = join(scratch(), name);
  writeFileSync(path, content);
  return path;
}

const open = (source: string, more: Partial<TableRequest> = {}) =>
  engine.open({ source, missingValues: ["NA"], ...more });

/** The table as it came out: rows of texts by column, which for small ones says all. */
async function columns(table: EngineTable): Promise<Record<string, [string, number][]>> {
  const answers = await engine.reduce(
    table.columns.map(
      ({ name }) => ({ kind: "categories", table, column: name, limit: 99 }) as const,
    ),
  );
  return Object.fromEntries(
    table.columns.map(({ name }, i) => {
      const { categories } = answers[i]!;
      return [name, categories.map((one) => [one.name, one.count])];
    }),
  );
}

const AB = {
  a: [
    ["1", 1],
    ["3", 1],
  ],
  b: [
    ["2", 1],
    ["4", 1],
  ],
};
const utf16 = (text: string) => Buffer.from(text, "utf16le");

it.each<[string, Content]>([
  ["LF", "a,b\n1,2\n3,4\n"],
  ["no end of line at the end", "a,b\n1,2\n3,4"],
  ["blank lines", "a,b\n1,2\n\n3,4\n\n\n"],
  ["blank lines first", "\n\na,b\n1,2\n3,4\n"],
  ["CRLF", "a,b\r\n1,2\r\n3,4\r\n"],
  ["CR", "a,b\r1,2\r3,4\r"],
  ["CR, then LF", "a,b\r1,2\n3,4\r\n"],
  ["semicolons", "a;b\n1;2\n3;4\n"],
  ["tabs", "a\tb\n1\t2\n3\t4\n"],
  ["bars", "a|b\n1|2\n3|4\n"],
  ["quotes", '"a","b"\n"1","2"\n"3","4"\n'],
  ["UTF-8 with a byte-order mark", "\ufeffa,b\n1,2\n3,4\n"],
  ["UTF-16 with a byte-order mark", utf16("\ufeffa,b\n1,2\n3,4\n")],
  ["UTF-16 without one", utf16("a,b\n1,2\n3,4\n")],
  ["big-endian UTF-16", utf16("\ufeffa,b\n1,2\n3,4\n").swap16()],
  ["gzip", gzipSync("a,b\n1,2\n3,4\n")],
  ["gzip of UTF-16", gzipSync(utf16("\ufeffa,b\r\n1,2\r\n3,4\r\n"))],
  ["blanks around names", "a , b\n1,2\n3,4\n"],
  ["JSON Lines", '{"a": 1, "b": "2"}\n\n{"b": 4, "a": 3}\n'],
  ["gzip of JSON Lines", gzipSync('{"a": 1, "b": 2}\n{"a": 3, "b": 4}')],
])("reads the same table from %s", async (_, content) => {
  const table = await open(file(content, "data"));
  expect(table.rows).toBe(2);
  expect(table.findings).toEqual([]);
  expect(table.columns.map(({ type }) => type)).toEqual(["number", "number"]);
  expect(await columns(table)).toEqual(AB);
});

it("reads stdin, folders, patterns and names with brackets", async () => {
  const folder = scratch();
  const [one, two] = [join(folder, "part[1].csv"), join(folder, "part 2.csv")];
  writeFileSync(one, "a,b\n1,2\n");
  writeFileSync(two, "b;a\n4;3\n");
  writeFileSync(join(folder, "_SUCCESS"), "");
  writeFileSync(join(folder, ".hidden.csv"), "x\n");
  for (const source of ["-", folder, join(folder, "*.csv"), join(folder, "part[ []*.{csv,tsv}")]) {
    const table = await open(source);
    expect(await columns(table)).toEqual(AB);
    expect(table.sha256 === null).toBe(source !== "-");
  }
  expect((await open(one)).rows).toBe(1);
});

it.each<[string, string, object]>([
  [
    "quoted newlines, delimiters and quotes",
    'a,b\n"x\ny","q""r,s"\n',
    { a: [["x\ny", 1]], b: [['q"r,s', 1]] },
  ],
  ["a quote inside a field", 'a,b\n5" disk,x\n', { a: [['5" disk', 1]], b: [["x", 1]] }],
  [
    "one column",
    "a\n1\n\n2\n\n",
    {
      a: [
        ["1", 1],
        ["2", 1],
      ],
    },
  ],
  [
    "one column with quoted emptiness",
    'a\n1\n""\n2\n',
    {
      a: [
        ["1", 1],
        ["2", 1],
      ],
    },
  ],
  [
    "a delimiter in the name of one column",
    "Amount, EUR\n1\n2\n3\n",
    {
      "Amount, EUR": [
        ["1", 1],
        ["2", 1],
        ["3", 1],
      ],
    },
  ],
  ["one row", "a,b\n1,2\n", { a: [["1", 1]], b: [["2", 1]] }],
  ["a header only", "a,b\n", { a: [], b: [] }],
  ["a header only, without its end", "a,b", { a: [], b: [] }],
  ["nothing but missing values", "a,b\n,NA\nNA,\n", { a: [], b: [] }],
  ["names that look like SQL", `a"b,c'd;--\n1,2\n`, { 'a"b': [["1", 1]], "c'd;--": [["2", 1]] }],
  [
    "a name that is a property of objects",
    "__proto__,constructor\n1,2\n",
    JSON.parse('{"__proto__": [["1", 1]], "constructor": [["2", 1]]}') as object,
  ],
])("reads %s", async (_, text, expected) => {
  const table = await open(file(text));
  expect(table.findings).toEqual([]);
  expect(await columns(table)).toEqual(expected);
});

const many = (count: number, row: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join("");

it.each<[string, Content, number, string, number | null]>([
  [
    "a row that is too short",
    "a,b\n1,2\n3\n4,5\n",
    2,
    "1 row of other than 2 fields was left out",
    3,
  ],
  [
    "rows that are too long",
    `a,b\n1,2,3\n${many(500, () => "1,2\n")}7,8,9\n`,
    500,
    "2 rows of other than 2 fields were left out",
    2,
  ],
  [
    "a quote closed too early",
    `a,b\n${many(500, () => '"x",y\n')}"x"y,z\n`,
    500,
    "1 row with text after a closing quote was left out",
    502,
  ],
  ["an empty name", ",b\n1,2\n", 1, "1 column has no name, read as column_1", 1],
  [
    "no header",
    "1,2\n3,4\n",
    1,
    "the first line holds only numbers, and is read as the names of the columns",
    1,
  ],
  [
    "windows-1252",
    Buffer.from("name,b\ncaf\xe9,1\n", "latin1"),
    1,
    "PATH is not UTF-8, and was read as windows-1252",
    null,
  ],
])("reads %s, and says so", async (_, content, rows, what, line) => {
  const path = file(content);
  const table = await open(path);
  expect(table.rows).toBe(rows);
  expect(table.findings).toMatchObject([
    { what: what.replace("PATH", path), where: line === null ? path : `${path}:${line}` },
  ]);
});

it("reads the whole file alike, where only its end is odd", async () => {
  const plain = many(60_000, (i) => `${i},text ${i}\n`);
  const ends: [string | Buffer, number][] = [
    ["7,x\r\n8,y\n", 60_002], // mixed ends of lines
    [Buffer.from("7,caf\xe9\n", "latin1"), 60_001],
    ["7,x,z\n8,y\n", 60_001],
    ['7,"x"z\n8,y\n', 60_001],
  ];
  for (const [end, rows] of ends) {
    const table = await open(file(Buffer.concat([Buffer.from(`n,t\n${plain}`), Buffer.from(end)])));
    expect(table.rows).toBe(rows);
    const [numbers, [texts]] = await engine.reduce([
      { kind: "values", table, column: "n", limit: 1e6 },
      { kind: "summary", table, columns: ["t"] },
    ]);
    expect(numbers?.values).toHaveLength(60_000);
    expect(texts?.present).toBe(rows);
  }
});

it("tells numbers that are none, the first of them by its text", async () => {
  const path = file("a,b\n1,x\nabc,y\nd e,z\n");
  const table = await open(path, { numeric: ["a"] });
  expect(table.findings).toEqual([
    { what: '2 values of column "a" are no numbers, the first is "abc"', where: path, count: 2 },
  ]);
});

it.each<[string, string, Content, string | RegExp]>([
  ["an empty file", "data.csv", "", "PATH is empty"],
  ["nothing but blank lines", "data.csv", "\n\n \n", "PATH is empty"],
  ["a name given twice", "data.csv", "a,b,a\n1,2,3\n", 'PATH has more than one column named "a"'],
  [
    "rows of every length",
    "data.csv",
    "a,b,c\n1,2\n3\n4,5,6\n1,2,3,4\n",
    /^PATH is not a table: 3 rows of other than 3 fields/,
  ],
  [
    "a quote that is never closed",
    "data.csv",
    'a,b\n1,"x\n2,y\n',
    "a quote in PATH is never closed",
  ],
  [
    "an Excel workbook",
    "data.csv",
    Buffer.from("PK\x03\x04and so on"),
    /Excel workbook, which is not read/,
  ],
  [
    "bytes",
    "data.csv",
    Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 31)),
    /is not a text table/,
  ],
  [
    "a damaged gzip",
    "data.csv.gz",
    gzipSync(many(9999, (i) => `${i},b\n`)).subarray(0, 5000),
    /is damaged/,
  ],
  ["a damaged Parquet file", "data.parquet", "PAR1 and then nothing", /cannot be read as Parquet/],
  ["JSON that is one array", "data.jsonl", '[{"a": 1}]', /line 1 is not an object/],
  ["a line that is no JSON", "data.jsonl", '{"a": 1}\n{"a": \n', /line 2 is not an object/],
])("refuses %s, and says why", async (_, name, content, what) => {
  const path = file(content, name);
  const error: unknown = await open(path).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "InputError" });
  const { message, where, fix } = error as { message: string; where: string; fix: string };
  const expected = typeof what === "string" ? what.replace("PATH", path) : what;
  expect(message.replace(path, typeof what === "string" ? path : "PATH")).toEqual(
    typeof expected === "string" ? expected : expect.stringMatching(expected),
  );
  expect(where.startsWith(path)).toBe(true);
  expect(fix).not.toBe("");
});

it("refuses what is no source, and says what there is", async () => {
  const folder = scratch();
  mkdirSync(join(folder, "empty"));
  mkdirSync(join(folder, "mixed"));
  writeFileSync(join(folder, "june.csv"), "a,b\n1,2\n");
  writeFileSync(join(folder, "mixed", "1.csv"), "a,b\n1,2\n");
  writeFileSync(join(folder, "mixed", "2.jsonl"), '{"a": 1}\n');
  const refused = (name: string) => expect(open(join(folder, name))).rejects;
  await refused("jun.csv").toMatchObject({
    name: "InputError",
    fix: 'check the path; did you mean "june.csv"?',
  });
  await refused("empty").toThrow(/^no data files in the folder /);
  await refused("*.parquet").toThrow(/^no data files in the pattern /);
  await refused("mixed").toThrow(/mixes formats/);
  writeFileSync(join(folder, "mixed", "2.jsonl"), "a,c\n1,2\n");
  await refused("mixed").toThrow(/column "b" of .*1\.csv is missing from .*2\.jsonl/);
  await expect(open("s3://bucket/a.csv")).rejects.toThrow(
    "s3:// paths are not read by this version yet",
  );
});

it.skipIf(process.getuid?.() === 0)("refuses a file without permission", async () => {
  const path = file("a,b\n1,2\n");
  chmodSync(path, 0);
  await expect(open(path)).rejects.toThrow(/permission denied/);
});

it("reads a cell of fifty megabytes", async () => {
  const table = await open(
    file(
      Buffer.concat([Buffer.from("a,b\n1,x\n2,"), Buffer.alloc(5e7, "y"), Buffer.from("\n3,z\n")]),
    ),
  );
  const [[a, b]] = await engine.reduce([{ kind: "summary", table, columns: ["a", "b"] }]);
  expect([table.rows, a?.present, b?.distinct]).toEqual([3, 3, 3]);
});

// Ten thousand take half a minute: the same way, only longer.
it("takes a thousand columns", async () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `column_${i}`);
  const line = (row: number) =>
    `${names.map((_, i) => (i % 10 === 0 ? `k${row % 3}` : i * row)).join(",")}\n`;
  const table = await open(file(`${names.join(",")}\n${many(20, line)}`));
  const [summaries] = await engine.reduce([{ kind: "summary", table, columns: names }]);
  expect(summaries.map(({ present }) => present)).toEqual(names.map(() => 20));
  expect(summaries[999]?.numbers).toMatchObject({ minimum: 0, maximum: 19 * 999 });
  expect(summaries[990]).toMatchObject({ distinct: 3, numbers: null });
});

it("ends at once when it is aborted, and not with a stack of the database", async () => {
  const controller = new AbortController();
  const reason = new Error("interrupted by the test");
  await using own = await openDuckDb({ stdin: chunks(), signal: controller.signal });
  const path = file(`a,b\n${many(300_000, (i) => `${i},${i * 1.5}\n`)}`);
  const opening = own.open({ source: path, missingValues: [] });
  setTimeout(() => {
    controller.abort(reason);
  }, 30);
  await expect(opening).rejects.toBe(reason);
});
