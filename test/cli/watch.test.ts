import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(41), bellShaped(42)];
const START = Date.UTC(2026, 4, 4);

/** Three hours of twenty rows a minute; amounts are larger in the last half hour. */
const world = () =>
  realWorld({
    "rows.csv": csv(3600, {
      at: (i) => new Date(START + 3000 * i).toISOString(),
      id: (i) => 7000 + i,
      amount: (i) => (20 + 5 * a(i) + (i >= 3000 ? 6 : 0)).toFixed(3),
      balance: (i) => (i % 7 === 0 ? "" : (100 * b(i)).toFixed(2)),
      channel: (i) => ["app", "web", "app", "atm"][(i * 7) % 4],
    }),
  });
const REPLAY = "watch @rows.csv --time at --replay";

it("writes a line a look, and says what has changed and since when", async () => {
  const { stdout, stderr, exitCode } = await world().run(`${REPLAY} --exit-code`);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(178);
  const alarms = lines.filter((line) => line.includes("DRIFT"));
  expect(alarms).toHaveLength(1);
  expect(alarms[0]).toMatch(/^2026-05-04T02:3\dZ? ?.*amount .* of 7 days .*larger/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(stderr).toContain("rows of the last ticks wait for later ones");
  expect(exitCode).toBe(20);
});

it("writes a document a look with --json, and a row a look to the log", async () => {
  const here = world();
  const { stdout } = await here.run(`${REPLAY} --json --log @log.csv --scenario E2`);
  const looks = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(looks.filter(({ verdict }) => verdict === "drift")).toHaveLength(1);
  expect(looks.at(-1)).toMatchObject({
    schema: "arlequin.watch/1",
    rows: { tick: 20, reference: 100, recent: 100, late: 0, undated: 0 },
    columns: [
      { name: "at", state: "skipped" },
      { name: "id", state: "skipped" },
      { name: "amount" },
      { name: "balance" },
      { name: "channel" },
    ],
  });
});

it("sees in a query what it sees in the file, also one look at a time", async () => {
  const here = world();
  const query = `query:FROM'${here.path("rows.csv")}'`;
  const file = await here.run(`${REPLAY} --json`);
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => {
        const document = JSON.parse(line) as Record<string, unknown>;
        return { ...document, source: null, head: null };
      });
  const replay = await here.run(`watch ${query} --time at --replay --json`);
  expect(lines(replay.stdout)).toEqual(lines(file.stdout));
  const [head, ...rows] = here.text("rows.csv").trimEnd().split("\n");
  const looks: Record<string, unknown>[] = [];
  for (const end of [1500, 1501, 3100, 3600]) {
    writeFileSync(here.path("rows.csv"), `${[head, ...rows.slice(0, end)].join("\n")}\n`);
    const once = await here.run(`watch ${query} --time at --once --json --state @state.json`);
    expect(once.exitCode).toBe(0);
    if (once.stdout !== "") looks.push(...lines(once.stdout));
  }
  expect(looks).toEqual(lines(file.stdout));
});

it("makes the folder of its state", async () => {
  const here = world();
  const { exitCode } = await here.run("watch @rows.csv --time at --once --state @new/state.json");
  expect(exitCode).toBe(0);
  expect(here.text("new/state.json")).toContain("arlequin.watch-state/1");
});

it.each([
  ["watch query:FROM'nothing.csv' --time at --once --state @s.json", /nothing.csv/],
  [
    "watch hdfs://host/in --time at --once --state @s.json",
    /hdfs:\/\/ paths are not read by this version yet/,
  ],
  ["watch @rows.csv", /no time column is named/],
  ["watch", /no source is named/],
  ["watch @nothing.csv --time at --replay", /there is nothing to replay/],
  [`${REPLAY} --window 90s`, /not a whole number of ticks/],
  [`${REPLAY} --mode reference`, /nothing says what to compare with/],
  [`${REPLAY} --mode sliding:1h --season hour`, /cannot be/],
  [`${REPLAY} --trigger jenkins`, /where Jenkins is|no job is named/],
  [`${REPLAY} -- make`, /no trigger/],
  [`${REPLAY} --false-alarms 2/7d`, /one alarm in a span/i],
])("refuses %s", async (command, why) => {
  const { exitCode, stderr, stdout } = await world().run(command);
  expect(stderr).toMatch(why);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
});

interface LookDocument {
  readonly verdict: string;
  readonly columns: readonly { readonly name: string; readonly state: string }[];
}
const statesOf = (stdout: string, name: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as LookDocument).columns.find((one) => one.name === name)!)
    .map(({ state }) => state);

it.each(["@may.csv", "@may.json"])(
  "holds rows against the reference %s: one alarm, until it is acknowledged",
  async (reference) => {
    const [c, d] = [bellShaped(43), bellShaped(44)];
    const rows = (from: number, to: number, shift: number) =>
      csv(to - from, {
        at: (i) => new Date(START + 3000 * (from + i)).toISOString(),
        amount: (i) => (20 + 5 * c(from + i) + shift).toFixed(3),
        channel: (i) => ["app", "web", "app", "atm"][((from + i) * 7) % 4],
      });
    const here = realWorld({
      "may.csv": csv(4000, {
        at: (i) => new Date(START - 3000 * i).toISOString(),
        amount: (i) => (20 + 5 * d(i)).toFixed(3),
        channel: (i) => ["app", "web", "app", "atm"][(i * 7) % 4],
      }),
      "rows.csv": rows(0, 1200, 5),
    });
    await here.run("profile @may.csv --output @may.json");
    const watch = `watch @rows.csv --time at --replay -r ${reference} --state @state.json --json`;
    const first = statesOf((await here.run(watch)).stdout, "amount");
    expect(first.filter((state) => state === "alarm")).toHaveLength(1);
    expect(first.at(-1)).toBe("in-alarm");
    expect((await here.run(watch)).stdout).toBe(""); // nothing new
    const acknowledged = await here.run(watch.replace("--replay", "--ack"));
    expect(acknowledged).toMatchObject({ exitCode: 0, stdout: "" });
    here.append("rows.csv", rows(1200, 1500, 5).split("\n").slice(1).join("\n"));
    const second = statesOf((await here.run(watch)).stdout, "amount");
    expect(second.filter((state) => state === "alarm")).toHaveLength(1);
  },
);
