import { Command, Option } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { compareExperiments } from "../../flows/compare-experiments.js";
import type { ExperimentLog } from "../../flows/experiment-values.js";
import { experimentReport } from "../../report/experiment/experiment-report.js";
import type { Context } from "../context.js";
import { csvText } from "../csv-text.js";
import { duration, names, probability } from "../option-types.js";
import { openSession, type Session, withCommonOptions } from "../session.js";

const TRAINING_LOG = "metrics/training_log.csv";
const DRIFT_LOG = "metrics/drift_log.csv";
const RESULTS = "metrics/mannwhitney_results.csv";

const NOTES = `
Compares the scenarios of an experiment (column "scenario": E1, E2, E3): f1 of the training log and
psi_* of the drift log, every pair of scenarios by every metric. Each comparison: Mann-Whitney U
(exact while that is cheap, ties included), Cliff's delta with its interval and magnitude, the
Hodges-Lehmann shift with its interval, the adjusted p and the smallest p that so many runs can give
at all: where that is no finding either, the verdict is "cannot tell".

All comparisons are one family, adjusted together. More than two scenarios: Kruskal-Wallis first.
Looks of the drift log share data while their windows overlap: only looks 2 windows apart are used.

Examples:
  $ arlequin eval-stats
  $ arlequin eval-stats --control E1 --fdr by --format md
  $ arlequin eval-stats --input runs.csv --pair-by seed --metrics f1,accuracy --out -`;

/** `arlequin eval-stats`: say which scenarios of an experiment differ, by how much, how surely. */
export function evalStatsCommand(context: Context) {
  const command = new Command("eval-stats")
    .description("compare the scenarios of an experiment over its logs, with known error rates")
    .option("-i, --input <file>", `log of the trainings (default: ${TRAINING_LOG})`)
    .option("--drift-input <file>", `log of the drift looks (default: ${DRIFT_LOG})`)
    .option("--out <file>", "where the results go as CSV; - is stdout", RESULTS)
    .addOption(
      new Option("--fdr [method]", "adjustment of the p-values for their number")
        .choices(["bh", "by"] as const)
        .preset("bh")
        .default("bh" as const),
    )
    .option("--alpha <p>", "share of false findings among the findings", probability, 0.05)
    .option("--confidence <share>", "confidence of the intervals", probability, 0.95)
    .option("--control <scenario>", "compare each other scenario with this one alone")
    .option("--pair-by <column>", "runs with the same value here belong together: signed rank")
    .addOption(
      new Option("--metrics <names>", "columns of the training log to compare")
        .argParser(names)
        .default(["f1"], "f1"),
    )
    .option("--window <span>", "window of the drift looks (default: 5m)", duration);
  return withCommonOptions(command)
    .addHelpText("after", NOTES)
    .action(async (options) => {
      const csvOnly = options.out === "-";
      const session = openSession(context, csvOnly ? { ...options, format: "csv" } : options);
      const result = compareExperiments({
        logs: await readLogs(context, session, options),
        control: options.control,
        pairBy: options.pairBy,
        adjustment: options.fdr === "by" ? "BY" : "BH",
        alpha: options.alpha,
        level: options.confidence,
        windowSeconds: options.window ?? windowOfEnvironment(context),
      });
      const report = experimentReport(result);
      if (!csvOnly) {
        const folder = options.out.replace(/[^/\\]*$/, "");
        if (folder !== "") await context.files.makeFolder(folder);
        await context.files.write(options.out, await csvText(report.csv));
        session.say(`results are in ${options.out}`);
      }
      await session.answer(report);
    });
}

interface LogChoices {
  readonly input?: string;
  readonly driftInput?: string;
  readonly metrics: readonly string[];
}

/** The logs that are there; one that was asked for by name must be. */
async function readLogs(
  context: Context,
  session: Session,
  { input, driftInput, metrics }: LogChoices,
): Promise<ExperimentLog[]> {
  const book = await context.logBook();
  const logs: ExperimentLog[] = [];
  for (const { asked, usual, ...log } of [
    { asked: input, usual: TRAINING_LOG, kind: "runs" as const, metrics },
    { asked: driftInput, usual: DRIFT_LOG, kind: "looks" as const, metrics: ["psi_*"] },
  ]) {
    const source = asked ?? usual;
    if (asked === undefined && !(await context.files.exists(usual))) {
      session.say(`${usual} is not there: left out`);
    } else logs.push({ ...log, source, rows: await book.read(source) });
  }
  if (logs.length > 0) return logs;
  throw new InputError("there is no log to evaluate", {
    where: `${TRAINING_LOG}, ${DRIFT_LOG}`,
    fix: "give --input or --drift-input",
  });
}

/** DRIFT_WINDOW_MINUTES, as `watch` takes it; 5 minutes where it is not set. */
function windowOfEnvironment({ env }: Context): number {
  const text = env.DRIFT_WINDOW_MINUTES ?? "";
  const minutes = text === "" ? 5 : Number(text);
  if (minutes > 0 && Number.isFinite(minutes)) return 60 * minutes;
  throw new InputError(`DRIFT_WINDOW_MINUTES is "${text}"`, {
    where: "env DRIFT_WINDOW_MINUTES",
    fix: "set it to a number of minutes above 0, or give --window",
  });
}
