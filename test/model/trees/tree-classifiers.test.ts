import { describe, expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { seededRandom } from "../../../src/core/random.js";
import { applyPreparation, fitPreparation } from "../../../src/features/preparation.js";
import { classifierKind } from "../../../src/model/classifier-kinds.js";
import { crossValidate } from "../../../src/model/cross-validate.js";
import type { ScoreName } from "../../../src/model/scores.js";
import { stratifiedFolds } from "../../../src/model/stratified-folds.js";
import { oracle } from "../../oracle.js";
import { openQuestion, type TrainingQuestion } from "../credit-and-iris.js";

interface Question extends TrainingQuestion {
  readonly k: number;
  readonly model: string;
}
interface Band {
  readonly band: readonly [number, number];
}

const { source, cases } = oracle("model_bands");
const KINDS = ["decision_tree", "random_forest", "gradient_boosting"];

describe(`lies within the bands of ${source}`, () => {
  for (const { name, input, expected } of cases) {
    const question = input as unknown as Question;
    if (!KINDS.includes(question.model)) continue;
    const opened = openQuestion(question);
    it.skipIf(opened === undefined)(`on ${name}`, async () => {
      const { table, labels, classes, spec } = opened!;
      const { k, model } = question;
      const folds = stratifiedFolds(labels, { k, classes, random: seededRandom(7) });
      const classifier = classifierKind(model).create({ c: 1 });
      const { test } = await crossValidate(
        { table, labels, folds, k },
        { preparation: spec, classifier, weighting: "none", classes, threshold: 0.5 },
        { random: seededRandom(1), checkpoint: neverStops },
      );
      for (const key of ["roc_auc", "accuracy", "f1", "f1_macro"]) {
        const goal = (expected as Record<string, Band | undefined>)[key];
        if (goal === undefined) continue;
        const got = test[key.replace("_macro", "") as ScoreName].mean!;
        expect(got, key).toBeGreaterThanOrEqual(goal.band[0]);
        expect(got, key).toBeLessThanOrEqual(goal.band[1]);
      }
    });
  }
});

const iris = openQuestion({
  dataset: "iris.csv",
  target: "species",
  positive: null,
  numeric: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
  categorical: [],
})!;
const design = applyPreparation(
  fitPreparation(iris.table, { ...iris.spec, standardise: false }),
  iris.table,
);

describe.each(KINDS)("%s", (model) => {
  const { create, load } = classifierKind(model);
  const fit = (seed: number, options = {}) =>
    create({ c: null, trees: 20, ...options }).fit(
      { design, labels: iris.labels, classCount: 3, weights: new Float64Array(150).fill(1) },
      seededRandom(seed),
      neverStops,
    );

  it("says the same once it has been written and read", async () => {
    const fitted = await fit(1);
    const copy = load(JSON.parse(JSON.stringify(fitted)));
    expect(copy.predictProbabilities(design)).toEqual(fitted.predictProbabilities(design));
    expect(JSON.stringify(copy)).toBe(JSON.stringify(fitted));
  });

  it("is the same for the same seed, and gives probabilities that add up to 1", async () => {
    const [a, b] = [await fit(3, { maxFeatures: 2 }), await fit(3, { maxFeatures: 2 })];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    expect(JSON.stringify(await fit(4, { maxFeatures: 2 }))).not.toBe(JSON.stringify(a));
    const [p, q, r] = a.predictProbabilities(design);
    p!.forEach((value, row) => {
      expect(value + q![row]! + r![row]!).toBeCloseTo(1, 12);
    });
  });

  it("refuses rows of one class", async () => {
    const labels = new Int32Array(150);
    const training = { design, labels, classCount: 2, weights: new Float64Array(150).fill(1) };
    const call = create({ c: null }).fit(training, seededRandom(1), neverStops);
    await expect(call).rejects.toThrow("at least two classes");
  });
});
