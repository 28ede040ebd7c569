import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import { MOST_KNOWN, KnownRows } from "../../../src/data/query/known-rows.js";
import type { RowSource, SourcePosition } from "../../../src/ports/row-source.js";
import { collect, NOBODY, rowTexts } from "../follow/follow-files.js";
import { scratch } from "../scratch.js";

const COLUMNS = [
  { name: "v", as: "number" },
  { name: "c", as: "text" },
] as const;
const LATENESS = 5000;
const START = Date.UTC(2026, 0, 1);
/** The time of the rows, so that none is ahead of it. */
const WORLD = { ...NOBODY, clock: () => new Date(START + 100_000) };

interface Row {
  readonly second: number;
  readonly v: number;
  readonly c: string;
}
const csv = (rows: readonly Row[]) =>
  [
    "t,v,c",
    ...rows.map(({ second, v, c }) => `${new Date(START + 1000 * second).toISOString()},${v},${c}`),
  ]
    .join("\n")
    .concat("\n");

function queried(path: string, more: { sql?: string; position?: SourcePosition } = {}) {
  const types = "types={'t':'TIMESTAMP','v':'DOUBLE','c':'VARCHAR'}, header=true";
  const { sql = `SELECT * FROM read_csv('${path}', ${types}) -- all`, position } = more;
  const source = `query:${sql}`;
  const request = { source, time: "t", missingValues: [], latenessMs: LATENESS };
  return openRowSource({ ...request, ...(position && { position }) }, WORLD);
}

/** Rows with ties in time and twins, that come at most the lateness after a newer one. */
const arrivals = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 30 }),
      delay: fc.integer({ min: 0, max: LATENESS / 1000 }),
      v: fc.integer({ min: 0, max: 2 }),
      c: fc.constantFrom("a", "", "b c"),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) => rows.sort((a, b) => a.second + a.delay - b.second - b.delay));
const cuts = fc.array(fc.nat(25), { maxLength: 4 });

it("hands over each row once, however its looks are cut, and those of a later run again", async () => {
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      cuts,
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      async (rows, at, ends) => {
        const path = join(scratch(), "rows.csv");
        const looks = [...at.map((cut) => Math.min(cut, rows.length)), rows.length].sort(
          (a, b) => a - b,
        );
        const got: string[] = [];
        writeFileSync(path, csv([]));
        let source: RowSource = await queried(path);
        for (const [i, end] of looks.entries()) {
          writeFileSync(path, csv(rows.slice(0, end)));
          for (const chunk of await collect(source, COLUMNS)) {
            const texts = rowTexts(chunk);
            if (!chunk.isAgain) got.push(...texts);
            expect(chunk.times).toHaveLength(texts.length);
          }
          expect([...got].sort()).toEqual(
            rows
              .slice(0, end)
              .map(({ v, c }) => `${v}|${c}`)
              .sort(),
          );
          if (!ends[i]) continue;
          const position = JSON.parse(JSON.stringify(source.position(START))) as SourcePosition;
          await source[Symbol.asyncDispose]();
          source = await queried(path, { position });
          const again = (await collect(source, COLUMNS)).map((chunk) => {
            expect(chunk.isAgain).toBe(true);
            return rowTexts(chunk);
          });
          expect(again.flat().sort()).toEqual([...got].sort());
        }
        await source[Symbol.asyncDispose]();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

it("asks for what is new alone, and does not see what comes later than the lateness", async () => {
  const path = join(scratch(), "rows.csv");
  const row = (second: number, v: number) => ({ second, v, c: "x" });
  writeFileSync(path, csv([row(10, 1), row(20, 2)]));
  await using source = await queried(path);
  const texts = async () => (await collect(source, COLUMNS)).flatMap(rowTexts);
  expect(await texts()).toEqual(["1|x", "2|x"]);
  writeFileSync(
    path,
    csv([row(10, 1), row(20, 2), row(14, 3), row(15, 4), row(20, 2), row(21, 5)]),
  );
  expect(await texts()).toEqual(["4|x", "2|x", "5|x"]); // 14 is more than five seconds behind 20
  expect(await texts()).toEqual([]);
});

it("takes times as numbers, too, and a clock that runs ahead does not hide what comes after", async () => {
  const path = join(scratch(), "rows.csv");
  const write = (...seconds: number[]) => {
    writeFileSync(
      path,
      ["t,v,c", ...seconds.map((one) => `${START / 1000 + one},${one},x`)].join("\n"),
    );
  };
  write(1, 2, 1e6);
  await using source = await queried(path, { sql: `FROM '${path}'` });
  const read = async () => (await collect(source, COLUMNS)).flatMap(rowTexts);
  expect(await read()).toEqual(["1|x", "2|x", "1000000|x"]);
  write(1, 2, 1e6, 3);
  expect(await read()).toEqual(["3|x"]);
});

it.each([
  ["SELEC 1", /syntax error/i],
  ["SELECT 1 AS a", /column "t" is missing from the query/],
  ["SELECT 'x' AS t", /holds no times/],
  ["SELECT * FROM nowhere", /nowhere/],
  ["DROP TABLE x", /syntax error/i],
  [" ; ", /there is no query/],
])("refuses %s", async (sql, why) => {
  await expect(async () => {
    await using source = await queried("", { sql });
    await source.columns();
  }).rejects.toThrow(
    expect.objectContaining({ name: "InputError", message: expect.stringMatching(why) as string }),
  );
});

it("goes on when the query fails for a while, and says so", async () => {
  const path = join(scratch(), "rows.csv");
  writeFileSync(path, csv([{ second: 1, v: 1, c: "x" }]));
  await using source = await queried(path);
  expect(await collect(source, COLUMNS)).toHaveLength(1);
  writeFileSync(path, "");
  expect(await collect(source, COLUMNS)).toEqual([]);
  expect(source.findings()[0]?.what).toMatch(/the query cannot be read/);
  writeFileSync(
    path,
    csv([
      { second: 1, v: 1, c: "x" },
      { second: 2, v: 2, c: "x" },
    ]),
  );
  expect((await collect(source, COLUMNS)).flatMap(rowTexts)).toEqual(["2|x"]);
});

it("refuses the position of files", async () => {
  await expect(queried("x", { position: { version: 1, files: {} } })).rejects.toThrow(
    /where the query was read to/,
  );
});

it("knows the newest rows alone where there are too many, and all of one moment", () => {
  const known = new KnownRows([], -Infinity, 1e9);
  known.add(
    Array.from({ length: MOST_KNOWN + 10 }, (_, i) => [i, i] as const),
    Infinity,
  );
  expect(known.since).toBe(10);
  expect(known.all()).toHaveLength(MOST_KNOWN);
  known.add(
    Array.from({ length: MOST_KNOWN }, (_, i) => [9e4, i] as const),
    Infinity,
  );
  expect(known.since).toBe(9e4);
  known.add([[9e4, 1]], Infinity);
  expect(known.all()).toHaveLength(MOST_KNOWN + 1);
});
