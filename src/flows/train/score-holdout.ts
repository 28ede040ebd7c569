import { InputError } from "../../core/errors.js";
import { labelColumns, parseLabelStrategy } from "../../model/labels/label-strategy.js";
import type { Labeller } from "../../model/labels/labeller.js";
import { scoresOf } from "../../model/scores.js";
import {
  probabilitiesOf,
  type TrainedModel,
  type TrainingPlan,
} from "../../model/trained-model.js";
import type { TrainingSummary } from "../../model/training/training-summary.js";
import type { RowReader } from "../../ports/row-reader.js";
import { withLabels } from "./labelled-rows.js";
import { readLikeTraining, type TrainingRows } from "./read-training-rows.js";
import type { TrainingRequest } from "./training-request.js";

/**
 * Score a model on data given apart, labelled as the training data were. Rows without a label, or
 * of a class that the model does not know, are left out.
 *
 * @returns null where no such data were given
 * @throws {InputError} when the file lacks a column, or no row of it has a label
 */
export async function scoreHoldout(
  request: TrainingRequest,
  reader: RowReader,
  { columns }: TrainingRows,
  model: TrainedModel,
  plan: TrainingPlan,
  labeller: Labeller,
): Promise<TrainingSummary["holdout"]> {
  if (request.test === null) return null;
  const used = new Set([
    ...plan.preparation.numbers,
    ...plan.preparation.categories,
    ...plan.preparation.times,
    ...labelColumns(parseLabelStrategy(request.label)).keys(),
  ]);
  const wanted = columns.filter(({ name }) => used.has(name));
  const table = await readLikeTraining(reader, request.test, request, wanted);
  const { table: scored, labels } = withLabels(table, labeller);
  if (labels.length === 0) {
    throw new InputError(`no row of ${request.test} has a label`, {
      where: `--test ${request.test}`,
      fix: "give test data with the columns that the label is made from",
    });
  }
  const scores = scoresOf(labels, probabilitiesOf(model, scored), plan.threshold);
  return { source: request.test, rows: table.rows, labelled: labels.length, scores };
}
