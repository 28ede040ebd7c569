import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { csvLogBook } from "../../src/data/csv-log-book.js";
import type { DataEngine } from "../../src/ports/data-engine.js";
import type { RowReader } from "../../src/ports/row-reader.js";
import { rowsInMemory } from "../row-reader.js";
import { filesInMemory, run as runIn } from "./fake-context.js";

const LOG = "metrics/training_log.csv";

/** Transactions of which the dear ones on the web are frauds more often than others. */
function transactions(rows: number, seed = 1): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, (_, i) => {
    const amount = Math.round(2000 * random() ** 2);
    const channel = ["web", "atm", "pos"][Math.floor(3 * random())]!;
    const odds = amount / 2000 + (channel === "web" ? 0.3 : 0);
    const fraud = i % 50 === 49 ? "" : Number(random() < odds);
    const day = String(1 + (i % 28)).padStart(2, "0");
    return `t${i},2026-06-${day}T${String(i % 24).padStart(2, "0")}:00:00Z,${amount},${channel},EUR,${fraud}`;
  });
  return ["transaction_id,timestamp,amount,channel,currency,is_fraud", ...lines, ""].join("\n");
}

const FILES = {
  "tx.csv": transactions(400),
  "more.csv": transactions(200, 2),
  "test.csv": transactions(100, 3),
  "iris.csv": readFileSync("fixtures/data/iris.csv", "utf8"),
};

async function run(args: readonly string[], env: Record<string, string> = {}, written = {}) {
  const files: Record<string, string> = { ...written };
  const store = filesInMemory(files);
  // A folder exists where something lies in it, and moves with all that does.
  const folders = {
    ...store,
    exists: (path: string) =>
      Promise.resolve(Object.keys(files).some((f) => f === path || f.startsWith(`${path}/`))),
    rename(from: string, to: string) {
      for (const path of Object.keys(files).filter((f) => f.startsWith(`${from}/`))) {
        files[to + path.slice(from.length)] = files[path]!;
        Reflect.deleteProperty(files, path);
      }
      return Promise.resolve();
    },
  };
  const clock = () => new Date("2026-11-21T06:00:00Z");
  const result = await runIn(["train", ...args], {
    env,
    with: {
      files: folders,
      logBook: () => Promise.resolve(csvLogBook(store, clock)),
      openEngine: () => Promise.resolve(rowsInMemory(FILES) as DataEngine & RowReader),
    },
  });
  return { ...result, files };
}

async function train(args: readonly string[], env = {}, written = {}) {
  const done = await run([...args, "--json"], env, written);
  expect(done.exitCode, done.stderr).toBe(0);
  return { ...done, document: JSON.parse(done.stdout) as Record<string, unknown> };
}

const FRAUD = ["--data", "tx.csv", "--label", "column:is_fraud"];

it("writes a row to the log, exactly as the contract has it", async () => {
  const { files, document } = await train([...FRAUD, "--scenario", "E2"]);
  const [head, row] = files[LOG]!.split("\n");
  expect(head).toBe(
    "timestamp,scenario,mlflow_run_id,label_strategy,total_rows,positives,negatives,model,f1",
  );
  const { test } = (document.cross_validation as { metrics: { f1: { test: { mean: number } } } })
    .metrics.f1;
  const [negative, positive] = document.classes as { rows: number }[];
  expect(row).toBe(
    `2026-11-21T06:00:00Z,E2,,column:is_fraud,392,${positive!.rows},${negative!.rows},logistic_regression,${test.mean}`,
  );
});

it("takes scenario and log from the namesake's environment", async () => {
  const env = { EVAL_SCENARIO: "E3", EXPERIMENT_LOG_FILE: "log.csv" };
  const { files } = await train(FRAUD, env);
  expect(files["log.csv"]).toContain(",E3,");
  expect(files[LOG]).toBeUndefined();
});

it("writes no log and no model where the configuration says so", async () => {
  const config = { "arlequin.yaml": "train:\n  log: false\n  output-model: fraud\n" };
  const { files } = await train(FRAUD, {}, config);
  expect(files[LOG]).toBeUndefined();
  expect(files["fraud/model.json"]).toBeDefined();
});

it("chooses the features, and names what it leaves out", async () => {
  const { document, stderr } = await train(FRAUD);
  expect(document.features).toEqual({
    numeric: ["amount"],
    categorical: ["channel"],
    datetime: ["timestamp"],
  });
  expect(document.columns).toBe(6); // amount, three channels, hour and weekday: one month is none
  expect(document.left_out).toEqual([
    { column: "transaction_id", reason: "an identifier: 392 values in 392 rows" },
    { column: "currency", reason: "it has one value only" },
    { column: "is_fraud", reason: "the label is made from it" },
  ]);
  expect(stderr).toContain("left out: currency (it has one value only)\n");
  expect(stderr).toContain("timestamp is used as its hour, weekday and month");
});

it("uses the features that it is told to", async () => {
  const { document } = await train([...FRAUD, "--features", "amount,currency"]);
  expect(document.features).toMatchObject({ numeric: ["amount"], categorical: ["currency"] });
  const without = await train([...FRAUD, "--exclude", "channel,timestamp"]);
  expect(without.document.features).toMatchObject({ numeric: ["amount"], categorical: [] });
  const asText = await train([...FRAUD, "--categorical", "amount", "--rare-below", "3"]);
  expect(asText.document.left_out).toContainEqual(expect.objectContaining({ column: "amount" }));
});

it.each([
  ["decision_tree", ["--depth", "3", "--min-leaf", "5", "--criterion", "entropy"]],
  ["random_forest", ["--trees", "20", "--max-features", "0.5", "--balance", "weights"]],
  ["gradient_boosting", ["--trees", "20", "--learning-rate", "0.2", "--patience", "5"]],
])("trains a %s, on numbers as they are", async (kind, flags) => {
  const { document, files } = await train([...FRAUD, "--model", kind, ...flags]);
  expect(document).toMatchObject({ model: kind });
  const model = JSON.parse(files["model/model.json"]!) as {
    model: string;
    preparation: { numbers: { center: number; scale: number }[] };
  };
  expect(model.model).toBe(kind);
  expect(model.preparation.numbers[0]).toMatchObject({ center: 0, scale: 1 });
});

describe("labels by a rule or a quantile", () => {
  it("keep the columns that they read from the features", async () => {
    const rule = "rule:amount > 1000 and channel != 'atm'";
    const { document, files } = await train(["--data", "tx.csv", "--label", rule]);
    expect(document.features).toMatchObject({ numeric: ["is_fraud"], categorical: [] });
    expect(document.left_out).toContainEqual({
      column: "amount",
      reason: "the label is made from it",
    });
    expect(files[LOG]).toContain("rule:amount > 1000 and channel != 'atm',400,");
  });

  it("unless a leak is wanted", async () => {
    const quantile = ["--data", "tx.csv", "--label", "quantile:amount:0.9"];
    const { document } = await train([...quantile, "--keep-label-columns"]);
    expect(document.features).toMatchObject({ numeric: ["amount", "is_fraud"] });
    expect(document.classes).toEqual([
      { name: "0", rows: 360 },
      { name: "1", rows: 40 },
    ]);
  });
});

it("joins files by the names of their columns, and scores a file given apart", async () => {
  const both = ["--data", "tx.csv,more.csv", "--label", "column:is_fraud", "--test", "test.csv"];
  const { document, files } = await train(both);
  const { scores } = document.holdout as { scores: { f1: number } };
  expect(files[LOG]!.trim().endsWith(`,logistic_regression,${scores.f1}`)).toBe(true);
  expect(document.data).toEqual([
    { source: "tx.csv", rows: 400, labelled: 392 },
    { source: "more.csv", rows: 200, labelled: 196 },
  ]);
  expect(document.rows).toBe(588);
  expect(document.holdout).toMatchObject({ source: "test.csv", rows: 100, labelled: 98 });
});

it("trains on more than two classes", async () => {
  const { document, files } = await train(["--data", "iris.csv", "--label", "column:species"]);
  expect(document).toMatchObject({ positive: null, rows: 150 });
  expect(files[LOG]).toContain(",150,,,logistic_regression,0.9");
});

describe("the folder of the model", () => {
  it("holds the model, its scores and its schema", async () => {
    const { files } = await train([...FRAUD, "--output-model", "models/fraud/"]);
    expect(Object.keys(files).filter((path) => path.startsWith("models/"))).toEqual([
      "models/fraud/model.json",
      "models/fraud/metrics.json",
      "models/fraud/schema.json",
      "models/fraud/profile.json",
    ]);
    const model = JSON.parse(files["models/fraud/model.json"]!) as Record<string, unknown>;
    expect(model).toMatchObject({
      ...{ schema: "arlequin.model/1", created: "2026-11-21T06:00:00Z", positive: "1" },
      classifier: { columns: expect.arrayContaining(["amount", "channel=web"]) as string[] },
    });
  });

  it("is the same, byte for byte, from the same seed", async () => {
    const [a, b] = [await train(FRAUD), await train(FRAUD)];
    expect(a.stdout).toBe(b.stdout);
    expect(a.files).toEqual(b.files);
    const other = await train([...FRAUD, "--seed", "7"]);
    expect(other.stdout).not.toBe(a.stdout);
  });

  it("puts the model that was there aside", async () => {
    const before = { "model/model.json": "old" };
    const { files, stderr } = await train(FRAUD, {}, before);
    expect(files["model.20261121T060000Z/model.json"]).toBe("old");
    expect(stderr).toContain("the model that was there is in model.20261121T060000Z");
  });

  it("is not made over a folder of something else", async () => {
    const { exitCode, stderr, files } = await run(FRAUD, {}, { "model/thesis.txt": "mine" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error: model is there and holds no model");
    expect(files).toEqual({ "model/thesis.txt": "mine" });
  });

  it("is not made where it is not wanted", async () => {
    const { files } = await train([...FRAUD, "--no-output-model", "--no-log"]);
    expect(files).toEqual({});
  });
});

it.each([
  [["--label", "column:is_fraud"], "there are no data to learn from"],
  [["--data", "tx.csv"], "nothing says what to predict"],
  [["--data", "no.csv", "--label", "column:x"], "no.csv does not exist"],
  [
    ["--data", "tx.csv", "--label", "column:is_frud"],
    'no column "is_frud"; did you mean "is_fraud"?',
  ],
  [["--data", "tx.csv", "--label", "rule:amount >"], "the rule wants a column"],
  [["--data", "tx.csv", "--label", "column:currency"], 'label column "currency" has one value'],
  [["--data", "tx.csv", "--label", "rule:amount > 9999"], "rule:amount > 9999 makes every row 0"],
  [[...FRAUD, "--model", "svm"], 'model "svm" comes with a later version'],
  [[...FRAUD, "--features", "amuont"], 'no column "amuont"; did you mean "amount"?'],
  [[...FRAUD, "--exclude", "amount,channel,timestamp"], "no column is left as a feature"],
  [[...FRAUD, "--folds", "1"], "1 folds are not enough"],
  [[...FRAUD, "--folds", "300"], "fewer than the 300 folds"],
  [[...FRAUD, "--c", "1", "--l2", "1"], "--c and --l2 say the same thing twice"],
  [[...FRAUD, "--max-features", "1.5"], "Give sqrt, log2, all, a whole number"],
  [[...FRAUD, "--c", "0"], "--c is 0"],
  [[...FRAUD, "--positive", "maybe"], '"maybe" is none of the classes'],
])("refuses %j with exit code 2, and writes nothing", async (args, what) => {
  const { exitCode, stderr, files } = await run(args);
  expect(stderr).toContain(what);
  expect([exitCode, files]).toEqual([2, {}]);
});

it("stops at once when it is asked to, and writes nothing", async () => {
  const stop = new AbortController();
  const files: Record<string, string> = {};
  const { exitCode } = await runIn(["train", ...FRAUD], {
    with: {
      files: filesInMemory(files),
      logBook: () => Promise.resolve(csvLogBook(filesInMemory(files), () => new Date(0))),
      openEngine() {
        setImmediate(() => {
          stop.abort("SIGTERM");
        });
        return Promise.resolve(rowsInMemory(FILES) as DataEngine & RowReader);
      },
      signal: stop.signal,
    },
  });
  expect([exitCode, files]).toEqual([143, {}]);
});

it("weighs the classes alike, by either name of it", async () => {
  const weights = await train([...FRAUD, "--balance", "weights"]);
  const balanced = await train([...FRAUD, "--class-weight", "balanced"]);
  const plain = await train(FRAUD);
  expect(balanced.stdout).toBe(weights.stdout);
  expect(plain.stdout).not.toBe(weights.stdout);
});

it("tells the same in a table, in Markdown and in CSV", async () => {
  const { stdout } = await run(FRAUD);
  expect(stdout).toContain("logistic_regression of column:is_fraud on 392 rows and 3 columns: F1");
  expect(stdout).toContain("8 rows without a label left out");
  expect(stdout).toMatch(/roc_auc +0\.\d+ +0\.\d+ +0\.\d+ +0\.\d+/);
  const csv = await run([...FRAUD, "--format", "csv"]);
  expect(csv.stdout).toMatch(/^metric,train_mean,train_sd,test_mean,test_sd\nf1,0\.\d{5,}/);
  const md = await run([...FRAUD, "--format", "md"]);
  expect(md.stdout).toContain("| metric | train mean | sd | test mean | sd |");
});
