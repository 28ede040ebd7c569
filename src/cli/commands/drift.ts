import { Command, Option } from "@commander-js/extra-typings";
import { policyNames, type DriftResult, type TableVerdict } from "../../drift/drift-result.js";
import { parentFolder } from "../../core/parent-folder.js";
import { checkTests } from "../../flows/column-tests.js";
import { detectDrift } from "../../flows/detect-drift.js";
import type { DriftRequest } from "../../flows/drift-request.js";
import { profilesIn } from "../../flows/profile/compared-table.js";
import type { DataEngine } from "../../ports/data-engine.js";
import type { Timing } from "../../report/drift-document.js";
import { driftLogRow } from "../../report/drift-log-row.js";
import { driftReport } from "../../report/drift.js";
import { driftJunit } from "../../report/junit.js";
import { checkpointOf } from "../checkpoint.js";
import { withColumnChoices } from "../column-choices.js";
import type { Context } from "../context.js";
import { withDataOptions } from "../data-options.js";
import { engineOptionsOf, tellFindings, withEngineOptions } from "../engine-options.js";
import { ExitCode } from "../exit-code.js";
import { moment, moreNames, names, nonNegative, probability, whole } from "../option-types.js";
import { openSession, withCommonOptions, type Session } from "../session.js";
import { requestOf } from "./drift/comparison.js";
import { progressWords } from "./drift/progress-words.js";
import { answerBatch } from "./drift/answer-batch.js";
import { batchSidesOf, sidesOf, type Sides } from "./drift/sides.js";
import { batchPlanOf, checkUse, withStateOptions } from "./drift/state-options.js";
import { withPartOptions } from "./drift/part-options.js";

const MANUAL = `
Each side is a file, a folder, a glob, or - for stdin: CSV, TSV, JSONL or Parquet, known by content
and name; or a file that arlequin profile wrote. Columns are matched by name. A column drifts when
its change is both real (its p, adjusted over the columns, is at most --alpha) and material (its
debiased PSI is at least --material). Beside «no drift» stands the smallest change that would have
been found. What the cells of a profile hide is told as an interval: cannot-tell where it decides.

--multivariate adds a classifier that tries to tell rows of the two sides apart. All columns
together drift when it can (its p is adjusted with the others) as well as for rows that differ by
a PSI of --material: at 0.05, an area under the ROC curve (AUC) of 0.563 on rows not seen before.

--chunk judges the current data part by part against the whole reference, --slice each value of a
column against the same value in the reference. All parts and columns are adjusted together, so that
looking more often does not find more by chance.

Policies: calibrated, as above; classic, p < --alpha (0.01) or PSI > --psi-alert on any column, not
adjusted; evidently, the published defaults of that library. The last two are for comparison: beside
their verdict stands how often they would reach it on these very rows, shuffled.

--tests are computed from every value up to 2 million rows a side. Beyond, ks, wasserstein,
cliffs-delta, cramer-von-mises, anderson-darling, energy and mann-whitney are told as an interval
that holds the exact one (low, high), with the p of both ends; p is the larger. The other tests then
say that they cannot tell.

--state FILE asks another question: not whether this batch differs, but whether data have changed by
now. The batch is counted, once, in the detector of arlequin watch that is kept in FILE, and a
column alarms when its evidence has grown to --false-alarms 1/7d: at most one false alarm in seven
days is expected, however many batches and columns there are. The verdict and the exit code are the
detector's; with --reference the comparison stands beneath. Without, the first rows (500; 640 of
texts) make the bins. --at says up to when a batch reaches. The same batch at the same time is
answered from the state; an earlier one than the last is refused.

Examples:
  $ arlequin drift --reference may.parquet --current june.parquet
  $ arlequin drift may.csv june.csv --exclude id --format md
  $ arlequin drift may.csv june.csv --explain amount
  $ arlequin drift -r may.json -c june.csv
  $ arlequin drift -r january.parquet -c 'year/*.parquet' --chunk 1mo --time date
  $ arlequin drift -r may.csv -c june.csv --exit-code --junit drift.xml --json --output drift.json
  $ arlequin drift may.csv june.csv --multivariate
  $ arlequin drift -c june-01.csv --state drift-state.json --at 2026-06-02 --exit-code
  $ arlequin drift -r may.json -c june-01.csv --state drift-state.json --time timestamp
  $ cat june.csv | arlequin drift -r may.csv -c - --tests cramer-von-mises,mann-whitney --json`;

/** `arlequin drift`: name the columns that no longer look like the reference. */
export function driftCommand(context: Context) {
  const command = new Command("drift")
    .description(
      "compare a table with a reference table, column by column, and say what has drifted",
    )
    .argument("[reference]", "the same as --reference")
    .argument("[current]", "the same as --current")
    .option("-r, --reference <data>", "data that shows what is normal")
    .option("-c, --current <data>", "data to judge")
    .addOption(
      new Option("--policy <name>", "rule for the verdict")
        .choices(policyNames)
        .default("calibrated" as const),
    )
    .option(
      "--alpha <p>",
      "level of the adjustment (calibrated, default 0.05) or of each test (classic, 0.01)",
      probability,
    )
    .option("--material <psi>", "debiased PSI from which a change matters", nonNegative, 0.05)
    .option("--psi-alert <psi>", "PSI from which classic calls it drift", nonNegative, 0.2);
  const chosen = withColumnChoices(command, "compare", "all that both tables have")
    .option("--text <list>", "columns of free text", names)
    .option("--time <column>", "the time column")
    .option("--target <column>", "the column that a model is to predict")
    .option("--prediction <column>", "the column of a model's predictions")
    .option("--explain <list>", "columns whose arithmetic is printed, too", moreNames, [])
    .option(
      "--tests <list>",
      "more statistics for each column, by the names of arlequin stat",
      names,
      [],
    )
    .option(
      "--multivariate",
      "look for a change that no single column shows, too: in 20,000 rows of each side",
    )
    .option("--junit <file>", "write the result as JUnit XML, too: a test case a column")
    .option("--log <file>", "append one row to a drift log")
    .option(
      "--at <time>",
      "time of that row, or with --state up to when the batch reaches, ISO 8601 (default: now; with --state the latest of --time)",
      moment,
    )
    .option("--scenario <name>", "scenario for the log, such as E1", "")
    .option("--model-name <name>", "model for the log", "")
    .option("--seed <n>", "seed of every random choice", whole, 0)
    .option("--exit-code", "exit with 20 on drift and 23 when there is too little data to tell");
  const shaped = withPartOptions(withStateOptions(chosen));
  return withEngineOptions(withCommonOptions(withDataOptions(shaped)))
    .addHelpText("after", MANUAL)
    .action(async (first, second, options, called) => {
      const session = openSession(context, options);
      const { state } = options;
      const [reference, current] =
        state === undefined
          ? sidesOf(options, first, second)
          : batchSidesOf(options, first, second);
      const hasReference = reference !== undefined;
      checkUse({ state, hasReference }, (name) => called.getOptionValueSource(name) === "cli");
      const sides: Sides = [reference ?? "", current ?? ""];
      const asked = requestOf(options, sides, context.env);
      checkTests(asked.tests);
      const compare = comparing(context, session, asked);
      if (state === undefined) {
        await using engine = await context.openEngine({
          ...engineOptionsOf(options),
          isForCounts: true,
        });
        const { result, timing } = await compare(engine);
        await keep(context, session, result, options);
        await session.answer(driftReport(result, timing, options.explain));
        if (options.exitCode) context.exitCode = EXIT_OF_VERDICT[result.verdict];
        return;
      }
      const { missingValues, time, at } = options;
      const parts = {
        plan: batchPlanOf(options, { missingValues, hasReference }),
        choices: asked.choices,
        statePath: state,
        reference: hasReference ? asked.reference : null,
        batch: options.ack ? null : asked.current,
        at:
          at === undefined && time !== undefined
            ? { column: time }
            : { moment: (at ?? context.clock()).getTime() },
        compare: hasReference
          ? async (engine: DataEngine) => {
              const { result, timing } = await compare(engine);
              if (options.junit !== undefined)
                await context.files.write(options.junit, driftJunit(result));
              return { result, report: driftReport(result, timing, options.explain) };
            }
          : null,
      };
      const folder = parentFolder(state);
      if (folder !== "") await context.files.makeFolder(folder);
      const verdict = await context.files.locked(state, () =>
        answerBatch(context, session, options, parts),
      );
      if (options.exitCode && verdict !== null) context.exitCode = EXIT_OF_VERDICT[verdict];
    });
}

/** The comparison that is asked for, with an engine. */
function comparing(context: Context, session: Session, asked: DriftRequest) {
  return async (engine: DataEngine): Promise<{ result: DriftResult; timing: Timing }> => {
    const request = { ...asked, profiles: await profilesIn(context.files, asked) };
    const started = performance.now();
    const words = progressWords(context.clock);
    const result = await detectDrift(engine, request, {
      findings: (findings) => {
        tellFindings(session, findings);
      },
      checkpoint: checkpointOf(context.signal),
      progress: (progress) => {
        session.progress(words(progress));
      },
    });
    return { result, timing: timingOf(result, (performance.now() - started) / 1000) };
  };
}

const EXIT_OF_VERDICT: Readonly<Record<TableVerdict, ExitCode>> = {
  drift: ExitCode.drift,
  "no-drift": ExitCode.ok,
  "cannot-tell": ExitCode.cannotTell,
};

function timingOf({ reference, current, columns }: DriftResult, seconds: number): Timing {
  const scans = columns.map(({ findings }) =>
    findings?.kind === "numeric" ? findings.ks.passes : 1,
  );
  const rowsPerSecond = (reference.rows + current.rows) / seconds;
  return {
    seconds,
    rowsPerSecond,
    passes: Math.max(1, ...scans),
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Write what was asked for beside the answer: JUnit XML, a row of the drift log. */
async function keep(
  context: Context,
  session: Session,
  result: DriftResult,
  options: {
    readonly at?: Date;
    readonly junit?: string;
    readonly log?: string;
    readonly scenario: string;
    readonly modelName: string;
  },
): Promise<void> {
  if (options.junit !== undefined) await context.files.write(options.junit, driftJunit(result));
  if (options.log === undefined) return;
  const { scenario, modelName: model } = options;
  const row = driftLogRow(result, { time: options.at ?? context.clock(), scenario, model });
  const { putAside } = await (await context.logBook()).append(options.log, row);
  if (putAside !== null)
    session.say(`the columns of ${options.log} differ: the old log is ${putAside} now`);
}
