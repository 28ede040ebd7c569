import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import type { RowChunk, RowSource, SourcePosition } from "../../../src/ports/row-source.js";
import { collect, NOBODY, rowTexts } from "./follow-files.js";

const COLUMNS = [
  { name: "id", as: "number" },
  { name: "note", as: "text" },
] as const;

interface Row {
  readonly time: number;
  readonly note: string;
}
/** Times with ties and steps back, texts with all that has to be quoted. */
const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 20 }),
    note: fc.constantFrom(
      "a",
      "b,c",
      'say "hi"',
      "two\nlines",
      "two\r\nlines",
      "é👍",
      "",
      "long".repeat(9),
    ),
  }),
  { minLength: 1, maxLength: 12 },
);
const lineEnd = fc.constantFrom("\n", "\r\n");
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

function csv(all: readonly Row[], end: string): Buffer {
  const field = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = all.map(({ time, note }, id) => `${moment(time)},${field(note)},${id}${end}`);
  return Buffer.from(`t,note,id${end}${lines.join("")}`);
}

function jsonl(all: readonly Row[]): Buffer {
  const lines = all.map(({ time, note }, id) => JSON.stringify({ note, id, t: moment(time) }));
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

const moment = (time: number) => new Date(Date.UTC(2026, 0, 1) + time * 1000).toISOString();
const millis = (time: number) => Date.UTC(2026, 0, 1) + time * 1000;

/** Pieces of some bytes, cut anywhere. */
function slices(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...at.map((share) => Math.floor(share * bytes.length)), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((place, i) => bytes.subarray(places[i], place));
}

/** In a folder of its own, which is gone afterwards. */
async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "arlequin-test-"));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const open = (source: string, position?: SourcePosition): Promise<RowSource> =>
  openRowSource(
    { source, time: "t", missingValues: [], ...(position === undefined ? {} : { position }) },
    NOBODY,
  );
const texts = (chunks: readonly RowChunk[]) => chunks.flatMap(rowTexts);
const expected = (all: readonly Row[]) => all.map(({ note }, id) => `${id}|${note}`);

it("gives every row once, wherever a growing file is cut", async () => {
  const file = fc.oneof(
    fc.tuple(rows, lineEnd).map(([all, end]) => ({ all, bytes: csv(all, end) })),
    rows.map((all) => ({ all, bytes: jsonl(all) })),
  );
  await fc.assert(
    fc.asyncProperty(file, cuts, async ({ all, bytes }, at) => {
      await inFolder(async (folder) => {
        const path = join(folder, "growing.txt");
        await using source = await open(path);
        const seen: string[] = [];
        for (const slice of slices(bytes, at)) {
          appendFileSync(path, slice);
          seen.push(...texts(await collect(source, COLUMNS)));
        }
        expect(seen).toEqual(expected(all));
        expect(source.findings().filter(({ what }) => !what.includes("no such file"))).toEqual([]);
      });
    }),
    { numRuns: 60 },
  );
});

it("gives every row of a moment or later once or again after a restart", async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, cuts, fc.array(fc.nat(4)), async (a, b, at, steps) => {
      await inFolder(async (folder) => {
        const [one, two] = [slices(csv(a, "\n"), at), slices(csv(b, "\n"), at)];
        const files = { "a.csv": a, "b.csv": b };
        let position: SourcePosition | undefined;
        let from = 0;
        const first = new Map<string, number>();
        for (let step = 0; step < one.length; step++) {
          appendFileSync(join(folder, "a.csv"), one[step]!);
          appendFileSync(join(folder, "b.csv"), two[step]!);
          await using source = await open(folder, position);
          const came = new Set<string>();
          for (const chunk of await collect(source, COLUMNS)) {
            for (const [row, text] of rowTexts(chunk).entries()) {
              const key = `${chunk.origin.slice(-5)} ${text}`;
              expect(came.has(key)).toBe(false);
              came.add(key);
              expect([key, chunk.isAgain]).toEqual([key, first.has(key)]);
              first.set(key, chunk.times[row]!);
            }
          }
          // All that is of the moment or later, and was there before, has come again.
          for (const [key, time] of first) if (time >= millis(from)) expect(came).toContain(key);
          from += steps[step] ?? 0;
          position = JSON.parse(JSON.stringify(source.position(millis(from)))) as SourcePosition;
        }
        const keys = Object.entries(files).flatMap(([name, all]) =>
          expected(all).map((text) => `${name} ${text}`),
        );
        expect([...first.keys()].sort()).toEqual(keys.sort());
      });
    }),
    { numRuns: 40 },
  );
});

it("merges files by event time", async () => {
  const sorted = rows.map((all) => [...all].sort((x, y) => x.time - y.time));
  await fc.assert(
    fc.asyncProperty(fc.array(sorted, { minLength: 2, maxLength: 4 }), async (tables) => {
      await inFolder(async (folder) => {
        tables.forEach((all, i) => {
          writeFileSync(join(folder, `${i}.csv`), csv(all, "\n"));
        });
        await using source = await open(folder);
        const chunks = await collect(source, COLUMNS);
        const times = chunks.flatMap(({ times: some }) => [...some]);
        expect(times).toEqual([...times].sort((x, y) => x - y));
        expect(texts(chunks).sort()).toEqual(tables.flatMap(expected).sort());
      });
    }),
    { numRuns: 30 },
  );
});

it("gives what was not given where a reader stops early", async () => {
  await inFolder(async (folder) => {
    const all = Array.from({ length: 10 }, (_, time) => ({ time, note: "n" }));
    writeFileSync(join(folder, "a.csv"), csv(all, "\n"));
    writeFileSync(join(folder, "b.csv"), csv(all, "\n"));
    await using source = await open(folder);
    const seen: string[] = [];
    for await (const chunk of source.read(COLUMNS)) {
      seen.push(...rowTexts(chunk));
      if (seen.length > 5) break;
    }
    const position = source.position(millis(0));
    await using later = await open(folder, position);
    const again = await collect(later, COLUMNS);
    const isAgain = again.filter((chunk) => chunk.isAgain);
    expect(texts(isAgain).sort()).toEqual([...seen].sort());
    expect(texts(again)).toHaveLength(20);
    seen.push(...texts(await collect(source, COLUMNS)));
    expect(seen.sort()).toEqual([...expected(all), ...expected(all)].sort());
  });
});
