import type { Checkpoint } from "../../core/checkpoint.js";
import type { Clock } from "../../core/clock.js";
import { InputError } from "../../core/errors.js";
import { parentFolder } from "../../core/parent-folder.js";
import { seededRandom } from "../../core/random.js";
import { classifierKind } from "../../model/classifier-kinds.js";
import { crossValidate } from "../../model/cross-validate.js";
import { labelColumns, parseLabelStrategy } from "../../model/labels/label-strategy.js";
import { fitLabeller, type Labeller } from "../../model/labels/labeller.js";
import { stratifiedFolds } from "../../model/stratified-folds.js";
import { trainModel as trainOn, type TrainingPlan } from "../../model/trained-model.js";
import type { TrainingSummary } from "../../model/training/training-summary.js";
import type { DataEngine } from "../../ports/data-engine.js";
import type { FileStore } from "../../ports/file-store.js";
import type { LogBook } from "../../ports/log-book.js";
import type { RowReader } from "../../ports/row-reader.js";
import { chooseFeatures, type ChosenFeatures } from "./choose-features.js";
import { checkClasses, withLabels } from "./labelled-rows.js";
import { profileTraining } from "./profile-training.js";
import { readTrainingRows, type TrainingRows } from "./read-training-rows.js";
import { saveModel } from "./save-model.js";
import { scoreHoldout } from "./score-holdout.js";
import { summariseTraining, type Trained } from "./summarise-training.js";
import { trainingLogRow } from "./training-log-row.js";
import type { TrainingRequest } from "./training-request.js";

/** What a training needs of the world. */
export interface TrainingWorld {
  readonly reader: RowReader & Pick<DataEngine, "reduce">;
  readonly files: FileStore;
  readonly logBook: LogBook;
  readonly clock: Clock;
  readonly checkpoint: Checkpoint;
  /** Told what is being done, and how much of all is done. */
  readonly onProgress: (doing: string, share: number) => void;
}

export interface TrainingResult {
  readonly summary: TrainingSummary;
  /** What a person should be told beside the answer: columns left out, files put aside. */
  readonly messages: readonly string[];
}

/**
 * Train a model: read the rows, label them, choose the features, cross-validate, fit on all rows,
 * score on data given apart, then write the model's folder and one row of the log. Nothing is
 * written before everything is computed.
 *
 * @throws {InputError} when a file, a column or an option is at fault
 * @throws {UndefinedError} when the data define no training: one class only
 */
export async function trainModel(
  request: TrainingRequest,
  world: TrainingWorld,
): Promise<TrainingResult> {
  const { reader, checkpoint, onProgress } = world;
  const strategy = parseLabelStrategy(request.label);
  const kind = classifierKind(request.model);
  onProgress("reading", 0);
  const rows = await readTrainingRows(reader, request, strategy);
  const labeller = fitLabeller(strategy, rows.table, request.positive);
  const labelled = withLabels(rows.table, labeller);
  checkClasses(labelled, labeller, strategy.text);
  const reads = [...labelColumns(strategy).keys()];
  const features = chooseFeatures(labelled.table, {
    ...request,
    labelColumns: request.keepLabelColumns && strategy.kind !== "column" ? [] : reads,
  });
  const plan = planOf(request, features, labeller, kind);
  const random = seededRandom(request.seed, "fit");
  const classes = labeller.classes;
  const k = request.folds;
  const folds = stratifiedFolds(labelled.labels, {
    ...{ k, classes, random: seededRandom(request.seed, "folds") },
  });
  const crossValidation = await crossValidate({ ...labelled, folds, k }, plan, {
    ...{ random, checkpoint },
    onFold: (fold) => {
      onProgress(`fold ${fold + 1} of ${k}`, fold / (k + 1));
    },
  });
  onProgress("fitting on all rows", k / (k + 1));
  const model = await trainOn(labelled.table, labelled.labels, plan, { random, checkpoint });
  const holdout = await scoreHoldout(request, reader, rows, model, plan, labeller);
  const summary = summariseTraining(
    { request, rows, labelled, labeller, features, model, plan },
    {
      crossValidation,
      holdout,
    },
  );
  await checkpoint();
  const messages = await keep({ request, world, summary, model, plan, labeller, rows });
  return { summary, messages: [...tellings(rows, features), ...messages] };
}

function planOf(
  request: TrainingRequest,
  { numbers, categories, times }: ChosenFeatures,
  { classes }: Labeller,
  kind: ReturnType<typeof classifierKind>,
): TrainingPlan {
  if (numbers.length + categories.length + times.length === 0) {
    throw new InputError("no column is left as a feature", {
      where: request.data.join(", "),
      fix: "name columns with --features, or give data with more of them",
    });
  }
  // A block of 0/1 columns adds up to the intercept; only a penalty can do with both.
  const dropFirst = kind.needsScaling && request.classifier.c === null;
  // Left as they are, numbers are on the same side of a threshold in float32, as ONNX has them.
  const standardise = kind.needsScaling && request.preparation.standardise;
  const preparation = {
    ...request.preparation,
    numbers,
    categories,
    times,
    dropFirst,
    standardise,
  };
  return { ...request, preparation, classifier: kind.create(request.classifier), classes };
}

/** What to say about the data. */
function tellings(
  { findings, unread }: TrainingRows,
  { leftOut, times }: ChosenFeatures,
): string[] {
  return [
    ...findings.map(({ what, where }) =>
      where === undefined ? what : `${what}, first at ${where}`,
    ),
    ...[...unread, ...leftOut].map(({ column, reason }) => `left out: ${column} (${reason})`),
    ...times.map((column) => `${column} is used as its hour, weekday and month, where they vary`),
  ];
}

async function keep(
  trained: Omit<Trained, "labelled" | "features"> & {
    readonly world: TrainingWorld;
    readonly summary: TrainingSummary;
  },
): Promise<string[]> {
  const { request, world, summary } = trained;
  const messages: string[] = [];
  const now = world.clock();
  if (request.modelFolder !== null) {
    const profile = await profileTraining(world.reader, trained.rows, request.seed);
    const model = { ...trained, profile, now };
    const { putAside } = await saveModel(world.files, request.modelFolder, model);
    messages.push(`the model is in ${request.modelFolder}`);
    if (putAside !== null) messages.push(`the model that was there is in ${putAside}`);
  }
  if (request.log !== null) {
    const folder = parentFolder(request.log);
    if (folder !== "") await world.files.makeFolder(folder);
    const { putAside } = await world.logBook.append(request.log, trainingLogRow(summary, now));
    messages.push(`one row was added to ${request.log}`);
    if (putAside !== null) messages.push(`its columns had been others: the old log is ${putAside}`);
  }
  return messages;
}
