// The main job, on real input: three million flights, January to June 2001, in order of time. January is
// the reference and the champion's school. Month by month `drift` looks for a change that is both real and
// material; the first one starts the retraining through `trigger`; `eval-stats` says whether a model that
// learnt from the newer flights does better on flights that neither has seen.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { splitFlights } from "./split-flights.mjs";

const RUN = "run";
const REFERENCE = "2001-01";
const UNSEEN = "2001-06";
const SLICES = [1, 2, 3, 4, 5];
/** Where a flight goes to says what where it comes from says: one of the two is compared in the experiment. */
const COMPARED = ["--columns", "delay,distance,origin"];
/** What is material here: the delays of May, when late flights fell from 20.5 % to 16.1 %, have a PSI of 0.02. */
const MATERIAL = "0.015";
const MONTHLY = ["--chunk", "1mo", "--time", "date"];
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

/** Run the command, its messages on our stderr; resolves to what it answers. */
function arlequin(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["bin/arlequin.js", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let answer = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (answer += text));
    child.on("error", reject).on("close", (code, signal) => {
      if (code === 0) resolve(answer);
      else reject(new Error(`arlequin ${args[0]} ended with ${code ?? signal}`));
    });
  });
}

/** Compare two tables; resolves to the report, which is also kept as a file. */
async function drift(reference, current, name, ...flags) {
  const file = join(RUN, `drift/${name}.json`);
  const sides = ["-r", reference, "-c", current, "--material", MATERIAL];
  await arlequin("drift", ...sides, "--quiet", "--json", "--output", file, ...flags);
  return { file, ...JSON.parse(readFileSync(file, "utf8")) };
}

/** The arguments that teach a model from a month. */
function lesson(name, scenario) {
  const where = [
    "--log",
    join(RUN, "metrics/models_log.csv"),
    "--output-model",
    join(RUN, "models", scenario),
  ];
  return [
    "train",
    "--data",
    month(name),
    ...LABEL,
    "--folds",
    "2",
    "--scenario",
    scenario,
    ...where,
  ];
}

/** Walk through the months before the one that nobody has seen, in one scan; tells what each looked like. */
async function firstDrift() {
  const before = join(RUN, "flights/month/2001-0[2-5].parquet");
  const { chunks } = await drift(month(REFERENCE), before, "months", ...MONTHLY);
  const lines = chunks.map(({ name, columns, summary }) => {
    const [largest] = columns
      .filter(({ headline }) => headline !== null)
      .sort((a, b) => b.headline.value - a.headline.value);
    const psi = `debiased PSI ${largest.headline.value.toFixed(4)}`;
    return `${name.slice(0, 7)}: ${summary}; most in ${largest.name}, ${psi}`;
  });
  const name = chunks.find(({ verdict }) => verdict === "drift")?.name.slice(0, 7);
  if (name === undefined) return { name, report: undefined, lines };
  return { name, report: await drift(month(REFERENCE), month(name), name), lines };
}

/** One scenario of the experiment: five schools of two days, each tried on the same days of June. */
async function experiment(scenario, school) {
  for (const k of SLICES) {
    const [learnt, unseen] = [slice(school, k), slice(UNSEEN, k)];
    const of = ["--scenario", scenario, "--quiet"];
    await arlequin(
      "train",
      "--data",
      learnt,
      "--test",
      unseen,
      ...LABEL,
      "--folds",
      "2",
      ...of,
      "--log",
      LOGS.training,
      "--no-output-model",
    );
    const day = `${UNSEEN}-${String(5 * k).padStart(2, "0")}`;
    await drift(
      learnt,
      unseen,
      `${scenario}-${k}`,
      ...COMPARED,
      "--log",
      LOGS.drift,
      "--at",
      day,
      ...of,
    );
  }
}

rmSync(RUN, { recursive: true, force: true });
mkdirSync(join(RUN, "drift"), { recursive: true });

chapter("The flights, split by month");
const months = await splitFlights(join(RUN, "flights"), [REFERENCE, "2001-05", UNSEEN]);
for (const { month: name, rows } of months)
  say(`  ${name}: ${rows.toLocaleString("en-US")} flights`);

chapter(`A champion learns from ${REFERENCE}: will this flight be more than 15 minutes late?`);
const learning = arlequin(...lesson(REFERENCE, "champion"), "--quiet");
learning.catch(() => undefined); // awaited below; until then the months are compared
const found = await firstDrift();
say(await learning);

chapter(`Has anything changed since ${REFERENCE}?`);
for (const line of found.lines) say(`  ${line}`);
if (found.report === undefined) throw new Error("no month has drifted: nothing to retrain for");
say("");
say(await arlequin("drift", month(REFERENCE), month(found.name), "--material", MATERIAL));

chapter("The drift starts the retraining");
const control = experiment("E1", REFERENCE); // the other core has nothing to do meanwhile
control.catch(() => undefined); // awaited below
const memory = [
  "--state",
  join(RUN, "trigger-state.json"),
  "--audit-log",
  join(RUN, "trigger-audit.jsonl"),
];
const retraining = [process.execPath, "bin/arlequin.js", ...lesson(found.name, "challenger")];
say(
  await arlequin(
    "trigger",
    "exec",
    "--when",
    found.report.file,
    ...memory,
    "--quiet",
    "--",
    ...retraining,
  ),
);

chapter(`The experiment: learnt from ${REFERENCE} (E1) or ${found.name} (E2), tried on ${UNSEEN}`);
await Promise.all([control, experiment("E2", found.name)]);
say(
  await arlequin(
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
