// The main job, on real input: three million flights, January to June 2001, in order of time. January is
// the reference and the champion's school. Month by month `drift` looks for a change that is both real and
// material; the first one starts the retraining through `trigger`; `eval-stats` says whether a model that
// learnt from the newer flights does better on flights that neither has seen.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { splitFlights } from "./split-flights.mjs";

const RUN = "run";
const REFERENCE = "2001-01";
const UNSEEN = "2001-06";
const SLICES = [1, 2, 3, 4, 5, 6];
/** What is material here: the delays of May, when late flights fell from 20.5 % to 16.1 %, have a PSI of 0.02. */
const MATERIAL = "0.015";
const LOGS = {
  training: join(RUN, "metrics/training_log.csv"),
  drift: join(RUN, "metrics/drift_log.csv"),
};
const LABEL = ["--label", "rule:delay > 15", "--class-weight", "balanced"];

const started = performance.now();
const say = (text) => process.stdout.write(`${text}\n`);
const chapter = (text) =>
  say(`\n== ${text} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
const month = (name) => join(RUN, `flights/month/${name}.parquet`);
const slice = (name, k) => join(RUN, `flights/slice/${name}-${k}.parquet`);

/** Run the command, its messages on our stderr; returns what it answers. */
function arlequin(...args) {
  return execFileSync(process.execPath, ["bin/arlequin.js", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Compare two tables; returns the report, which is also kept as a file. */
function drift(reference, current, name, ...flags) {
  const file = join(RUN, `drift/${name}.json`);
  arlequin(
    "drift",
    "-r",
    reference,
    "-c",
    current,
    "--material",
    MATERIAL,
    "--quiet",
    "--json",
    "--output",
    file,
    ...flags,
  );
  return { file, ...JSON.parse(readFileSync(file, "utf8")) };
}

rmSync(RUN, { recursive: true, force: true });
mkdirSync(join(RUN, "drift"), { recursive: true });

chapter("The flights, split by month");
const months = await splitFlights(join(RUN, "flights"), [REFERENCE, "2001-05", UNSEEN]);
for (const { month: name, rows } of months)
  say(`  ${name}: ${rows.toLocaleString("en-US")} flights`);

chapter(`A champion learns from ${REFERENCE}: will this flight be more than 15 minutes late?`);
const champion = join(RUN, "models/champion");
say(
  arlequin(
    "train",
    "--data",
    month(REFERENCE),
    ...LABEL,
    "--scenario",
    "champion",
    "--folds",
    "3",
    "--log",
    join(RUN, "metrics/models_log.csv"),
    "--output-model",
    champion,
  ),
);

chapter(`Has anything changed since ${REFERENCE}?`);
let found;
for (const { month: name } of months.filter(
  ({ month: name }) => name > REFERENCE && name < UNSEEN,
)) {
  const report = drift(month(REFERENCE), month(name), name);
  const largest = report.columns
    .filter(({ headline }) => headline !== null)
    .sort((a, b) => b.headline.value - a.headline.value)[0];
  say(
    `  ${name}: ${report.summary}; most in ${largest.name}, debiased PSI ${largest.headline.value.toFixed(4)}`,
  );
  if (report.verdict === "drift") {
    found = { name, file: report.file };
    break;
  }
}
if (!found) throw new Error("no month has drifted, so there is nothing to retrain for");
say(arlequin("drift", month(REFERENCE), month(found.name), "--material", MATERIAL));

chapter("The drift starts the retraining");
const challenger = join(RUN, "models/challenger");
const retrain = [
  "train",
  "--data",
  month(found.name),
  ...LABEL,
  "--scenario",
  "challenger",
  "--folds",
  "3",
  "--log",
  join(RUN, "metrics/models_log.csv"),
  "--output-model",
  challenger,
];
say(
  arlequin(
    "trigger",
    "exec",
    "--when",
    found.file,
    "--state",
    join(RUN, "trigger-state.json"),
    "--audit-log",
    join(RUN, "trigger-audit.jsonl"),
    "--",
    process.execPath,
    "bin/arlequin.js",
    ...retrain,
  ),
);

chapter(
  `The experiment: learnt from ${REFERENCE} (E1) or from ${found.name} (E2), tried on ${UNSEEN}`,
);
for (const [scenario, school] of [
  ["E1", REFERENCE],
  ["E2", found.name],
]) {
  for (const k of SLICES) {
    arlequin(
      "train",
      "--data",
      slice(school, k),
      "--test",
      slice(UNSEEN, k),
      ...LABEL,
      "--folds",
      "2",
      "--scenario",
      scenario,
      "--log",
      LOGS.training,
      "--no-output-model",
      "--quiet",
    );
    drift(
      slice(school, k),
      slice(UNSEEN, k),
      `${scenario}-${k}`,
      "--log",
      LOGS.drift,
      "--scenario",
      scenario,
      "--at",
      `${UNSEEN}-${String(5 * k).padStart(2, "0")}`,
    );
  }
}
say(
  arlequin(
    "eval-stats",
    "--input",
    LOGS.training,
    "--drift-input",
    LOGS.drift,
    "--out",
    join(RUN, "metrics/mannwhitney_results.csv"),
  ),
);

chapter("Where everything lies");
for (const [what, where] of [
  ["flights by month and slice", join(RUN, "flights")],
  ["drift reports", join(RUN, "drift")],
  ["models", join(RUN, "models")],
  ["logs and the evaluation", join(RUN, "metrics")],
  ["what the trigger decided, and why", join(RUN, "trigger-audit.jsonl")],
])
  say(`  ${what.padEnd(34)} ${where}`);
say(`\nDone in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
