import { scoreNames } from "../model/scores.js";
import type { TrainingSummary } from "../model/training/training-summary.js";
import type { Block, Report } from "./document.js";
import { grouped, percent, shortNumber } from "./number.js";

/** A training in every form: what was learnt from what, and every score on rows seen and unseen. */
export function trainingReport(summary: TrainingSummary): Report {
  return { document: document(summary), blocks: blocks(summary), csv: csv(summary) };
}

const COLUMNS = ["metric", "train_mean", "train_sd", "test_mean", "test_sd"];

function document(summary: TrainingSummary): Record<string, unknown> {
  const { crossValidation, holdout, classes, features, leftOut } = summary;
  return {
    schema: "arlequin.train/1",
    summary: sentence(summary),
    model: summary.model,
    label: summary.label,
    scenario: summary.scenario,
    data: summary.data,
    rows: classes.reduce((sum, { rows }) => sum + rows, 0),
    classes,
    positive: classes.length === 2 ? classes[1]!.name : null,
    features: {
      numeric: features.numbers,
      categorical: features.categories,
      datetime: features.times,
    },
    columns: features.width,
    left_out: leftOut,
    seed: summary.seed,
    threshold: summary.threshold,
    cross_validation: {
      folds: summary.folds,
      metrics: Object.fromEntries(
        scoreNames.map((name) => {
          return [name, { train: crossValidation.train[name], test: crossValidation.test[name] }];
        }),
      ),
      per_fold: crossValidation.folds,
    },
    holdout,
    notes: summary.notes,
  };
}

function blocks(summary: TrainingSummary): Block[] {
  const { crossValidation, holdout, leftOut } = summary;
  const head = ["metric", "train mean", "sd", "test mean", "sd"];
  const right = head.map((_, i) => (i === 0 ? ("left" as const) : ("right" as const)));
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? "-" : shortNumber(value);
  const rows = scoreNames.map((name) => {
    const [train, test] = [crossValidation.train[name], crossValidation.test[name]];
    const numbers = [train.mean, train.sd, test.mean, test.sd].map(shown);
    return [name, ...numbers, ...(holdout === null ? [] : [shown(holdout.scores[name])])];
  });
  const notes = [
    ...(leftOut.length === 0
      ? []
      : [`Left out: ${leftOut.map(({ column, reason }) => `${column} (${reason})`).join(", ")}.`]),
    ...summary.notes.map((note) => `Note: ${note}.`),
  ];
  return [
    { kind: "text", text: { text: sentence(summary), tone: "strong" } },
    { kind: "text", text: balance(summary) },
    {
      kind: "table",
      head: holdout === null ? head : [...head, holdout.source],
      align: holdout === null ? right : [...right, "right"],
      rows,
    },
    ...notes.map((text) => ({ kind: "text" as const, text })),
  ];
}

function sentence({ model, label, classes, features, folds, crossValidation }: TrainingSummary) {
  const { mean, sd } = crossValidation.test.f1;
  const rows = grouped(classes.reduce((sum, one) => sum + one.rows, 0));
  const columns = features.numbers.length + features.categories.length + features.times.length;
  const f1 = mean === null ? "F1 undefined" : `F1 ${shortNumber(mean, 3)}`;
  const spread = sd === null ? "" : ` (sd ${shortNumber(sd, 2)})`;
  return `${model} of ${label} on ${rows} rows and ${columns} columns: ${f1}${spread} over ${folds} test folds`;
}

/** The classes with their sizes, and which of two is the positive one. */
function balance({ classes, data, threshold }: TrainingSummary): string {
  const total = classes.reduce((sum, { rows }) => sum + rows, 0);
  const sizes = classes.map(
    ({ name, rows }) => `${name} ${grouped(rows)} (${percent(rows / total)})`,
  );
  const unlabelled = data.reduce((sum, one) => sum + one.rows - one.labelled, 0);
  return [
    `classes: ${sizes.join(", ")}`,
    classes.length === 2
      ? `positive: ${classes[1]!.name}, from probability ${shortNumber(threshold)}`
      : "precision, recall and F1: plain means over the classes",
    ...(unlabelled === 0 ? [] : [`${grouped(unlabelled)} rows without a label left out`]),
  ].join("; ");
}

function csv({ crossValidation, holdout }: TrainingSummary): Report["csv"] {
  const rows = scoreNames.map((name) => {
    const [train, test] = [crossValidation.train[name], crossValidation.test[name]];
    const numbers = [name, train.mean, train.sd, test.mean, test.sd];
    return holdout === null ? numbers : [...numbers, holdout.scores[name]];
  });
  return { columns: holdout === null ? COLUMNS : [...COLUMNS, "holdout"], rows };
}
