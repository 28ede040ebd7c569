import { Command, Option } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { calibrate, type CalibrationProgress } from "../../flows/calibrate/calibrate.js";
import {
  checkCalibration,
  USUAL_LOOKS,
  usualDays,
  type CalibrationPlan,
} from "../../flows/calibrate/calibration-plan.js";
import { calibrationReport } from "../../report/calibrate/calibration.js";
import { checkpointOf } from "../checkpoint.js";
import { columnChoicesOf, withColumnChoices } from "../column-choices.js";
import type { Context } from "../context.js";
import { withDataOptions } from "../data-options.js";
import {
  classicAlpha,
  windowSeconds,
  withDetectorOptions,
  type DetectorFlags,
} from "../detector-options.js";
import { engineOptionsOf, withEngineOptions } from "../engine-options.js";
import { count, duration, positive, whole } from "../option-types.js";
import { openSession, withCommonOptions } from "../session.js";
import { watchMode } from "./watch/plan-options.js";

const MANUAL = `
The reference is data in which nothing is known to have changed: a file, a folder or a glob.
From its rows streams are made in which nothing changes - rows drawn at random, with --block
spans of rows that followed each other, with --season rows of the same hour - and one of the
data as they are. The detector of watch and the classic rule look at them, and each alarm is a
false one. Then known changes are put into one column at a time, after hours in which nothing
changes (--season: days), and it is told how many are found, and when. The classic rule compares
two windows that follow each other: a job starts when p < --alpha or PSI > --psi-alert in any
column, and none again before --cooldown is over.

Rows drawn at random keep the promise of the detector; where the data in their own order, or
blocks of them, alarm more often, rows are not exchangeable: the last table says why, and what
may help.

Examples:
  $ arlequin calibrate --data may.csv --time timestamp
  $ arlequin calibrate --data may.csv --time timestamp --season hour --block 1h --days 90
  $ arlequin calibrate --data may.parquet --rows-per-tick 50 --every 5m --false-alarms 1/30d`;

const DOING: Readonly<Record<CalibrationProgress["doing"], string>> = {
  reading: "reading the data",
  "nothing changes": "the detector, while nothing changes",
  classic: "the classic rule, while nothing changes",
  "in their own order": "the data in their own order",
  changes: "finding changes",
};

/** `arlequin calibrate`: what a watcher would do on your data with nothing changed, and with little. */
export function calibrateCommand(context: Context) {
  const tried = new Command("calibrate")
    .description("what a watcher would do on your data with nothing changed")
    .option("-d, --data <reference>", "data in which nothing is known to have changed")
    .option("--time <column>", "the column of event time: gives the rows of a tick, and the hours")
    .option("--rows-per-tick <n>", "without --time: rows of a tick (default: 50)", count)
    .option("--block <span>", "draw spans of successive rows instead of rows, such as 1h", duration)
    .option(
      "--days <n>",
      "days of the stream in which nothing changes (default: 30; more with longer ticks)",
      positive,
    )
    .option("--repeats <n>", "how often each change is put in", count, 40)
    .addOption(
      new Option("--every <span>", "length of a tick").argParser(duration).default(60, "1m"),
    )
    .option(
      "--window <span>",
      "length of the windows of the classic rule (default: DRIFT_WINDOW_MINUTES, else 5m)",
      duration,
    )
    .addOption(
      new Option("--mode <mode>", "growing, reference, or sliding:SPAN such as sliding:60m")
        .argParser(watchMode)
        .default({ mode: "growing" as const, slidingMs: 0 }, "growing"),
    );
  const rule = withDetectorOptions(tried).addOption(
    new Option("--cooldown <span>", "classic: least time between two jobs")
      .argParser(duration)
      .default(1800, "30m"),
  );
  const columns = withColumnChoices(rule, "watch").option(
    "--seed <n>",
    "seed of every random choice",
    whole,
    0,
  );
  return withEngineOptions(withCommonOptions(withDataOptions(columns)))
    .addHelpText("after", MANUAL)
    .action(async (options) => {
      const session = openSession(context, options);
      const { data: source, missingValues, numeric = [], categorical = [] } = options;
      if (source === undefined) {
        const fix = "write arlequin calibrate --data FILE --time COLUMN";
        throw new InputError("no data are named", { where: "--data", fix });
      }
      const plan = planOf(options, context.env);
      await using engine = await context.openEngine(engineOptionsOf(options));
      const tools = {
        engine,
        tell: ({ doing, share }: CalibrationProgress) => {
          session.progress(DOING[doing], share);
        },
        pause: checkpointOf(context.signal),
      };
      const request = {
        ...{ source, missingValues, numeric, categorical },
        ...(options.inputFormat && { format: options.inputFormat }),
      };
      await session.answer(
        calibrationReport(await calibrate(tools, request, plan, columnChoicesOf(options))),
      );
    });
}

interface PlanFlags extends DetectorFlags {
  readonly time?: string;
  readonly rowsPerTick?: number;
  readonly block?: number;
  readonly days?: number;
  readonly repeats: number;
  readonly every: number;
  readonly window?: number;
  readonly mode: Pick<CalibrationPlan, "mode" | "slidingMs">;
  readonly cooldown: number;
  readonly seed: number;
}

function planOf(flags: PlanFlags, env: Context["env"]): CalibrationPlan {
  const { time, rowsPerTick, block, days, repeats, every, mode, season = "none" } = flags;
  if (time !== undefined && rowsPerTick !== undefined) {
    const fix = "leave one of them out";
    throw new InputError("the rows of a tick are known from --time", {
      where: "--rows-per-tick",
      fix,
    });
  }
  const usual = Math.ceil(windowSeconds(undefined, env) / every) * every;
  const everyMs = every * 1000;
  return checkCalibration({
    ...{ everyMs, windowMs: (flags.window ?? usual) * 1000, ...mode, season },
    ...{ time: time ?? null, rowsPerTick: rowsPerTick ?? 50, repeats },
    blockMs: block === undefined ? null : block * 1000,
    days: days ?? usualDays(everyMs),
    budgetDays: flags.falseAlarms,
    alpha: classicAlpha(flags.alpha, env),
    psiAlert: flags.psiAlert,
    cooldownMs: flags.cooldown * 1000,
    classicLooks: USUAL_LOOKS,
    seed: flags.seed,
  });
}
