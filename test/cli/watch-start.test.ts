import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const START = Date.UTC(2026, 4, 4);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Five days, a row every three minutes, whose amounts follow the day by so many standard deviations. */
function reference(sine: number): string {
  const [a, b] = [bellShaped(51), bellShaped(52)];
  const at = (i: number) => START - 5 * DAY + 3 * MINUTE * i;
  return csv(2400, {
    at: (i) => new Date(at(i)).toISOString(),
    amount: (i) => (20 + a(i) + sine * Math.sin((2 * Math.PI * at(i)) / DAY)).toFixed(3),
    balance: (i) => b(i).toFixed(3),
    channel: (i) => ["app", "web", "app", "atm"][(i * 7) % 4],
  });
}

/** An hour of five rows a minute. */
const rows = () => {
  const [a, b] = [bellShaped(53), bellShaped(54)];
  return csv(300, {
    at: (i) => new Date(START + 12_000 * i).toISOString(),
    amount: (i) => (20 + a(i)).toFixed(3),
    balance: (i) => b(i).toFixed(3),
    channel: (i) => ["app", "web", "app", "atm"][(i * 7) % 4],
  });
};

const world = () =>
  realWorld({ "sun.csv": reference(0.7), "flat.csv": reference(0), "rows.csv": rows() });
const REPLAY = "watch @rows.csv --time at --replay";

interface Head {
  readonly rhythm: { readonly season: string; readonly columns: readonly object[] } | null;
  readonly classic: Readonly<Record<string, number | string | null>> | null;
}
function headsOf(stdout: string): (Head | undefined)[] {
  const lines = stdout.trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { head?: Head }).head);
}
const warnings = (stderr: string) =>
  stderr.split("\n").filter((line) => line.startsWith("warning: the reference"));

it("proposes --season once where the reference follows the day", async () => {
  const here = world();
  const { stderr, stdout } = await here.run(`${REPLAY} -r @sun.csv --json`);
  expect(warnings(stderr)).toEqual([
    expect.stringMatching(
      /^warning: the reference: amount \(\d+ % of its variance\): follows the day: --season hour$/,
    ),
  ]);
  const [first, ...others] = headsOf(stdout);
  expect(first!.rhythm).toMatchObject({ season: "hour" });
  expect(first!.rhythm!.columns).toHaveLength(3);
  expect(others.every((head) => head === undefined)).toBe(true);
  // Told the first time, and not by every run from cron that goes on with its state.
  const once = `watch @rows.csv --time at --once -r @sun.csv --mode growing --state @state.json`;
  expect(warnings((await here.run(once)).stderr)).toHaveLength(1);
  expect(warnings((await here.run(once)).stderr)).toEqual([]);
});

it.each([
  "-r @flat.csv",
  "-r @sun.csv --season hour",
  "-r @sun.json",
  "-r @sun.csv --mode sliding:1h",
  "",
])("proposes nothing with %s", async (flags) => {
  const here = world();
  await here.run("profile @sun.csv --output @sun.json");
  const { stderr, exitCode } = await here.run(`${REPLAY} ${flags}`);
  expect(warnings(stderr)).toEqual([]);
  expect(exitCode).toBe(0);
});

it("measures the false alarms of --policy classic on the reference, and says so", async () => {
  const { stderr, stdout } = await world().run(
    `${REPLAY} -r @flat.csv --policy classic --json --every 15m --window 150m --cooldown 30m`,
  );
  expect(stderr.match(/--policy classic sees drift/g)).toHaveLength(1);
  expect(stderr).toMatch(
    /measured on rows of @flat.csv, drawn at random: 5 rows every 15 min, 3 columns, windows of 2.5 h/,
  );
  const { classic, rhythm } = headsOf(stdout)[0]!;
  expect(rhythm).toBeNull();
  expect(classic).toMatchObject({
    ...{ measured_on: "reference", columns: 3, rows_per_tick: 5, cooldown_seconds: 1800 },
  });
  // In windows of fifty rows PSI is above 0.2 half of the time or more, of three columns oftener.
  expect(classic!.drift_share).toBeGreaterThan(0.5);
  expect(Number(classic!.per_day)).toBeGreaterThan(Number(classic!.ci_low));
});

it.each(["", "-r @flat.json"])(
  "names the simulation where there are no rows: %s",
  async (flags) => {
    const here = world();
    await here.run("profile @flat.csv --output @flat.json");
    const { stderr } = await here.run(`${REPLAY} ${flags} --policy classic`);
    expect(stderr).toContain(
      "sees drift at 9.0 % of its looks with nothing changed, and starts 85 jobs a day for nothing",
    );
    expect(stderr).toContain("as simulated: 50 rows every 1 min, 8 columns");
  },
);

it("knows a running number in a reference of which only a sample is counted", async () => {
  const long = csv(210_000, {
    at: (i) => new Date(START - 210_000_000 + 1000 * i).toISOString(),
    id: (i) => 5000 + i,
    amount: (i) => (i * 7919) % 1009,
  });
  const few = csv(300, {
    at: (i) => new Date(START + 12_000 * i).toISOString(),
    id: (i) => 300_000 + i,
    amount: (i) => (i * 7919) % 1009,
  });
  const here = realWorld({ "long.csv": long, "few.csv": few });
  const { stdout } = await here.run("watch @few.csv --time at --replay -r @long.csv --json");
  const { columns } = JSON.parse(stdout.split("\n")[0]!) as {
    columns: readonly { readonly name: string; readonly state: string }[];
  };
  const states = columns.map(({ name, state }) => `${name} ${state}`);
  expect(states).toContain("id skipped");
  expect(states).toContain("amount watching");
});
