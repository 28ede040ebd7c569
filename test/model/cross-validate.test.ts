import { describe, expect, it } from "vitest";
import { neverStops } from "../../src/core/checkpoint.js";
import { seededRandom } from "../../src/core/random.js";
import { selectRows } from "../../src/core/select-rows.js";
import { preparationDefaults } from "../../src/features/preparation.js";
import type { ClassWeighting } from "../../src/model/class-weights.js";
import { crossValidate } from "../../src/model/cross-validate.js";
import { logisticRegression } from "../../src/model/logistic/logistic-regression.js";
import type { ScoreName } from "../../src/model/scores.js";
import { stratifiedFolds } from "../../src/model/stratified-folds.js";
import { probabilitiesOf, trainModel, type TrainingPlan } from "../../src/model/trained-model.js";
import { oracle } from "../oracle.js";
import { numberColumn, tableOf, textColumn } from "../read-table.js";
import { openQuestion, type TrainingQuestion } from "./credit-and-iris.js";

interface Question extends TrainingQuestion {
  readonly k: number;
  readonly kind: "plain" | "balanced" | "smote";
  readonly C: number;
  readonly folds?: readonly number[];
}
interface Band {
  readonly band: readonly [number, number];
}
interface Expected {
  readonly roc_auc_per_fold?: readonly number[];
  readonly fold_roc_auc_range?: readonly [number, number];
}

const { source, cases } = oracle("cross_validation");
const run = { random: seededRandom(1), checkpoint: neverStops };

function openCase(input: unknown) {
  const question = input as Question;
  const opened = openQuestion(question);
  if (opened === undefined) return undefined;
  const { table, labels, classes, spec } = opened;
  const weighting: ClassWeighting = question.kind === "balanced" ? "balanced" : "none";
  const classifier = logisticRegression({ c: question.C });
  const plan = { preparation: spec, classifier, weighting, classes, threshold: 0.5 };
  return { question, table, labels, classes, plan };
}

describe(`agrees with ${source}`, () => {
  for (const { name, input, expected } of cases) {
    // SMOTE comes with the other ways to balance.
    if ((input as unknown as Question).kind === "smote") continue;
    const opened = openCase(input);
    it.skipIf(opened === undefined)(`on ${name}`, async () => {
      const { question, table, labels, classes, plan } = opened!;
      const { k } = question;
      const folds = Int32Array.from(
        question.folds ?? stratifiedFolds(labels, { k, classes, random: seededRandom(7) }),
      );
      const { test, folds: each } = await crossValidate({ table, labels, folds, k }, plan, run);
      const want = expected as unknown as Expected;
      want.roc_auc_per_fold?.forEach((auc, fold) => {
        expect(each[fold]!.test.roc_auc).toBeCloseTo(auc, 3);
      });
      for (const key of ["roc_auc", "accuracy", "f1", "f1_macro", "log_loss"]) {
        const goal = expected[key] as number | Band | undefined;
        if (goal === undefined) continue;
        const got = test[key.replace("_macro", "") as ScoreName].mean!;
        if (typeof goal === "number") expect(Math.abs(got - goal)).toBeLessThan(0.002);
        else {
          expect(got).toBeGreaterThanOrEqual(goal.band[0]);
          expect(got).toBeLessThanOrEqual(goal.band[1]);
        }
      }
    });
  }
});

const table = tableOf(
  numberColumn("x", [1, 2, 3, 4, 5, 6, 7, 1000]),
  textColumn("c", ["a", "b", "a", "b", "a", "b", "a", "only-here"]),
);
const labels = Int32Array.of(0, 1, 0, 1, 1, 0, 0, 1);
const plan: TrainingPlan = {
  preparation: {
    ...preparationDefaults,
    ...{ numbers: ["x"], categories: ["c"], times: [], outliers: "clip" },
  },
  classifier: logisticRegression({ c: 1 }),
  weighting: "none",
  classes: ["0", "1"],
  threshold: 0.5,
};

it("learns nothing from the rows that it scores", async () => {
  const folds = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  const training = selectRows(table, Int32Array.of(0, 1, 2, 3));
  const { preparation } = await trainModel(training, labels.slice(0, 4), plan, run);
  expect(preparation.numbers[0]!.center).toBe(2.5);
  expect(preparation.categories[0]!.levels).toEqual(["a", "b"]);
  // Whatever the held-out labels, the model of the fold is the same: so are its training scores.
  const flipped = labels.map((label, row) => (row >= 4 ? 1 - label : label));
  const rows = { table, folds, k: 2 };
  const a = await crossValidate({ ...rows, labels }, plan, run);
  const b = await crossValidate({ ...rows, labels: flipped }, plan, run);
  expect(b.folds[1]!.train).toEqual(a.folds[1]!.train);
  expect(b.folds[1]!.test.accuracy).toBeCloseTo(1 - a.folds[1]!.test.accuracy!, 12);
});

it("has no mean of a score that a fold does not define", async () => {
  const folds = Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2);
  const result = await crossValidate(
    { table, labels: Int32Array.of(0, 1, 0, 1, 1, 0, 1, 1), folds, k: 3 },
    plan,
    run,
  );
  expect(result.folds[2]!.test.roc_auc).toBeNull();
  expect(result.test.roc_auc).toEqual({ mean: null, sd: null });
  expect(result.test.accuracy.mean).not.toBeNull();
});

it("gives probabilities that add up to 1", async () => {
  const model = await trainModel(table, labels, plan, run);
  const [p, q] = probabilitiesOf(model, table);
  p!.forEach((value, row) => {
    expect(value + q![row]!).toBeCloseTo(1, 15);
  });
});
