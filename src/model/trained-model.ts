import type { Checkpoint } from "../core/checkpoint.js";
import type { Random } from "../core/random.js";
import type { Table } from "../core/table.js";
import {
  applyPreparation,
  fitPreparation,
  type Preparation,
  type PreparationSpec,
} from "../features/preparation.js";
import { rowWeights, type ClassWeighting } from "./class-weights.js";
import type { Classifier, FittedClassifier } from "./classifier.js";

/** How a model is to be trained, whatever the rows. */
export interface TrainingPlan {
  readonly preparation: PreparationSpec;
  readonly classifier: Classifier;
  readonly weighting: ClassWeighting;
  readonly classes: readonly string[];
  /** From which probability on a row counts as positive; two classes only. */
  readonly threshold: number;
}

/** Everything that turns rows of data into probabilities. */
export interface TrainedModel {
  readonly preparation: Preparation;
  readonly classifier: FittedClassifier;
}

/**
 * Train on a table: its columns' preparation, then the classifier on the features. Nothing is
 * learnt from rows outside this table.
 *
 * @param labels the class of each row of the table
 * @throws {UndefinedError} when only one class occurs, or a feature has no finite value
 */
export async function trainModel(
  table: Table,
  labels: Int32Array,
  plan: TrainingPlan,
  { random, checkpoint }: { readonly random: Random; readonly checkpoint: Checkpoint },
): Promise<TrainedModel> {
  const preparation = fitPreparation(table, plan.preparation);
  await checkpoint();
  const classCount = plan.classes.length;
  const design = applyPreparation(preparation, table);
  const weights = rowWeights(labels, classCount, plan.weighting);
  const training = { design, labels, classCount, weights };
  return { preparation, classifier: await plan.classifier.fit(training, random, checkpoint) };
}

/** The probability of each class for each row: [class][row]. */
export function probabilitiesOf(
  { preparation, classifier }: TrainedModel,
  table: Table,
): Float64Array[] {
  return classifier.predictProbabilities(applyPreparation(preparation, table));
}
