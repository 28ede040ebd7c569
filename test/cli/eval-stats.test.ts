import { describe, expect, it } from "vitest";
import { csvLogBook } from "../../src/data/csv-log-book.js";
import { filesInMemory, run as runIn, type FakeWorld } from "./fake-context.js";

const TRAINING = "metrics/training_log.csv";
const DRIFT = "metrics/drift_log.csv";
const RESULTS = "metrics/mannwhitney_results.csv";

/** Run eval-stats over these logs, read by the log book that the program has. */
async function run(args: readonly string[], files: Record<string, string>, env = {}) {
  const clock = () => new Date("2026-11-21T06:00:00Z");
  const logBook = () => Promise.resolve(csvLogBook(filesInMemory(files), clock));
  const world: FakeWorld = { files, env, with: { logBook } };
  return runIn(["eval-stats", ...args], world);
}

function trainingLog(f1: Readonly<Record<string, readonly (number | string)[]>>): string {
  const rows = Object.entries(f1).flatMap(([scenario, values]) =>
    values.map(
      (value, i) => `2026-11-2${i}T06:00:00Z,${scenario},,rule,900,90,810,logreg,${value}`,
    ),
  );
  const head =
    "timestamp,scenario,mlflow_run_id,label_strategy,total_rows,positives,negatives,model,f1";
  return [head, ...rows, ""].join("\n");
}

const E1 = [0.81, 0.79, 0.83, 0.8, 0.82];
const E2 = [0.71, 0.75, 0.69, 0.73, 0.72];
const E3 = [0.8, 0.82, 0.79, 0.81, 0.78];

interface Document {
  readonly summary: string;
  readonly family_size: number;
  readonly comparisons: readonly Readonly<Record<string, unknown>>[];
  readonly omnibus: readonly Readonly<Record<string, unknown>>[];
  readonly logs: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly string[];
}
async function document(args: readonly string[], files: Record<string, string>, env = {}) {
  const { stdout, stderr, exitCode } = await run([...args, "--json"], files, env);
  expect([exitCode, stderr.includes("error:")], stderr).toEqual([0, false]);
  return JSON.parse(stdout) as Document;
}

describe("two scenarios", () => {
  it("are compared in every number that the contract names", async () => {
    const found = await document([], { [TRAINING]: trainingLog({ E1, E2 }) });
    expect(found).toMatchObject({ schema: "arlequin.eval-stats/1", family_size: 1, fdr: "BH" });
    expect(found.omnibus).toEqual([]);
    expect(found.comparisons).toEqual([
      expect.objectContaining({
        metric: "f1",
        scenario_a: "E1",
        scenario_b: "E2",
        n_a: 5,
        n_b: 5,
        median_a: 0.81,
        median_b: 0.72,
        u: 25,
        method: "mann-whitney-exact",
        cliffs_delta: 1,
        magnitude: "large",
        status: "difference",
        reachable: true,
      }),
    ]);
    const [comparison] = found.comparisons;
    expect(comparison!.p).toBeCloseTo(2 / 252, 12);
    expect(comparison!.p_adjusted).toBeCloseTo(2 / 252, 12);
    expect(comparison!.smallest_p).toBeCloseTo(2 / 252, 12);
    expect(comparison!.hl_shift).toBeCloseTo(0.09, 12);
  });

  it("go to the results as a CSV of the contract's columns, in full precision", async () => {
    const { files, stderr } = await run([], { [TRAINING]: trainingLog({ E1, E2 }) });
    const [head, row, ...more] = files[RESULTS]!.split("\n");
    expect(head).toBe(
      "metric,scenario_a,scenario_b,n_a,n_b,median_a,median_b,u,p,method,p_adjusted,smallest_p,cliffs_delta,delta_low,delta_high,magnitude,hl_shift,hl_low,hl_high",
    );
    expect(row).toMatch(
      /^f1,E1,E2,5,5,0\.81,0\.72,25,0\.00793650793650793\d,mann-whitney-exact,0\.0079/,
    );
    expect(more).toEqual([""]);
    expect(stderr).toContain(`results are in ${RESULTS}`);
    expect(stderr).toContain(`${DRIFT} is not there: left out`);
  });

  it("stand in a table with the verdict on top", async () => {
    const { stdout } = await run([], { [TRAINING]: trainingLog({ E1, E2, E3 }) });
    await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/eval-stats.txt");
  });

  it("say that they cannot tell when there is one run of each", async () => {
    const files = { [TRAINING]: trainingLog({ E1: [0.8], E2: [0.1] }) };
    const found = await document([], files);
    expect(found.summary).toBe(
      "0 of 1 comparisons differ (BH at 5 % over a family of 1); 1 cannot tell",
    );
    expect(found.comparisons[0]).toMatchObject({
      p: 1,
      smallest_p: 1,
      delta_low: null,
      status: "cannot-tell",
      reason: "not reachable",
      magnitude_label: "large (no CI)",
    });
    const { stdout } = await run([], files);
    expect(stdout).toContain("cannot tell: not reachable");
  });

  it("name a magnitude only as far as its interval bears it out", async () => {
    const files = { [TRAINING]: trainingLog({ E1, E2: [0.78, 0.74, 0.82, 0.73, 0.76] }) };
    const [comparison] = (await document([], files)).comparisons;
    expect(comparison!.magnitude_label).toBe("large (CI includes negligible)");
    expect(comparison!.magnitude).toBe("large");
  });

  it("print what the shift's interval covers where runs are few", async () => {
    const { stdout } = await run([], { [TRAINING]: trainingLog({ E1: [1, 2], E2: [3, 5] }) });
    expect(stdout).toContain("-4..-1 (66.7 %)");
  });
});

describe("three scenarios", () => {
  const files = { [TRAINING]: trainingLog({ E2, E10: E3, E1 }) };

  it("have Kruskal-Wallis first, then every pair in natural order, in one family", async () => {
    const found = await document([], files);
    expect(found.omnibus).toEqual([
      expect.objectContaining({ metric: "f1", test: "kruskal-wallis", df: 2, n: 15 }),
    ]);
    expect(found.comparisons.map((c) => [c.scenario_a, c.scenario_b])).toEqual([
      ["E1", "E2"],
      ["E1", "E10"],
      ["E2", "E10"],
    ]);
    expect(found.family_size).toBe(3);
    expect(found.comparisons[0]!.p_adjusted).toBeCloseTo((3 / 2) * (2 / 252), 12);
  });

  it("are compared with the control alone where one is named", async () => {
    const found = await document(["--control", "E1"], files);
    expect(found.comparisons.map((c) => [c.scenario_a, c.scenario_b])).toEqual([
      ["E2", "E1"],
      ["E10", "E1"],
    ]);
    expect(found.family_size).toBe(2);
  });

  it("pay more under --fdr by, and a bare --fdr is bh", async () => {
    const [bare, bh, by] = await Promise.all(
      [["--fdr"], ["--fdr", "bh"], ["--fdr", "by"]].map((args) => document(args, files)),
    );
    expect(bare).toEqual(bh);
    const [p, larger] = [bh, by].map((found) => found!.comparisons[0]!.p_adjusted as number);
    expect(larger! / p!).toBeCloseTo(1 + 1 / 2 + 1 / 3, 12);
  });

  it("cannot tell of a lone effect that the family puts out of reach", async () => {
    const same = [5, 6, 7, 8];
    const found = await document([], {
      [TRAINING]: trainingLog({ E1: same, E2: same, E3: [1, 2, 3, 4] }),
    });
    // 4 against 4 can give 0.0286; three times that is more than 0.05 when only one is that small.
    expect(found.comparisons[0]).toMatchObject({ status: "no-difference", reachable: true });
    const lone = await document(["--alpha", "0.03"], {
      [TRAINING]: trainingLog({ E1: same, E2: [5.5, 6.5, 7.5, 8.5], E3: [5.2, 6.2, 7.2, 8.2] }),
    });
    expect(lone.comparisons[0]).toMatchObject({
      status: "cannot-tell",
      reason: "not reachable in this family",
    });
  });
});

describe("the drift log", () => {
  const looks = (scenario: string, base: number, day: number) =>
    Array.from({ length: 40 }, (_, minute) => {
      const time = `2026-11-${day}T06:${String(minute).padStart(2, "0")}:00Z`;
      return `${time},${scenario},logreg,0.1,0,,${base + minute / 1000},0.5`;
    });
  const head = "timestamp,scenario,model,pos_ratio,drift_any,score_col,psi_amount,p_amount";
  const files = {
    [DRIFT]: [head, ...looks("E1", 0.01, 20), ...looks("E2", 0.3, 21), ""].join("\n"),
  };

  it("counts only looks whose windows do not overlap, and says how many it dropped", async () => {
    const found = await document([], files);
    expect(found.logs).toEqual([
      { source: DRIFT, rows: 80, used: 8, overlapping: 72, unusable: 0 },
    ]);
    expect(found.comparisons).toEqual([
      expect.objectContaining({ metric: "psi_amount", n_a: 4, n_b: 4, u: 0 }),
    ]);
    const { stdout } = await run([], files);
    expect(stdout).toContain(
      `${DRIFT}: 8 of 80 rows used; 72 dropped, their windows overlap others'`,
    );
  });

  it("takes the window from the flag, or from the environment as watch does", async () => {
    const ten = await document(["--window", "10m"], files);
    expect(ten.logs[0]).toMatchObject({ used: 4 });
    const one = await document([], files, { DRIFT_WINDOW_MINUTES: "1" });
    expect(one.logs[0]).toMatchObject({ used: 40 });
    const { exitCode, stderr } = await run([], files, { DRIFT_WINDOW_MINUTES: "soon" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('DRIFT_WINDOW_MINUTES is "soon"');
  });

  it("joins the trainings in one family", async () => {
    const both = { ...files, [TRAINING]: trainingLog({ E1, E2 }) };
    const found = await document([], both);
    expect(found.comparisons.map(({ metric }) => metric)).toEqual(["f1", "psi_amount"]);
    expect(found.family_size).toBe(2);
  });
});

describe("--pair-by", () => {
  const head = "scenario,seed,f1";
  const paired = [
    head,
    ...[0.8, 0.7, 0.9, 0.75, 0.85, 0.65].flatMap((value, seed) => [
      `E1,${seed},${value}`,
      `E2,${seed},${value - 0.01 - seed / 1000}`,
    ]),
  ];

  it("takes the exact signed rank", async () => {
    const found = await document(["--pair-by", "seed"], { [TRAINING]: paired.join("\n") });
    expect(found.comparisons[0]).toMatchObject({
      n_a: 6,
      n_b: 6,
      u: 21,
      p: 2 / 64,
      smallest_p: 2 / 64,
      method: "signed-rank-exact",
      paired: true,
      delta_low: null,
    });
    expect(found.comparisons[0]!.hl_shift).toBeCloseTo(0.0125, 12);
  });

  it("counts the runs that have no partner, whatever their order", async () => {
    const log = [head, "E1,7,0.5", ...paired.slice(1).reverse()].join("\n");
    const found = await document(["--pair-by", "seed"], { [TRAINING]: log });
    expect(found.comparisons[0]).toMatchObject({ n_a: 6, p: 2 / 64 });
    expect(found.notes).toEqual(["f1: runs of E1 and E2 without a partner: 1"]);
  });

  it("compares unpaired, with a note, what lacks the column", async () => {
    const drift =
      "timestamp,scenario,psi_a\n2026-11-20T06:00:00Z,E1,1\n2026-11-20T06:00:00Z,E2,2\n";
    const files = { [TRAINING]: paired.join("\n"), [DRIFT]: drift };
    const found = await document(["--pair-by", "seed"], files);
    expect(found.comparisons.map((c) => c.paired)).toEqual([true, false]);
    expect(found.notes).toEqual([`${DRIFT} has no column "seed": compared unpaired`]);
  });

  it.each([
    ["sead", 'has no column "sead"'],
    ["scenario", 'scenario "E1" occurs more than once in E1'],
  ])("refuses %s", async (column, message) => {
    const { exitCode, stderr } = await run(["--pair-by", column], {
      [TRAINING]: paired.join("\n"),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it("has Friedman first for more than two", async () => {
    const log = [...paired, ...[0, 1, 2, 3, 4, 5].map((seed) => `E3,${seed},0.1`)].join("\n");
    const found = await document(["--pair-by", "seed"], { [TRAINING]: log });
    expect(found.omnibus[0]).toMatchObject({ test: "friedman", statistic: 12, n: 6 });
  });
});

describe("logs written by hand", () => {
  it("may have extra columns, another order and blanks", async () => {
    const log = "f1 , note,scenario\n 0.8,good, E1\n\n  \n0.7,,E2\n,empty,E2\nlots,,E1\n0.9,,\n";
    const found = await document([], { [TRAINING]: log });
    expect(found.logs[0]).toMatchObject({ rows: 5, used: 4, unusable: 1 });
    expect(found.comparisons[0]).toMatchObject({ n_a: 1, n_b: 1 });
    expect(found.notes).toEqual([`${TRAINING}: values of f1 that are no numbers: 1, first "lots"`]);
  });

  it("are told apart where one scenario mixes models", async () => {
    const log = "scenario,model,f1\nE1,svm,0.8\nE1,tree,0.7\nE2,svm,0.6\n";
    const found = await document([], { [TRAINING]: log });
    expect(found.notes).toEqual([`${TRAINING}: scenarios that mix runs of several models: E1`]);
  });

  it("may hold other metrics, asked for by name", async () => {
    const log = "scenario,accuracy,f1\nE1,0.8,1\nE2,0.7,1\n";
    const found = await document(["--metrics", "f1,accuracy"], { [TRAINING]: log });
    expect(found.comparisons.map(({ metric }) => metric)).toEqual(["f1", "accuracy"]);
  });
});

describe("what there is nothing to say about", () => {
  it.each([
    ["no row", "scenario,f1\n", "cannot tell: the logs hold no usable run"],
    ["one scenario", "scenario,f1\nE1,0.5\n", "cannot tell: all runs are of one scenario, E1"],
  ])("is called so: %s", async (_, log, summary) => {
    const found = await document([], { [TRAINING]: log });
    expect(found).toMatchObject({ summary, comparisons: [] });
  });

  it.each([
    [["--input", "nowhere.csv"], "nowhere.csv"],
    [["--drift-input", "nowhere.csv"], "nowhere.csv"],
    [["--control", "E9"], 'no run is of scenario "E9"; did you mean'],
    [
      ["--metrics", "f2"],
      'column "f2" is missing from metrics/training_log.csv; did you mean "f1"',
    ],
    [["--fdr", "holm"], "Allowed choices are bh, by"],
    [["--alpha", "2"], "between 0 and 1"],
  ])("is an error: %j", async (args, message) => {
    const { exitCode, stdout, stderr, files } = await run(args, {
      [TRAINING]: trainingLog({ E1, E2 }),
    });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(files[RESULTS]).toBeUndefined();
  });

  it("is an error where there is no log at all, or none of its columns", async () => {
    const nothing = await run([], {});
    expect(nothing.exitCode).toBe(2);
    expect(nothing.stderr).toContain("there is no log to evaluate");
    const strange = await run([], { [TRAINING]: "a,b\n1,2\n" });
    expect(strange.stderr).toContain('column "scenario" is missing from metrics/training_log.csv');
    expect(strange.stderr).toContain("has: a, b");
  });
});

it("writes the CSV to stdout where asked, and to no file", async () => {
  const { stdout, files } = await run(["--out", "-"], { [TRAINING]: trainingLog({ E1, E2 }) });
  expect(stdout.split("\n")[0]).toMatch(/^metric,scenario_a,/);
  expect(files[RESULTS]).toBeUndefined();
});
