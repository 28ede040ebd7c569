import type { CrossValidation } from "../cross-validate.js";
import type { Scores } from "../scores.js";

/** A column of the data that is no feature, and why. */
export interface LeftOutColumn {
  readonly column: string;
  readonly reason: string;
}

/** A source of rows, and how many of them there are, with and without a label. */
export interface RowCount {
  readonly source: string;
  readonly rows: number;
  readonly labelled: number;
}

/** What a training came to: everything that its report, its log and its model folder tell. */
export interface TrainingSummary {
  readonly model: string;
  readonly label: string;
  readonly scenario: string;
  readonly data: readonly RowCount[];
  /** Class by class, in the order of the model: with two, the second is the positive one. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[];
  readonly features: {
    readonly numbers: readonly string[];
    readonly categories: readonly string[];
    readonly times: readonly string[];
    /** The columns of the design, as the model sees them. */
    readonly width: number;
  };
  readonly leftOut: readonly LeftOutColumn[];
  readonly folds: number;
  readonly seed: number;
  readonly threshold: number;
  readonly crossValidation: CrossValidation;
  /** Scores of the final model on data given apart; null where none was. */
  readonly holdout: (RowCount & { readonly scores: Scores }) | null;
  readonly notes: readonly string[];
}
