import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(41), bellShaped(42)];
const START = Date.UTC(2026, 4, 4);
const HOUR = 3_600_000;
const PER_HOUR = 300;

/** Rows of some hours; amounts are larger from hour `from` on. */
const hours = (first: number, last: number, from = 8) =>
  csv((last - first) * PER_HOUR, {
    at: (i) => new Date(START + ((first * PER_HOUR + i) * HOUR) / PER_HOUR).toISOString(),
    id: (i) => 7000 + first * PER_HOUR + i,
    amount: (i) => {
      const row = first * PER_HOUR + i;
      return (20 + 5 * a(row) + (row >= from * PER_HOUR ? 4 : 0)).toFixed(3);
    },
    balance: (i) =>
      (first * PER_HOUR + i) % 7 === 0 ? "" : (100 * b(first * PER_HOUR + i)).toFixed(2),
    channel: (i) => ["app", "web", "app", "atm"][(HOURS * PER_HOUR + first * PER_HOUR + i) % 4],
  });
const HOURS = 14;
const timeOf = (hour: number) => new Date(START + (hour + 1) * HOUR).toISOString();
const world = (more: Record<string, string> = {}) =>
  realWorld({
    ...Object.fromEntries(
      Array.from({ length: HOURS }, (_, hour) => [`h${hour}.csv`, hours(hour, hour + 1)]),
    ),
    ...more,
  });

interface Document {
  readonly schema: string;
  readonly verdict: string;
  readonly counted: string;
  readonly batches: number;
  readonly drifted_columns: readonly string[];
  readonly warnings: readonly string[];
  readonly comparison: { readonly schema: string; readonly verdict: string } | null;
  readonly columns: readonly {
    readonly name: string;
    readonly state: string;
    readonly evidence_days: number | null;
    readonly changed_at: string | null;
    readonly effect: number | null;
  }[];
}
const decisions = (document: Pick<Document, "verdict" | "columns">) =>
  document.columns.map(({ name, state, evidence_days, changed_at, effect }) => {
    return { name, state, evidence_days, changed_at, effect };
  });

const feed = "drift --state @s.json --every 1h --time at --json";
type World = ReturnType<typeof world>;
async function fed(here: World, hour: number, more = "") {
  const result = await here.run(`${feed} -c @h${hour}.csv --at ${timeOf(hour)} ${more}`);
  expect(result.stderr).toBe("");
  return { ...result, document: JSON.parse(result.stdout) as Document };
}

it.each([
  ["growing", "", "--mode growing"],
  ["growing by hour", "--season hour", "--mode growing"],
  ["reference", "-r @ref.csv", ""],
])("decides as watch does on the same cuts: %s", async (_, shared, own) => {
  const here = world({ "all.csv": hours(0, HOURS), "ref.csv": hours(-12, 0) });
  const replay = `watch @all.csv --time at --every 1h --window 1h --replay --json`;
  const { stdout } = await here.run(`${replay} ${shared} ${own}`);
  const looks = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Document);
  const documents: Document[] = [];
  for (let hour = 0; hour < looks.length; hour++) {
    documents.push((await fed(here, hour, shared)).document);
  }
  expect(looks.length).toBeGreaterThan(11);
  expect(documents.map(decisions)).toEqual(looks.map(decisions));
  const alarms = documents.filter(({ verdict }) => verdict === "drift");
  expect(alarms.length).toBe(shared.includes("season") ? 0 : 1);
});

it("counts a batch once: what comes again is answered from the state", async () => {
  const here = world();
  const first = [];
  for (let hour = 0; hour < 11; hour++) first.push(await fed(here, hour, "--exit-code"));
  expect(first[0]).toMatchObject({ exitCode: 23, document: { verdict: "cannot-tell" } });
  // The second batch brings rows enough for the bins, and is counted in none.
  expect(first.slice(0, 3).map(({ exitCode }) => exitCode)).toEqual([23, 23, 0]);
  const alarm = first.findIndex(({ exitCode }) => exitCode === 20);
  expect(alarm).toBeGreaterThan(7);
  const state = here.text("s.json");
  for (const hour of [10, alarm, 0]) {
    const again = await fed(here, hour, "--exit-code");
    const { verdict, drifted_columns } = first[hour]!.document;
    expect(again.exitCode).toBe(first[hour]!.exitCode);
    expect(again.document).toMatchObject({ counted: "before", verdict, drifted_columns });
  }
  expect((await fed(here, 10)).document.columns).toEqual(first[10]!.document.columns);
  expect(here.text("s.json")).toBe(state);
  const table = await here.run(
    `drift --state @s.json --every 1h --time at -c @h10.csv --at ${timeOf(10)}`,
  );
  expect(table.stdout).toContain("@h10.csv (300 rows) up to 2026-05-04T11:00:00Z: already counted");
});

it("writes the row of the log that a killed run has left, once", async () => {
  const here = world();
  await fed(here, 0, "--log @log.csv");
  await fed(here, 1, "--log @log.csv");
  const log = here.text("log.csv");
  expect(log.trimEnd().split("\n")).toHaveLength(3);
  // It was killed after the state was kept: the batch is counted, its row is not written.
  writeFileSync(here.path("log.csv"), log.replace(/.*\n$/, ""));
  const again = await fed(here, 1, "--log @log.csv");
  expect(again.document.counted).toBe("before");
  expect(here.text("log.csv")).toBe(log);
  await fed(here, 1, "--log @log.csv");
  expect(here.text("log.csv")).toBe(log);
});

it("refuses batches that do not follow, and changes nothing", async () => {
  const here = world();
  await fed(here, 0);
  await fed(here, 2);
  const state = here.text("s.json");
  const refuse = async (words: string, why: RegExp) => {
    const { exitCode, stderr, stdout } = await here.run(`${feed} ${words}`);
    expect(stderr).toMatch(why);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(here.text("s.json")).toBe(state);
  };
  await refuse(
    `-c @h1.csv --at ${timeOf(1)}`,
    /up to 2026-05-04T03:00:00.000Z are counted already/,
  );
  await refuse(`-c @h3.csv --at ${timeOf(2)}`, /another batch of that time/);
  await refuse(
    `-c @h3.csv --at ${timeOf(3)} --false-alarms 1/1d`,
    /another plan: budgetDays 7, not 1/,
  );
  await refuse(`-c @h3.csv --season hour`, /another plan: season "none", not "hour"/);
  await refuse(`-r @h3.csv -c @h3.csv`, /another plan: mode "growing", not "reference"/);
  await refuse("-c @s.json", /none of the columns|no times|no column|missing/);
  const { stderr } = await here.run("watch @h3.csv --time at --once --state @s.json");
  expect(stderr).toMatch(/another plan: source "batches"/);
});

it("refuses the state of another version, or of something else", async () => {
  const here = world({
    "old.json": JSON.stringify({ schema: "arlequin.watch-state/0" }),
    "rows.json": "a,b\n1,2\n",
  });
  for (const [name, why] of [
    ["old", /is not arlequin.watch-state\/1/],
    ["rows", /is not JSON/],
  ] as const) {
    const { exitCode, stderr } = await here.run(`drift --state @${name}.json -c @h1.csv`);
    expect({ exitCode, why: why.test(stderr) }).toEqual({ exitCode: 2, why: true });
  }
});

it.each([
  ["drift --state @s.json", /no batch is named/],
  ["drift --state @s.json -c @h1.csv --tests g", /--tests[\s\S]*--reference/],
  ["drift --state @s.json -c @h1.csv --mode reference", /nothing says what to compare with/],
  ["drift -r @h0.csv -c @h1.csv --mode growing", /--mode[\s\S]*--state/],
  ["drift --state @s.json -c @h1.csv --time when", /"when" is missing/],
  ["drift --state @s.json -c @h1.csv --time channel", /no times/],
  ["drift -r @h0.csv --state @s.json @h1.csv @h2.csv", /one table too many/],
  ["drift --state @s.json -c @empty.csv", /no rows/],
  ["drift --state @s.json --ack", /no such state/],
])("refuses %s", async (command, why) => {
  const here = world({ "empty.csv": "at,amount\n" });
  const { exitCode, stderr, stdout } = await here.run(command);
  expect(stderr).toMatch(why);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(here.names()).not.toContain("s.json");
});

it("tells the comparison beneath, and lets the detector decide", async () => {
  const here = world({ "ref.csv": hours(-12, 0) });
  const { stdout, stderr } = await here.run(
    `drift @ref.csv @h8.csv --state @s.json --every 1h --at ${timeOf(8)} --log @log.csv --false-alarms 1/36500d --min-effect 9`,
  );
  expect(stderr).toBe("");
  const [verdict, alone] = stdout.split("This batch alone, against the reference:");
  expect(verdict).toMatch(/^No column has changed[\s\S]*amount +small/);
  expect(alone).toMatch(/Drift in 1 of 3 columns: amount/);
  expect(here.text("log.csv")).toMatch(/2026-05-04T09:00:00Z,,,,0,,/);
});

it("waits for rows enough to know the columns, then counts them in their order", async () => {
  const rows = (first: number, last: number) => {
    const [head, ...lines] = hours(0, 3, Infinity).trimEnd().split("\n");
    return [head, ...lines.slice(first, last)].join("\n");
  };
  const here = realWorld({
    "a.csv": rows(0, 90),
    "b.csv": rows(90, 180),
    "c.csv": rows(180, 270),
    "d.csv": rows(270, 600),
    "all.csv": rows(0, 270),
  });
  const run = async (state: string, name: string, at: number) => {
    const time = new Date(START + at * HOUR).toISOString();
    const result = await here.run(
      `drift --state @${state}.json -c @${name}.csv --at ${time} --json`,
    );
    return JSON.parse(result.stdout) as Document;
  };
  for (const [i, name] of ["a", "b"].entries()) {
    const { verdict, columns } = await run("cut", name, i + 1);
    expect(verdict).toBe("cannot-tell");
    expect(columns.find(({ name }) => name === "id")?.state).toBe("learning");
  }
  const known = await run("cut", "c", 3);
  expect(known.columns.find(({ name }) => name === "id")?.state).toBe("skipped");
  const inOne = await run("one", "all", 3);
  expect(inOne.columns).toEqual(known.columns);
  expect(await run("cut", "d", 4)).toMatchObject({ columns: (await run("one", "d", 4)).columns });
});

it("takes a column that a batch lacks, or holds no number of, for missing, and says so", async () => {
  const here = world({
    "less.csv": hours(3, 4).replace("balance", "other"),
    "words.csv": hours(4, 5).replaceAll(/,(\d+\.\d+),/g, ",n/a $1,"),
  });
  for (let hour = 0; hour < 3; hour++) await fed(here, hour);
  const said = {
    less: "balance: not in @less.csv: counted as missing in all its rows",
    words: "amount: no longer numbers in @words.csv: what is none is counted as missing",
  };
  for (const [name, warning] of Object.entries(said)) {
    const run = `drift --state @s.json --every 1h --time at -c @${name}.csv`;
    const { exitCode, stdout } = await here.run(`${run} --json`);
    expect(exitCode).toBe(0);
    const { columns, warnings } = JSON.parse(stdout) as Document;
    expect(columns.map(({ name }) => name)).toContain("balance");
    expect(warnings).toContain(warning);
    expect((await here.run(run)).stdout).toContain(warning.slice(0, 60)); // again, from the state
  }
});

it("reads stdin, and takes the time of the batch from its rows, or the clock", async () => {
  const here = world({ "ref.csv": hours(-12, 0) });
  const batch = here.text("h1.csv");
  const run = (more: string) =>
    here.run(`drift -r @ref.csv -c - --state @s.json --json ${more}`, { stdin: batch });
  const { stdout, stderr } = await run("--time at");
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "arlequin.drift-state/1",
    at: "2026-05-04T01:59:48Z",
    comparison: { schema: "arlequin.drift/1" },
    current: { source: "-", rows: 300 },
  });
});

it("acknowledges an alarm of the mode reference", async () => {
  const here = world({ "ref.csv": hours(-12, 0, 99) });
  const run = async (hour: number) => {
    const { document } = await fed(here, hour, "-r @ref.csv");
    return document.columns.find(({ name }) => name === "amount")!.state;
  };
  const states: string[] = [];
  for (let hour = 8; hour < 11; hour++) states.push(await run(hour));
  expect(states).toContain("alarm");
  expect(states.at(-1)).toBe("in-alarm");
  const { exitCode, stdout } = await here.run(`${feed} -r @ref.csv --ack`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
  expect(await run(11)).not.toBe("in-alarm");
});

it("hands a verdict to a trigger", async () => {
  const here = world();
  for (let hour = 0; hour < 8; hour++) await fed(here, hour);
  let document: Document | null = null;
  for (let hour = 8; document?.verdict !== "drift"; hour++)
    ({ document } = await fed(here, hour, ""));
  const fired = await here.run(
    "trigger exec --dry-run --when - --state @t.json --audit-log @t.jsonl -- make retrain",
    { stdin: JSON.stringify(document) },
  );
  expect(fired.stdout).toContain("amount");
  expect(fired.exitCode).toBe(0);
});
