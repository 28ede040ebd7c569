import { selectRows } from "../../core/select-rows.js";
import { designWidth } from "../../features/design-matrix.js";
import { applyPreparation } from "../../features/preparation.js";
import { parseLabelStrategy } from "../../model/labels/label-strategy.js";
import { labelsOf, type Labeller } from "../../model/labels/labeller.js";
import type { TrainedModel, TrainingPlan } from "../../model/trained-model.js";
import type { TrainingSummary } from "../../model/training/training-summary.js";
import type { ChosenFeatures } from "./choose-features.js";
import type { LabelledRows } from "./labelled-rows.js";
import type { TrainingRows } from "./read-training-rows.js";
import type { TrainingRequest } from "./training-request.js";

/** All that a training made and used. */
export interface Trained {
  readonly request: TrainingRequest;
  readonly rows: TrainingRows;
  readonly labelled: LabelledRows;
  readonly labeller: Labeller;
  readonly features: ChosenFeatures;
  readonly model: TrainedModel;
  readonly plan: TrainingPlan;
}

/** Put together what a training came to. */
export function summariseTraining(
  { request, rows, labelled, labeller, features, model, plan }: Trained,
  scores: Pick<TrainingSummary, "crossValidation" | "holdout">,
): TrainingSummary {
  const { numbers, categories, times } = features;
  const one = selectRows(labelled.table, Int32Array.of(0));
  const width = designWidth(applyPreparation(model.preparation, one));
  const all = labelsOf(labeller, rows.table);
  let start = 0;
  return {
    model: request.model,
    label: parseLabelStrategy(request.label).text,
    scenario: request.scenario,
    data: rows.sources.map(({ source, rows: count }) => {
      const own = all.subarray(start, (start += count));
      return { source, rows: count, labelled: own.filter((label) => label >= 0).length };
    }),
    classes: labeller.classes.map((name, k) => ({
      name,
      rows: labelled.labels.filter((label) => label === k).length,
    })),
    features: { numbers, categories, times, width },
    leftOut: [...rows.unread, ...features.leftOut],
    folds: request.folds,
    seed: request.seed,
    threshold: plan.threshold,
    ...scores,
    notes: [...new Set([...scores.crossValidation.notes, ...model.classifier.notes])],
  };
}
