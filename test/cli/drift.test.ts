import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b, c] = [bellShaped(11), bellShaped(12), bellShaped(13)];
const channel = (row: number) => ["app", "web", "atm"][(row * row + row) % 3];

/** Two months of a small bank: amounts have moved, a channel is new, ages are missed more often. */
const MAY = csv(600, {
  id: (i) => 1000 + i,
  amount: (i) => (20 + 5 * a(i)).toFixed(2),
  age: (i) => 40 + Math.round(8 * b(i)),
  channel,
  country: () => "NL",
  day: (i) => `2026-05-${String(1 + (i % 28)).padStart(2, "0")}`,
  is_fraud: (i) => Number(i % 20 === 0),
});
const JUNE = csv(500, {
  id: (i) => 1600 + i,
  amount: (i) => (24 + 5 * b(i)).toFixed(2),
  age: (i) => (i % 8 === 0 ? "" : 40 + Math.round(8 * c(i))),
  channel: (i) => (i % 5 === 0 ? "phone" : channel(i)),
  country: () => "NL",
  day: (i) => `2026-06-${String(1 + (i % 28)).padStart(2, "0")}`,
  is_fraud: (i) => Number(i % 20 === 0),
  score: () => 0.5,
});
const bank = () => realWorld({ "may.csv": MAY, "june.csv": JUNE });
const SIDES = "drift -r @may.csv -c @june.csv";

it.each(["table", "csv", "md"])("shows a person what has drifted, as %s", async (format) => {
  const { stdout, stderr, exitCode } = await bank().run(`${SIDES} --format ${format}`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  if (format === "table")
    expect(Math.max(...stdout.split("\n").map((l) => l.length))).toBeLessThan(81);
  await expect(stdout).toMatchFileSnapshot(`../../fixtures/golden/drift-${format}.txt`);
});

type Column = Record<string, unknown>;
interface Answer extends Record<string, unknown> {
  readonly verdict: string;
  readonly drifted_columns: readonly string[];
  readonly columns: readonly Column[];
}

async function judged(flags: string, env: Record<string, string> = {}): Promise<Answer> {
  const { stdout, stderr } = await bank().run(`${SIDES} --json ${flags}`, { env });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Answer;
}

it("answers in JSON, key by key what the contract has", async () => {
  const answer = await judged("");
  expect(Object.keys(answer)).toEqual(
    "schema version policy alpha verdict summary reference current drifted_columns drift_share schema_changes columns multivariate trigger timing".split(
      " ",
    ),
  );
  expect(answer).toMatchObject({
    schema: "arlequin.drift/1",
    policy: "calibrated",
    alpha: 0.05,
    verdict: "drift",
    summary: "Drift in 3 of 4 columns: amount, age, channel",
    reference: { rows: 600, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    drifted_columns: ["amount", "age", "channel"],
    drift_share: 0.75,
    schema_changes: { only_in_reference: [], only_in_current: ["score"], type_changed: [] },
    trigger: null,
  });
  expect(Object.keys(answer.timing as object)).toEqual(
    "seconds rows_per_second passes peak_memory_bytes".split(" "),
  );
  const column = (name: string) => answer.columns.find((one) => one.name === name)!;
  const common =
    "name kind role status reason headline p p_method p_adjusted smallest_detectable n_reference n_current missing_reference missing_current missing_test".split(
      " ",
    );
  expect(Object.keys(column("id"))).toEqual(common);
  expect(Object.keys(column("amount"))).toEqual([
    ...common,
    ..."ks psi wasserstein kl js_distance total_variation cliffs_delta cliffs_delta_error nulls mean_reference sd_reference mean_current sd_current quantiles_reference quantiles_current".split(
      " ",
    ),
  ]);
  expect(Object.keys(column("channel"))).toEqual([
    ...common,
    ..."chi_square cramers_v psi kl js_distance total_variation nulls new_categories vanished_categories".split(
      " ",
    ),
  ]);
  const keys = (value: unknown) => Object.keys(value as object).join(" ");
  expect(keys(column("amount").ks)).toBe("D location p_asymp p_exact exact passes");
  expect(keys(column("amount").psi)).toBe("value debiased p ci_low ci_high bins");
  expect(keys(column("amount").wasserstein)).toBe("value over_iqr exact error");
  expect(keys(column("amount").headline)).toBe("measure value ci_low ci_high threshold");
  expect(keys(column("amount").nulls)).toBe("psi kl js_distance total_variation wasserstein");
  expect(keys(column("channel").chi_square)).toBe("statistic dof p p_monte_carlo");
  expect(column("channel")).toMatchObject({ new_categories: ["phone"], vanished_categories: [] });
  expect(column("age")).toMatchObject({
    n_current: 437,
    missing_current: 63,
    reason: "missing 0.0 % -> 12.6 %",
  });
  expect(column("country")).toMatchObject({ status: "skipped", p: null, headline: null });
});

it("is the same for the same seed but for what it cost", async () => {
  const [one, two] = [await judged("--seed 3"), await judged("--seed 3")];
  const bare = (answer: Answer) => ({ ...answer, timing: null, reference: null, current: null });
  expect(bare(one)).toEqual(bare(two));
});

/** The elements of an XML document in their order; throws where it is not well formed. */
function elements(xml: string): string[] {
  const [names, open]: string[][] = [[], []];
  const rest = xml.replace(
    /<\?.*?\?>|<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g,
    (_, ...found) => {
      const [closes, name, , isEmpty] = found as string[];
      if (name === undefined) return "";
      if (closes === "/") expect(open!.pop()).toBe(name);
      else names!.push(name);
      if (closes !== "/" && isEmpty !== "/") open!.push(name);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
  return names!;
}

it("writes JUnit XML that parses, a row for the log, and puts a log of other columns aside", async () => {
  const world = bank();
  const run = (more: string) =>
    world.run(
      `${SIDES} --junit @drift.xml --log @metrics/drift.csv --scenario E1 --model-name m1 ${more}`,
    );
  await run("");
  const xml = world.text("drift.xml");
  expect(elements(xml).filter((name) => name === "testcase")).toHaveLength(7);
  expect(xml).toContain('tests="7" failures="3" errors="0" skipped="3"');
  await run("--target is_fraud --prediction channel");
  const lines = world.text("metrics/drift.csv").split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe(
    "timestamp,scenario,model,pos_ratio,drift_any,score_col,psi_amount,p_amount,psi_age,p_age,psi_channel,p_channel,psi_is_fraud,p_is_fraud",
  );
  expect(lines[1]).toMatch(/^2026-11-21T06:00:00Z,E1,m1,,1,,\d/);
  expect(lines[2]).toMatch(/^2026-11-21T06:00:00Z,E1,m1,0.05,1,channel,\d/);
  const { stderr } = await run("--exclude amount");
  expect(stderr).toContain("the old log is @metrics/drift.20261121T060000Z.csv now");
  expect(world.text("metrics/drift.20261121T060000Z.csv").split("\n")).toEqual(lines);
});

it("says the verdict by its exit code, when asked", async () => {
  const world = realWorld({ "may.csv": MAY, "june.csv": JUNE, "few.csv": "amount\n20\n21\n" });
  const exit = async (words: string) => (await world.run(words)).exitCode;
  expect(await exit(SIDES)).toBe(0);
  expect(await exit(`${SIDES} --exit-code`)).toBe(20);
  expect(await exit("drift @may.csv @may.csv --exit-code")).toBe(0);
  expect(await exit("drift @may.csv @few.csv --exit-code")).toBe(23);
  expect(await exit(`${SIDES} --exit-code --columns country`)).toBe(23);
});

it.each([
  ["--columns amount,country", ["amount", "country"]],
  ["--exclude amount,age,id", ["channel", "country", "day", "is_fraud"]],
])("compares the columns that are asked for: %s", async (flags, names) => {
  expect((await judged(flags)).columns.map(({ name }) => name)).toEqual(names);
});

it("takes kinds and roles as they are given", async () => {
  const answer = await judged(
    "--numeric id --categorical age --text channel --time day --target is_fraud",
  );
  const facts = answer.columns.map(({ name, kind, role, status }) => [name, kind, role, status]);
  expect(facts).toEqual([
    ["id", "numeric", "feature", "drift"],
    ["amount", "numeric", "feature", "drift"],
    ["age", "categorical", "feature", "drift"],
    ["channel", "text", "feature", "skipped"],
    ["country", "categorical", "feature", "skipped"],
    ["day", "datetime", "feature", "skipped"],
    ["is_fraud", "numeric", "target", "no-drift"],
  ]);
});

it("adds the statistics that --tests names", async () => {
  const { columns } = await judged(
    "--columns amount,channel --tests cramer-von-mises,g,category-distances",
  );
  expect(columns[0]?.tests).toMatchObject({
    "cramer-von-mises": { result: { T: expect.any(Number) as number } },
    g: { undefined: "it takes categories, and this column has numbers" },
  });
  expect(columns[1]?.tests).toMatchObject({
    "cramer-von-mises": { undefined: "it takes numbers, and this column has categories" },
    g: { result: { p_G: expect.any(Number) as number } },
    "category-distances": { result: { hellinger: expect.any(Number) as number } },
  });
});

it.each(["adjust", "distribution", "metrics"])(
  "refuses %s, which compares no samples",
  async (name) => {
    const { exitCode, stderr } = await bank().run(`${SIDES} --tests ${name}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${name} does not compare two samples`);
  },
);

it("has the policies of the namesake and of Evidently, for comparison", async () => {
  const classic = await judged("--policy classic");
  expect(classic).toMatchObject({
    policy: "classic",
    alpha: 0.01,
    drifted_columns: ["amount", "channel"],
  });
  expect(classic.columns[1]?.reason).toBe("p < 0.01 and PSI > 0.2");
  const evidently = await judged("--policy evidently");
  expect(evidently).toMatchObject({ alpha: 0.05, verdict: "drift" });
  expect(evidently.columns[1]?.reason).toMatch(/against 0.05$/);
});

it("says how often those policies cry wolf at these sizes, and not of its own, which promises", async () => {
  const { policy_false_alarms: alarms } = await judged("--policy classic");
  expect(alarms).toEqual({
    columns: Object.fromEntries(
      ["amount", "age", "channel", "is_fraud"].map((name) => [
        name,
        { rate: expect.any(Number) as number, redraws: 999 },
      ]),
    ),
    table: expect.any(Number) as number,
    method: "redraws of the pooled rows, columns taken as independent",
  });
  const { stdout } = await bank().run(`${SIDES} --policy evidently`);
  expect(stdout).toMatch(
    /^false alarms of evidently: this table in \d+\.\d % of looks without a change \(a column: .* to .* %\)$/m,
  );
  expect(await judged("")).not.toHaveProperty("policy_false_alarms");
});

it("takes limits from flags before the environment before the file", async () => {
  const files = { "may.csv": MAY, "june.csv": JUNE };
  const world = realWorld({
    ...files,
    "a.yaml": "drift:\n  policy: classic\n  alpha: 0.3\n  psi-alert: 9\n",
  });
  const at = async (flags: string, env: Record<string, string> = {}) => {
    const { stdout } = await world.run(`${SIDES} --json ${flags}`, { env });
    const { policy, alpha, columns } = JSON.parse(stdout) as Answer;
    return { policy, alpha, reason: columns.find(({ name }) => name === "amount")?.reason };
  };
  expect(await at("--config @a.yaml")).toEqual({
    policy: "classic",
    alpha: 0.3,
    reason: "p < 0.3",
  });
  expect(await at("--config @a.yaml --alpha 0.2")).toMatchObject({ alpha: 0.2 });
  expect(await at("--config @a.yaml", { PSI_ALERT: "0.1" })).toMatchObject({
    reason: "p < 0.3 and PSI > 0.1",
  });
  expect(await at("--config @a.yaml --psi-alert 8", { PSI_ALERT: "0.1" })).toMatchObject({
    reason: "p < 0.3",
  });
  expect(await at("--policy classic", { DRIFT_ALPHA: "0.02" })).toMatchObject({ alpha: 0.02 });
  expect(await at("", { DRIFT_ALPHA: "0.02" })).toMatchObject({
    policy: "calibrated",
    alpha: 0.05,
  });
});

it("reads one side from stdin", async () => {
  const { stdout, exitCode } = await bank().run("drift -r @may.csv -c - --exit-code --json", {
    stdin: JUNE,
  });
  expect(exitCode).toBe(20);
  expect(JSON.parse(stdout)).toMatchObject({ current: { source: "-", rows: 500 } });
});
