import type { Checkpoint } from "../core/checkpoint.js";
import type { Random } from "../core/random.js";
import type { DesignMatrix } from "../features/design-matrix.js";

/** Rows that a classifier learns from. */
export interface TrainingSet {
  readonly design: DesignMatrix;
  /** The class of each row, 0 ≤ label < classCount; with two classes 1 is the positive one. */
  readonly labels: Int32Array;
  readonly classCount: number;
  /** What each row counts for, > 0; a row of weight 2 is the row twice. */
  readonly weights: Float64Array;
}

/** A kind of model, with its options set. */
export interface Classifier {
  fit(training: TrainingSet, random: Random, checkpoint: Checkpoint): Promise<FittedClassifier>;
}

/** What a classifier has learnt. */
export interface FittedClassifier {
  /** The probability of each class for each row: [class][row], summing to 1 over the classes. */
  predictProbabilities(design: DesignMatrix): Float64Array[];
  /** The model as plain data that JSON can hold and its kind can read again. */
  toJSON(): Readonly<Record<string, unknown>>;
  /** What a person should know about how the fit went; empty where there is nothing. */
  readonly notes: readonly string[];
}
