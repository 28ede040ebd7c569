import { Command, Option } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { preparationDefaults } from "../../features/preparation.js";
import { imputations, outlierRules } from "../../features/number-feature.js";
import { trainModel } from "../../flows/train/train-model.js";
import type { TrainingRequest } from "../../flows/train/training-request.js";
import { classifierNames } from "../../model/classifier-kinds.js";
import { classWeightings } from "../../model/class-weights.js";
import { impurities } from "../../model/trees/class-criterion.js";
import { trainingReport } from "../../report/training.js";
import { checkpointOf } from "../checkpoint.js";
import type { Context } from "../context.js";
import {
  count,
  maxFeatures,
  names,
  nonNegative,
  positiveShare,
  probability,
  whole,
} from "../option-types.js";
import { openSession, withCommonOptions, type Session } from "../session.js";

const NOTES = `
Labels: column:NAME takes the texts of a column as classes; rule:EXPRESSION makes 1 of the rows for
which it holds (= != < <= > >=, + - * /, and, or, not, parentheses, 'texts', "odd column names");
quantile:NAME:0.95 makes 1 of the rows above that quantile. Rows without a label are left out. A
column that a rule or a quantile reads is no feature: a model would only read the label off it.

Features: all columns but labels, identifiers and those without two values, which are named on
stderr. Numbers: filled with the median, standardised. Texts: a column for each value; what is new
later falls in none, or in the bucket of the rare. Moments: hour, weekday, month, in UTC.

The scores are means over stratified folds, everything fitted inside each. Of two classes, F1,
precision and recall are the positive one's; of more, plain means over the classes. The model
is then fitted on all rows. The log gets the F1 on the --test file, else the mean over the folds.

Examples:
  $ arlequin train --data credit.csv --label column:credit_risk --positive bad
  $ arlequin train --data may.parquet,june.parquet --label "rule:amount > 1000 and channel = 'web'"
  $ arlequin train --data tx.csv --label quantile:amount:0.95 --balance weights --test july.csv`;

/** `arlequin train`: learn to predict a label, and say how well that is done on rows unseen. */
export function trainCommand(context: Context) {
  const command = new Command("train")
    .description("train a model: labels, features, cross-validation, model folder, training log")
    .option("-d, --data <files>", "CSV, JSONL or Parquet files to learn from, all together", names)
    .option("--test <file>", "rows to score at the end, never learnt from")
    .option("--label <strategy>", "column:NAME, rule:EXPRESSION or quantile:NAME:SHARE")
    .option(
      "--positive <class>",
      "the positive class (default: 1, true or yes; else the later of two)",
    )
    .option("--features <names>", "columns to use (default: all that are fit for it)", names)
    .option("--exclude <names>", "columns to leave out", names, [])
    .option("--numeric <names>", "columns to read as numbers", names, [])
    .option("--categorical <names>", "columns to read as texts", names, [])
    .option(
      "--keep-label-columns",
      "use the columns that the label is made from: a leak, on purpose",
    )
    .option("--missing-values <list>", "texts that stand for no value", names, ["NA"])
    .addOption(choice("--impute <how>", "what fills a missing number", imputations, "median"))
    .addOption(
      choice("--outliers <how>", "numbers beyond 3 IQR of the quartiles", outlierRules, "keep"),
    )
    .option(
      "--rare-below <rows>",
      "values of a text column with fewer rows share a bucket",
      count,
      1,
    )
    .option("--model <kind>", `kind of model: ${classifierNames.join(", ")}`, "logistic_regression")
    .option("--trees <n>", "trees of a forest (default: 200), rounds of boosting (100)", count)
    .option("--depth <n>", "questions of a tree (default: 5, boosting 3, forest no limit)", count)
    .option("--min-leaf <rows>", "fewest rows of a leaf (default: 1, single tree 10)", count)
    .option(
      "--max-features <n>",
      "columns that a node may ask: sqrt (forest), log2, all, a number or a share",
      maxFeatures,
    )
    .option("--learning-rate <x>", "of boosting, up to 1 (default: 0.1)", positiveShare)
    .option(
      "--patience <rounds>",
      "of boosting: stop after so many in vain on held-out rows",
      count,
    )
    .addOption(
      new Option("--criterion <name>", "of a tree or forest (default: gini)").choices(impurities),
    )
    .option("--c <number>", "inverse strength of the L2 penalty, above 0 (default: 1)", nonNegative)
    .option("--l2 <number>", "strength of the L2 penalty, 1 / c; 0 for none", nonNegative)
    .addOption(choice("--penalty <kind>", "penalty on the weights", ["l2", "none"] as const, "l2"))
    .addOption(
      choice(
        "--balance <how>",
        "weights: rare classes count as much",
        ["none", "weights"] as const,
        "none",
      ),
    )
    .addOption(
      choice("--class-weight <how>", "balanced: as --balance weights", classWeightings, "none"),
    )
    .option("--folds <k>", "folds of the cross-validation, 2 or more", count, 5)
    .option("--threshold <p>", "probability from which a row is positive", probability, 0.5)
    .option("--seed <n>", "makes the folds repeatable", whole, 42)
    .option("--scenario <name>", "scenario of the experiment in the log: E1, E2, E3", "default")
    .option("--log <file>", "log to append a row to", "metrics/training_log.csv")
    .option("--no-log", "append no row")
    .option(
      "--output-model <folder>",
      "folder of the model; one there before is put aside",
      "model",
    )
    .option("--no-output-model", "keep no model: the scores alone")
    .option("--model-dir <folder>", "the same as --output-model");
  return withCommonOptions(command)
    .addHelpText("after", NOTES)
    .action(async (options) => {
      const session = openSession(context, options);
      const { data, label } = options;
      if (data === undefined || label === undefined) throw needed(data === undefined);
      const request: TrainingRequest = {
        ...options,
        ...{ data, label, classifier: { ...options, c: penaltyOf(options) } },
        test: options.test ?? null,
        positive: options.positive ?? null,
        features: options.features ?? null,
        keepLabelColumns: options.keepLabelColumns === true,
        preparation: { ...preparationDefaults, ...options },
        weighting: options.balance === "weights" ? "balanced" : options.classWeight,
        modelFolder: options.modelDir ?? pathOrNull(options.outputModel),
        log: pathOrNull(options.log),
      };
      const { summary, messages } = await run(context, session, request);
      for (const message of messages) session.say(message);
      for (const note of summary.notes) session.warn(note);
      await session.answer(trainingReport(summary));
    });
}

async function run(context: Context, session: Session, request: TrainingRequest) {
  await using reader = await context.openEngine();
  return await trainModel(request, {
    ...{ reader, files: context.files, logBook: await context.logBook(), clock: context.clock },
    checkpoint: checkpointOf(context.signal),
    onProgress: (doing, share) => {
      session.progress(doing, share);
    },
  });
}

function choice<const Flags extends string, const T extends string>(
  flags: Flags,
  description: string,
  choices: readonly T[],
  preset: T,
) {
  return new Option(flags, description).choices(choices).default(preset);
}

function needed(isData: boolean): InputError {
  return isData
    ? new InputError("there are no data to learn from", {
        where: "--data",
        fix: "give --data FILE",
      })
    : new InputError("nothing says what to predict", {
        where: "--label",
        fix: 'give --label column:NAME, rule:"amount > 1000" or quantile:amount:0.95',
      });
}

interface PenaltyOptions {
  readonly penalty: "l2" | "none";
  readonly c?: number | undefined;
  readonly l2?: number | undefined;
}

/** C, by whichever flag it was given; null for no penalty. */
function penaltyOf({ penalty, c, l2 }: PenaltyOptions): number | null {
  if (c !== undefined && l2 !== undefined) {
    throw new InputError("--c and --l2 say the same thing twice", {
      where: "--c, --l2",
      fix: "give one of them",
    });
  }
  if (c === 0) {
    throw new InputError("--c is 0: a penalty without end", {
      where: "--c",
      fix: "give a number above 0, or --penalty none",
    });
  }
  if (penalty === "none" || l2 === 0) return null;
  return l2 === undefined ? (c ?? 1) : 1 / l2;
}

/** What commander makes of `--x FILE` and `--no-x`. */
function pathOrNull(value: string | boolean): string | null {
  return typeof value === "string" ? value : null;
}
