import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/cli/context.js";
import { filesInMemory, run, type FakeWorld } from "./fake-context.js";

/** What the command gives for these flags. */
function generate(flags: string, world: FakeWorld = {}) {
  return run(["generate", ...flags.split(" ").filter((flag) => flag !== "")], world);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The rows of a CSV text as texts by column. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ""]));
  });
}

it("writes CSV to stdout, and one line about it to stderr", async () => {
  const { exitCode, stdout, stderr } = await generate("--rows 3");
  expect(exitCode).toBe(0);
  expect(stdout.split("\n")[0]).toBe(
    "transaction_id,timestamp,account_id,amount,balance,merchant_category,channel,country,hour,is_fraud",
  );
  expect(rowsOf(stdout)).toHaveLength(3);
  expect(stderr).toBe("3 rows, 2026-01-01T00:00:00Z to 2026-01-01T04:12:00Z, no drift\n");
});

// Golden: when such a hash changes, data sets that people have made once cannot be made again.
it.each([
  ["csv", "1b4845a3f7a34541b74cdceab906e3cc7aa764ea81fad134389978e95e505faf"],
  ["jsonl", "960244131284c2ccf3357b362e79fb9611514fa9dbbf759a909a9e79217b9a48"],
])("gives the same bytes of %s, here and everywhere", async (format, hash) => {
  const { stdout } = await generate(`--rows 1000 --format ${format}`);
  expect(sha256(stdout)).toBe(hash);
  const batches = await generate(`--batches 10 --batch-size 100 --format ${format}`);
  expect(batches.stdout).toBe(stdout);
});

it("makes up the mixed table, the same bytes everywhere, and says what drifts", async () => {
  const { stdout, stderr } = await generate("--table mixed --rows 1000 --drift-factor 1");
  expect(stdout.split("\n")[0]).toBe(
    "amount,balance,tip,score,items,channel,category,shop,timestamp",
  );
  expect(sha256(stdout)).toBe("a4c3a86ac8bdb294a55f079ee85313258a8778521e04a82b220b7c3ff13b0224");
  expect(stderr).toContain("sudden drift of amount and category, factor 1, from row 1 ");
});

it("gives other rows for another seed", async () => {
  const [one, two] = [await generate("--rows 9"), await generate("--rows 9 --seed 2")];
  expect(one.stdout).not.toBe(two.stdout);
});

it("writes a folder of batch files, which make the one file when they are joined", async () => {
  const { files } = await generate("--batches 3 --batch-size 5 --drift-factor 1 --out live");
  const paths = Object.keys(files);
  expect(paths).toEqual([1, 2, 3].map((batch) => `live/batch-00000${batch}.csv`));
  const whole = await generate("--rows 15 --drift-factor 1 --out all.csv");
  const [head, ...rows] = paths.flatMap((path, i) => files[path]!.split("\n").slice(i > 0 ? 1 : 0));
  expect([head, ...rows.filter((row) => row !== ""), ""].join("\n")).toBe(whole.files["all.csv"]);
});

it.each([
  ["--rows 2 --out day/", "day/batch-000001.csv"],
  ["--rows 2 --out day/ --format jsonl", "day/batch-000001.jsonl"],
  ["--rows 2 --out day", "day"],
  ["--rows 2 --out day.jsonl", "day.jsonl"],
  ["--batches 2 --batch-size 1 --out day.csv", "day.csv"],
])("%s writes %s", async (flags, path) => {
  const { files } = await generate(flags);
  expect(Object.keys(files)).toEqual([path]);
  expect(files[path]!.startsWith("{")).toBe(path.endsWith(".jsonl"));
});

describe("drift", () => {
  const amounts = async (flags: string) =>
    rowsOf((await generate(`--rows 40 ${flags}`)).stdout).map(({ amount }) => Number(amount));

  /** The places of the amounts that are not what they are without drift. */
  async function moved(flags: string): Promise<number[]> {
    const [calm, drifted] = [await amounts(""), await amounts(flags)];
    return drifted.flatMap((amount, i) => (amount === calm[i] ? [] : [i + 1]));
  }
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it.each([
    ["--drift-factor 0", []],
    ["--drift-factor 1", range(1, 40)],
    ["--drift-factor 1 --drift-start 0.5", range(21, 40)],
    ["--drift-factor 1 --drift-start 31", range(31, 40)],
    ["--drift-factor 1 --drift-start 1", []],
    [
      "--drift-factor 1 --drift-kind recurring",
      [...range(1, 8), ...range(17, 24), ...range(33, 40)],
    ],
    ["--drift-factor 1 --drift-start 2026-01-03 --per-day 10", range(21, 40)],
    ["--drift-factor 1 --drift-start 2025-06-30T12:00Z", range(1, 40)],
  ])("with %s moves the rows %j", async (flags, rows) => {
    expect(await moved(flags)).toEqual(rows);
  });

  it("takes its factor from DRIFT_FACTOR, where no flag gives it", async () => {
    const env = { DRIFT_FACTOR: "1.0" };
    const flagged = await generate("--rows 5 --drift-factor 1");
    expect((await generate("--rows 5", { env })).stdout).toBe(flagged.stdout);
    const calm = await generate("--rows 5");
    expect((await generate("--rows 5 --drift-factor 0", { env })).stdout).toBe(calm.stdout);
  });

  it.each([
    ["--drift-start 0.25", "sudden drift of amount, factor 0.5, from row 3 (2026-01-01T02:00:00Z)"],
    ["--drift-start 9", "no drift: it would start after the last row"],
  ])("is told with %s", async (flags, truth) => {
    const { stderr } = await generate(`--rows 8 --drift-factor 0.5 ${flags}`);
    expect(stderr).toContain(truth);
  });
});

describe("with an interval", () => {
  /** A world whose time jumps, and says when it was waited for. */
  function jumping(batchTakesMs: number, stopAt = Infinity) {
    const stop = new AbortController();
    const waits: number[] = [];
    let now = 0;
    const timer: Context["timer"] = {
      now: () => (now += batchTakesMs),
      sleep(ms) {
        waits.push(ms);
        now += ms;
        if (waits.length >= stopAt) stop.abort("SIGINT");
        return stop.signal.aborted ? Promise.reject(new Error("called off")) : Promise.resolve();
      },
    };
    return { waits, with: { timer, signal: stop.signal } };
  }

  it("waits from start to start, and lets the timestamps go along", async () => {
    const { waits, ...world } = jumping(100);
    const { files } = await generate("--batches 3 --batch-size 4 --interval 60 --out live", world);
    expect(waits).toEqual([59_800, 59_900]); // the second batch is late, the third is not
    const minutes = Object.values(files).map((csv) => [
      ...new Set(rowsOf(csv).map(({ timestamp }) => timestamp!.slice(0, 16))),
    ]);
    expect(minutes).toEqual([["2026-01-01T00:00"], ["2026-01-01T00:01"], ["2026-01-01T00:02"]]);
  });

  it("stops cleanly between two batches", async () => {
    const world = jumping(0, 2);
    const { exitCode, stderr, files } = await generate(
      "--batches 9 --batch-size 4 --interval 60s --out live",
      world,
    );
    expect(exitCode).toBe(130);
    expect(stderr).toBe("stopped: 2 of 9 batches are written\n");
    expect(Object.keys(files)).toEqual(["live/batch-000001.csv", "live/batch-000002.csv"]);
  });
});

it("leaves no file when a batch cannot be written to its end", async () => {
  const files: Record<string, string> = {};
  let left = 1;
  const store = filesInMemory(files);
  const openTableWriter: Context["openTableWriter"] = async (path) => {
    const file = await store.create(path);
    return {
      write: () => (left-- > 0 ? file.write("rows") : Promise.reject(new Error("full"))),
      commit: () => file.commit(),
      discard: () => file.discard(),
    };
  };
  const { exitCode } = await generate("--batches 2 --out live", {
    with: { openTableWriter, files: store },
  });
  expect(exitCode).toBe(1);
  expect(Object.keys(files)).toEqual(["live/batch-000001.csv"]);
});

it("starts now, when it is told so", async () => {
  const { stdout } = await generate("--rows 1 --start-time now --per-day 100000");
  expect(rowsOf(stdout)[0]!.timestamp).toMatch(/^2026-11-21T06:00:/);
});

it.each([
  ["--rows 0", "Give a whole number of 1 or more"],
  ["--rows 1.5", "Give a whole number"],
  ["--drift-factor 2", "Give a number from 0 to 1"],
  ["--drift-kind slow", "Allowed choices are sudden, gradual, incremental, recurring"],
  ["--drift-start 1.5", "Give a share of the rows such as 0.5"],
  ["--drift-start soon", "Give a share of the rows such as 0.5"],
  ["--start-time 2026-02-30", "Give a time, such as"],
  ["--start-time yesterday", "Give a time, such as"],
  ["--start-time 1969-12-31", "transactions start in 1970 or later"],
  ["--per-day 0", "Give a number above 0"],
  ["--format table", "Allowed choices are csv, tsv, jsonl, parquet"],
  ["--rows 5 --batches 2", "--rows and --batches exclude each other"],
  ["--rows 5 --batch-size 2", "--batch-size says nothing without batches"],
  ["--interval 5", "--interval says nothing without batches"],
  ["--out x.csv.gz", "compressed files are not written"],
  ["--rows 5 --per-day 0.000001", "the transactions run past the year 9999"],
  ["--batches 9007199254740991", "are too many"],
])("refuses %s", async (flags, message) => {
  const { exitCode, stdout, stderr, files } = await generate(flags);
  expect([exitCode, stdout, files]).toEqual([2, "", {}]);
  expect(stderr).toContain("error: ");
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^ {2}fix: {3}\S/m);
});
