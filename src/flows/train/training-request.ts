import type { ClassWeighting } from "../../model/class-weights.js";
import type { ClassifierOptions } from "../../model/classifier-kinds.js";
import type { PreparationSpec } from "../../features/preparation.js";

/** What a person asks of a training. */
export interface TrainingRequest {
  /** Files whose rows are learnt from, all together. */
  readonly data: readonly string[];
  /** A file whose rows are scored at the end, and never learnt from. */
  readonly test: string | null;
  readonly missingValues: readonly string[];
  /** `column:NAME`, `rule:EXPRESSION` or `quantile:NAME:SHARE`. */
  readonly label: string;
  /** The positive one of two classes of a label column; null takes one that reads as yes. */
  readonly positive: string | null;
  /** Columns to use; null takes all that are fit for it. */
  readonly features: readonly string[] | null;
  readonly exclude: readonly string[];
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  /** Keep the columns that a rule or a quantile reads among the features: a leak, on purpose. */
  readonly keepLabelColumns: boolean;
  readonly preparation: Omit<PreparationSpec, "numbers" | "categories" | "times" | "dropFirst">;
  readonly model: string;
  /** What the kind of model is told. */
  readonly classifier: ClassifierOptions;
  readonly weighting: ClassWeighting;
  readonly folds: number;
  readonly seed: number;
  readonly threshold: number;
  readonly scenario: string;
  /** The folder that the model goes to; null keeps none. */
  readonly modelFolder: string | null;
  /** The CSV that a row is appended to; null for none. */
  readonly log: string | null;
}
