import type { Checkpoint } from "../core/checkpoint.js";
import type { Random } from "../core/random.js";
import { rowsWhere, selectRows } from "../core/select-rows.js";
import type { Table } from "../core/table.js";
import { mean, standardDeviation } from "../stats/descriptive/moments.js";
import { scoreNames, scoresOf, type ScoreName, type Scores } from "./scores.js";
import { probabilitiesOf, trainModel, type TrainingPlan } from "./trained-model.js";

/** The scores of one fold: on the rows that were learnt from, and on those held out. */
export interface FoldScores {
  readonly train: Scores;
  readonly test: Scores;
}

/** One score over the folds; null where a fold does not define it. */
export interface ScoreSummary {
  readonly mean: number | null;
  /** With divisor k − 1. */
  readonly sd: number | null;
}

export interface CrossValidation {
  readonly folds: readonly FoldScores[];
  readonly train: Readonly<Record<ScoreName, ScoreSummary>>;
  readonly test: Readonly<Record<ScoreName, ScoreSummary>>;
  /** What a classifier had to say about a fold, each once. */
  readonly notes: readonly string[];
}

export interface CrossValidationOptions {
  readonly random: Random;
  readonly checkpoint: Checkpoint;
  /** Told before each fold. */
  readonly onFold?: (fold: number, k: number) => void;
}

/**
 * Cross-validate: for each fold, train on the other rows and score on its own. The preparation of
 * columns is fitted anew on the training part each time, so that the held-out rows stay unseen.
 *
 * @param folds the fold of each row, 0 ≤ fold < k
 */
export async function crossValidate(
  { table, labels, folds, k }: FoldedRows,
  plan: TrainingPlan,
  { random, checkpoint, onFold }: CrossValidationOptions,
): Promise<CrossValidation> {
  const scores: FoldScores[] = [];
  const notes = new Set<string>();
  for (let fold = 0; fold < k; fold++) {
    onFold?.(fold, k);
    const part = (isTest: boolean) => {
      const rows = rowsWhere(table.rows, (row) => (folds[row] === fold) === isTest);
      return {
        rows: selectRows(table, rows),
        labels: labels.filter((_, row) => (folds[row] === fold) === isTest),
      };
    };
    const training = part(false);
    const model = await trainModel(training.rows, training.labels, plan, { random, checkpoint });
    const score = (on: typeof training) =>
      scoresOf(on.labels, probabilitiesOf(model, on.rows), plan.threshold);
    scores.push({ train: score(training), test: score(part(true)) });
    model.classifier.notes.forEach((note) => notes.add(note));
    await checkpoint();
  }
  return {
    folds: scores,
    train: summaries(scores.map(({ train }) => train)),
    test: summaries(scores.map(({ test }) => test)),
    notes: [...notes],
  };
}

/** Labelled rows, dealt to k folds. */
export interface FoldedRows {
  readonly table: Table;
  readonly labels: Int32Array;
  readonly folds: Int32Array;
  readonly k: number;
}

function summaries(folds: readonly Scores[]): Record<ScoreName, ScoreSummary> {
  const summary = (name: ScoreName): ScoreSummary => {
    const values = folds.map((scores) => scores[name]).filter((value) => value !== null);
    if (values.length < folds.length) return { mean: null, sd: null };
    return { mean: mean(values), sd: standardDeviation(values) };
  };
  return Object.fromEntries(scoreNames.map((name) => [name, summary(name)])) as Record<
    ScoreName,
    ScoreSummary
  >;
}
