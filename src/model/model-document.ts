import { InputError } from "../core/errors.js";
import type { Column, Table } from "../core/table.js";
import { VERSION } from "../core/version.js";
import type { Preparation } from "../features/preparation.js";
import { classifierKind } from "./classifier-kinds.js";
import type { Labeller } from "./labels/labeller.js";
import { scoreNames } from "./scores.js";
import type { TrainedModel, TrainingPlan } from "./trained-model.js";
import type { TrainingSummary } from "./training/training-summary.js";

const MODEL_SCHEMA = "arlequin.model/1";

/** A model as it is kept: JSON that says how to get from a row of data to probabilities. */
export interface ModelDocument {
  readonly schema: typeof MODEL_SCHEMA;
  readonly version: string;
  readonly created: string;
  readonly model: string;
  readonly label: { readonly strategy: string; readonly labeller: Labeller };
  readonly classes: readonly string[];
  /** The positive one of two classes. */
  readonly positive: string | null;
  readonly threshold: number;
  readonly preparation: Preparation;
  readonly classifier: Readonly<Record<string, unknown>>;
}

/** The model.json of a model. */
export function modelDocument({
  model,
  plan,
  labeller,
  summary,
  created,
}: {
  readonly model: TrainedModel;
  readonly plan: TrainingPlan;
  readonly labeller: Labeller;
  readonly summary: TrainingSummary;
  readonly created: string;
}): ModelDocument {
  return {
    schema: MODEL_SCHEMA,
    version: VERSION,
    created,
    model: summary.model,
    label: { strategy: summary.label, labeller },
    classes: plan.classes,
    positive: plan.classes.length === 2 ? plan.classes[1]! : null,
    threshold: plan.threshold,
    preparation: model.preparation,
    classifier: model.classifier.toJSON(),
  };
}

/**
 * A model from the text of its model.json.
 *
 * @throws {InputError} when it is not the text of a model, or of a kind that this version has not
 */
export function loadModel(text: string, where: string): TrainedModel & { document: ModelDocument } {
  let document: ModelDocument;
  try {
    document = JSON.parse(text) as ModelDocument;
  } catch (cause) {
    throw new InputError("the model is not JSON", { where, fix: "train it again", cause });
  }
  if ((document as Partial<ModelDocument> | null)?.schema !== MODEL_SCHEMA) {
    throw new InputError(`this is not a model of ours (${MODEL_SCHEMA})`, {
      where,
      fix: "give the model.json that arlequin train wrote",
    });
  }
  const classifier = classifierKind(document.model).load(document.classifier);
  return { document, preparation: document.preparation, classifier };
}

/** The metrics.json of a model: how well it did, on which rows. */
export function metricsDocument(summary: TrainingSummary, created: string) {
  const { crossValidation, holdout, classes, data, folds, seed, threshold } = summary;
  return {
    schema: "arlequin.metrics/1",
    created,
    ...{ model: summary.model, label: summary.label, data, classes, threshold, seed },
    cross_validation: {
      folds,
      metrics: Object.fromEntries(
        scoreNames.map((name) => {
          return [name, { train: crossValidation.train[name], test: crossValidation.test[name] }];
        }),
      ),
      per_fold: crossValidation.folds,
    },
    holdout,
  };
}

/** More texts than this are counted, not listed. */
const MOST_LEVELS = 100;

/** The schema.json of a model: the columns that it was trained on, and what they held. */
export function schemaDocument(table: Table, { features, leftOut, label }: TrainingSummary) {
  const used = new Set([...features.numbers, ...features.categories, ...features.times]);
  const reasons = new Map(leftOut.map(({ column, reason }) => [column, reason]));
  return {
    schema: "arlequin.schema/1",
    rows: table.rows,
    label,
    columns: table.columns.map((column) => ({
      name: column.name,
      ...(used.has(column.name)
        ? { feature: true }
        : { feature: false, reason: reasons.get(column.name) ?? null }),
      ...contents(column),
    })),
  };
}

function contents(column: Column) {
  if (column.kind === "text") {
    const codes = new Set(column.codes);
    codes.delete(-1);
    const levels =
      codes.size <= MOST_LEVELS ? [...codes].map((c) => column.levels[c]!).sort() : null;
    const missing = column.codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0);
    return { kind: "categorical", missing, distinct: codes.size, levels };
  }
  const finite = column.values.filter(Number.isFinite);
  const [min, max] = finite.length === 0 ? [null, null] : extremes(finite);
  const missing = column.values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  if (column.kind === "number") return { kind: "numeric", missing, min, max };
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  return { kind: "datetime", missing, min: iso(min), max: iso(max) };
}

function extremes(values: Float64Array): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return [min, max];
}
