import { gzipSync } from "node:zlib";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const normal = bellShaped(1);
const other = bellShaped(2);
const letter = (row: number) => "abc"[(row * row) % 3];
const OK = csv(200, { x: normal, c: letter });
const of = (x: (row: number) => unknown, rows = 200) => csv(rows, { x, c: letter });
const utf16 = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

interface Expected {
  readonly exit?: number;
  /** Found in stderr; nothing must stand there where this is not given. */
  readonly says?: RegExp;
  /** Statuses of columns, or patterns of «status: reason». */
  readonly columns?: Readonly<Record<string, string | RegExp>>;
}

type Case = [
  name: string,
  reference: string | Uint8Array,
  current: string | Uint8Array,
  expected: Expected,
  flags?: string,
];

const same = { x: "no-drift", c: "no-drift" };
const NOTHING_TO_DO: Case[] = [
  ["an empty file", OK, "", { exit: 2, says: /^error: @cur.csv is empty/ }],
  [
    "no common columns",
    OK,
    "y,z\n1,2\n",
    { exit: 2, says: /no column in common\n.*reference: x, c; current: y, z/ },
  ],
  [
    "a wrong delimiter",
    OK,
    OK.replaceAll(",", "#"),
    { exit: 2, says: /current: x#c\n.*delimiter/ },
  ],
  [
    "two columns of one name",
    OK,
    OK.replace("x,c", "x,x"),
    { exit: 2, says: /more than one column named "x"\n.*@cur.csv:1/ },
  ],
  [
    "many ragged rows",
    OK,
    `x,c\n${"1,a\n2\n".repeat(50)}`,
    { exit: 2, says: /is not a table: 50 rows of other than 2 fields/ },
  ],
  [
    "an open quote",
    OK,
    'x,c\n1,"a\n2,b\n',
    { exit: 2, says: /quote in @cur.csv is never closed\n.*@cur.csv:2/ },
  ],
  [
    "bytes that are no text",
    OK,
    Uint8Array.from({ length: 999 }, (_, i) => (i * i) % 256),
    { exit: 2, says: /is not a text table/ },
  ],
  [
    "an unknown column",
    OK,
    OK,
    { exit: 2, says: /"xx" is in neither table; did you mean "x"\?/ },
    "--columns xx",
  ],
  ["an unknown target", OK, OK, { exit: 2, says: /--target d .*x, c/ }, "--target d"],
  ["an unknown test", OK, OK, { exit: 2, says: /"kss".*did you mean "ks"/ }, "--tests kss"],
  ["a level that is none", OK, OK, { exit: 2, says: /--alpha/ }, "--alpha 2"],
  ["an unknown flag", OK, OK, { exit: 2, says: /did you mean --policy/i }, "--polcy classic"],
];
const ALL_THE_SAME: Case[] = [
  ["identical files", OK, OK, { columns: same }],
  ["a byte order mark", OK, `\ufeff${OK}`, { columns: same }],
  ["CRLF", OK, OK.replaceAll("\n", "\r\n"), { columns: same }],
  ["another delimiter", OK, OK.replaceAll(",", ";"), { columns: same }],
  ["UTF-16", OK, utf16(OK), { columns: same }],
  ["gzip", OK, gzipSync(OK), { columns: same }],
  ["quoted fields", OK, OK.replace(/,([abc])/g, ',"$1"'), { columns: same }],
  [
    "the texts of missing values",
    OK,
    OK.replace("\n", "\nNA,NA\n"),
    { columns: { x: /no-drift/, c: /no-drift/ } },
  ],
  ["-0 and 0", of((i) => i % 2), of((i) => (i % 2 === 0 ? "-0" : "1.0")), { columns: same }],
  [
    "True and TRUE",
    of((i) => ["true", "false"][i % 2]),
    of((i) => ["True", "FALSE"][i % 2]),
    { columns: same },
  ],
];
const MANY = 2000;
const COLUMN_BY_COLUMN: Case[] = [
  [
    "a header without rows",
    OK,
    "x,c\n",
    { columns: { x: "cannot-tell: no value on one side", c: "cannot-tell: no value on one side" } },
  ],
  [
    "one row",
    OK,
    "x,c\n0.5,a\n",
    { columns: { x: /cannot-tell: too few/, c: /cannot-tell: too few/ } },
  ],
  ["one column", OK, csv(200, { x: normal }), { columns: { x: "no-drift" } }],
  [
    "a few ragged rows",
    OK,
    OK.replace("\n", "\n1,a,7\n2\n"),
    { says: /2 rows of other than 2 fields.*, first at @cur.csv:2\n$/, columns: same },
  ],
  [
    "a column without a name",
    OK,
    OK.replace("x,c", "x,"),
    { says: /has no name, read as column_2/, columns: { x: "no-drift" } },
  ],
  [
    "numbers that have become words",
    OK,
    of((i) => ["one", "two"][i % 2]),
    { columns: { x: "drift" } },
  ],
  [
    "numbers that have become free text",
    OK,
    of((i) => `1,5 (${i})`).replace(/^(.*) (.*),/gm, '"$1 $2",'),
    { columns: { x: "error: not comparable: numbers in the reference, text in the current data" } },
  ],
  [
    "numbers that have become times",
    OK,
    of((i) => `2024-01-0${1 + (i % 9)}`),
    { columns: { x: /^error: not comparable: numbers in the reference, times/ } },
  ],
  [
    "dates",
    of((i) => `2024-01-0${1 + (i % 9)}`),
    of((i) => `2024-02-0${1 + (i % 9)}`),
    { columns: { x: /skipped: a time stamp/ } },
  ],
  [
    "times with zones",
    of((i) => `2024-01-01T00:00:0${i % 9}Z`),
    of((i) => `2024-02-01T00:00:0${i % 9}+02:00`),
    { columns: { x: /skipped: a time stamp/ } },
  ],
  [
    "some words among numbers",
    OK,
    of((i) => (i % 20 === 0 ? "bad" : other(i))),
    {
      says: /^warning: 10 values of column "x" are no numbers, the first is "bad", first at @cur.csv\n$|^warning: 10 values of column "x" are no numbers, the first is "bad"/,
      columns: { x: "drift: missing 0.0 % -> 5.0 %" },
    },
  ],
  [
    "a column without a value on one side",
    OK,
    of(() => ""),
    { columns: { x: "drift: missing 0.0 % -> 100.0 %", c: "no-drift" } },
  ],
  [
    "a column without a value on both",
    of(() => ""),
    of(() => ""),
    { columns: { x: "skipped: no value in either table" } },
  ],
  [
    "the same constant",
    of(() => 7),
    of(() => 7),
    { columns: { x: "skipped: one and the same value in both tables" } },
  ],
  ["a constant on one side", OK, of(() => 7), { columns: { x: "drift" } }],
  ["another constant", of(() => 7), of(() => 3), { columns: { x: "drift" } }],
  [
    "another category alone",
    csv(200, { c: () => "a" }),
    csv(200, { c: () => "b" }),
    { columns: { c: "drift" } },
  ],
  [
    "infinities",
    of(normal, MANY),
    of((i) => (i % 100 === 0 ? "-inf" : i % 100 === 1 ? "Infinity" : other(i)), MANY),
    { columns: { x: /^(no-drift|cannot-tell)/ } },
  ],
  [
    "infinities everywhere",
    of((i) => ["inf", "-inf"][i % 2], MANY),
    of((i) => ["inf", "-inf"][+(i % 10 === 0)], MANY),
    { columns: { x: "drift" } },
  ],
  [
    "NaN",
    of(normal, MANY),
    of((i) => (i % 4 === 0 ? "NaN" : other(i)), MANY),
    { columns: { x: "drift: missing 0.0 % -> 25.0 %" } },
  ],
  [
    "many zeros",
    of((i) => (i % 10 < 7 ? 0 : normal(i) ** 2), MANY),
    of((i) => (i % 10 < 4 ? 0 : other(i) ** 2), MANY),
    { columns: { x: "drift" } },
  ],
  [
    "whole numbers past 2^53 that differ",
    of((i) => 9007199254740992 + 1000 * i),
    of((i) => 9007199254740992 + 1000 * (i * 2 + 7)),
    { columns: { x: /^(drift|cannot-tell|skipped)/ } },
  ],
  [
    "whole numbers that doubles cannot tell apart",
    of((i) => `12345678901234567890123456${i % 9}`),
    of((i) => `12345678901234567890123456${i % 7}`),
    { columns: { x: /skipped: one and the same value.*as far as 53 bits can tell/ } },
  ],
  [
    "the largest doubles",
    of((i) => (i % 2 === 0 ? "1.7e308" : "-1.7e308")),
    of((i) => (i % 4 === 0 ? "1.7e308" : "-1.7e308")),
    { columns: { x: "drift" } },
  ],
  [
    "ends of line in categories",
    csv(200, { c: () => "a" }),
    csv(200, { c: () => '"a\nb"' }),
    { columns: { c: "drift" } },
  ],
  [
    "a field of a million characters",
    OK,
    OK.replace("\n", `\n1.5,"${"z".repeat(1e6)}"\n`),
    { columns: { x: "no-drift", c: /drift|cannot-tell/ } },
  ],
  [
    "a category a row",
    csv(3000, { c: (i) => `k${i}` }),
    csv(3000, { c: (i) => `k${2 * i}` }),
    { columns: { c: /skipped: an identifier or free text/ } },
  ],
  [
    "a category a row, asked for",
    csv(3000, { c: (i) => `k${i}` }),
    csv(3000, { c: (i) => `j${i}` }),
    { columns: { c: /cannot-tell|drift/ } },
    "--categorical c",
  ],
];

it.each([...NOTHING_TO_DO, ...ALL_THE_SAME, ...COLUMN_BY_COLUMN])(
  "answers %s with a clear word or a status of its column",
  async (_, reference, current, { exit = 0, says, columns = {} }, flags = "") => {
    const world = realWorld({ "ref.csv": reference, "cur.csv": current });
    const run = await world.run(`drift @ref.csv @cur.csv --output @out.json --json ${flags}`);
    expect(run.stderr).toMatch(says ?? /^$/);
    expect(run.stderr).not.toMatch(/\n\s+at /); // no stack
    expect(run.exitCode).toBe(exit);
    expect(run.stdout).toBe("");
    expect(existsSync(world.path("out.json"))).toBe(exit === 0);
    expect(world.names()).toHaveLength(exit === 0 ? 3 : 2); // nothing half written
    if (exit !== 0) return;
    const answer = JSON.parse(world.text("out.json")) as Answer;
    const found = new Map(
      answer.columns.map(({ name, status, reason }) => [
        name,
        status + (reason === null ? "" : `: ${reason}`),
      ]),
    );
    for (const [name, wanted] of Object.entries(columns)) {
      if (typeof wanted === "string") expect(found.get(name)).toBe(wanted);
      else expect(found.get(name)).toMatch(wanted);
    }
    expect(world.text("out.json")).not.toContain("NaN");
    // And people see it as well: no line is torn apart.
    const shown = await world.run(`drift @ref.csv @cur.csv ${flags}`);
    expect(shown.stdout.split("\n\n")[2]?.trimEnd().split("\n")).toHaveLength(
      1 + answer.columns.length,
    );
  },
);

interface Answer {
  readonly columns: readonly {
    readonly name: string;
    readonly status: string;
    readonly reason: string | null;
  }[];
}

it("judges a column with infinities by what it can, and says how far off they are", async () => {
  const world = realWorld({
    "ref.csv": of(normal, MANY),
    "cur.csv": of((i) => (i % 3 === 0 ? "inf" : other(i)), MANY),
  });
  const { stdout } = await world.run("drift @ref.csv @cur.csv --json");
  const { columns } = JSON.parse(stdout) as { columns: Record<string, unknown>[] };
  expect(columns[0]).toMatchObject({
    status: "drift",
    wasserstein: { value: "Infinity", over_iqr: "Infinity" },
    ks: { D: expect.closeTo(0.33, 1) as number },
    quantiles_current: { "1": "Infinity" },
  });
});

it.each([
  [
    "a file that is not there",
    "drift @ref.csv @reff.csv",
    /cannot read @reff.csv: there is no such file\n.*\n.*did you mean "ref.csv"/,
  ],
  ["a folder without data", "drift @ref.csv @folder", /no data files in the folder/],
  ["hdfs://", "drift @ref.csv hdfs://host/a.csv", /hdfs:\/\/ paths are not read/],
  ["s3://", "drift s3://bucket/a.csv @ref.csv", /s3:\/\/ paths are not read/],
  ["one table", "drift @ref.csv", /no current data is named\n.*--current/],
  ["three tables", "drift @ref.csv @ref.csv @ref.csv", /too many arguments/],
  ["stdin twice", "drift - -", /both tables are stdin/],
  [
    "a full disk",
    "drift @ref.csv @ref.csv --output /dev/full",
    /cannot write \/dev\/full: the disk is full/,
  ],
  [
    "a folder to write to that is not there",
    "drift @ref.csv @ref.csv --output @no/where.json",
    /cannot write/,
  ],
])("refuses %s", async (_, words, says) => {
  const world = realWorld({ "ref.csv": OK });
  mkdirSync(world.path("folder"));
  const run = await world.run(words);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).toMatch(says);
  expect(run.stderr).not.toMatch(/\n\s+at /);
  expect(world.names()).toEqual(["folder", "ref.csv"]);
});

it.skipIf(process.getuid?.() === 0)("refuses a file that may not be read", async () => {
  const world = realWorld({ "ref.csv": OK });
  chmodSync(world.path("ref.csv"), 0);
  const run = await world.run("drift @ref.csv @ref.csv");
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).toMatch(/permission/i);
});

it("tells texts among the numbers of many columns in one line", async () => {
  const columns = Object.fromEntries(
    Array.from({ length: 20 }, (_, k) => [`v${k}`, bellShaped(k)]),
  );
  const bad = Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      (i: number) => (i === 50 ? "?" : value(i)),
    ]),
  );
  const world = realWorld({ "ref.csv": csv(100, columns), "cur.csv": csv(100, bad) });
  const { stderr } = await world.run("drift @ref.csv @cur.csv");
  expect(stderr).toMatch(
    /^warning: 20 values in 20 columns are no numbers: v0 \(1, such as "\?"\), .* 17 more.*\n$/,
  );
});

it("takes hundreds of columns of numbers and categories at once, what drifts first", async () => {
  const wide = (seed: number, moved = 0) =>
    Object.fromEntries(
      Array.from({ length: 520 }, (_, k) => {
        const value = bellShaped(seed + k);
        if (k === 501) return [`v${k}`, (i: number) => value(i) + moved];
        return [`v${k}`, k % 2 === 0 ? (i: number) => "abc"[Math.abs(value(i) * 1000) % 3] : value];
      }),
    );
  const world = realWorld({ "ref.csv": csv(60, wide(0)), "cur.csv": csv(60, wide(9000, 4)) });
  const { stdout, exitCode } = await world.run("drift @ref.csv @cur.csv --exit-code");
  expect(exitCode).toBe(20);
  expect(stdout.split("\n")[5]).toMatch(/^v501 +drift /);
}, 30_000);
