import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(31), bellShaped(32)];
const START = Date.UTC(2026, 4, 4);

const world = () =>
  realWorld({
    "may.csv": csv(3000, {
      at: (i) => new Date(START + 180_000 * i).toISOString(),
      id: (i) => 7000 + i,
      amount: (i) => (20 + 5 * a(i)).toFixed(3),
      visits: (i) => Math.round(3 + 1.5 * b(i)),
      channel: () => "app", // nothing can be moved to another
    }),
  });

const QUICK = "--every 1h --days 40 --repeats 10";

interface Document extends Record<string, unknown> {
  readonly changes: readonly Record<string, unknown>[];
  readonly rhythm: unknown;
}
const documentOf = (text: string) => JSON.parse(text) as Document;

it("shows a person what a watcher would have done", async () => {
  const { stdout, stderr, exitCode } = await world().run(
    `calibrate --data @may.csv --time at ${QUICK}`,
  );
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(81);
  await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/calibrate-table.txt");
});

it("answers in JSON and CSV, the same bytes each time", async () => {
  const here = world();
  const command = `calibrate --data @may.csv --time at ${QUICK} --season hour`;
  const { stdout } = await here.run(`${command} --json`);
  expect((await here.run(`${command} --json`)).stdout).toBe(stdout);
  const document = documentOf(stdout);
  expect(document).toMatchObject({
    ...{ schema: "arlequin.calibrate/1", columns: ["amount", "visits", "channel"] },
    ...{ plan: { season: "hour", every_seconds: 3600 }, rows_per_tick: 20 },
  });
  expect(document.changes).toHaveLength(8);
  const lines = (await here.run(`${command} --format csv`)).stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(1 + 4 + 8);
});

it("draws without times, and says nothing of hours then", async () => {
  const words = `calibrate --data @may.csv --rows-per-tick 30 ${QUICK} --exclude at --json`;
  expect(documentOf((await world().run(words)).stdout).rhythm).toBeNull();
});

it.each([
  ["", "no data are named"],
  ["--data @may.csv --time when", 'there is no column "when"'],
  ["--data @may.csv --time at --rows-per-tick 5", "the rows of a tick are known from --time"],
  ["--data @may.csv --season hour", "without times there are no hours"],
  ["--data @may.csv --time at --every 1h --mode sliding:6h --season hour", "sliding window"],
])("refuses %s", async (words, message) => {
  const { exitCode, stderr } = await world().run(`calibrate ${words}`);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
