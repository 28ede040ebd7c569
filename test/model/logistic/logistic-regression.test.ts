import { describe, expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { applyPreparation, fitPreparation } from "../../../src/features/preparation.js";
import { rowWeights, type ClassWeighting } from "../../../src/model/class-weights.js";
import { fitLogisticRegression } from "../../../src/model/logistic/logistic-regression.js";
import { oracle } from "../../oracle.js";
import { openQuestion, type TrainingQuestion } from "../credit-and-iris.js";

interface Question extends TrainingQuestion {
  readonly C: number | null;
  readonly class_weight: ClassWeighting;
}
interface Expected {
  readonly intercept: number | readonly number[];
  readonly coef: Readonly<Record<string, number | readonly number[]>>;
  readonly objective: number;
  readonly train_log_loss: number;
  readonly probabilities_first_10: readonly (number | readonly number[])[];
  readonly std_error?: Readonly<Record<string, number>>;
}

const { source, cases } = oracle("logistic_regression");

describe(`agrees with ${source}`, () => {
  for (const { name, input, expected, tolerance_by_key } of cases) {
    const question = input as unknown as Question;
    const want = expected as unknown as Expected;
    const opened = openQuestion(question);
    it.skipIf(opened === undefined)(`on ${name}`, async () => {
      const { table, labels, classes, spec } = opened!;
      const design = applyPreparation(fitPreparation(table, spec), table);
      const weights = rowWeights(labels, classes.length, question.class_weight);
      const training = { design, labels, classCount: classes.length, weights };
      const fit = await fitLogisticRegression(training, question.C, neverStops);
      expect(fit.notes).toEqual([]);
      expect(Math.abs(fit.objective - want.objective)).toBeLessThan(1e-8 * want.objective);

      const near = (got: number, goal: number, key: string) => {
        const { abs = 1e-5, rel = 1e-4 } = tolerance_by_key?.[key] ?? {};
        expect(Math.abs(got - goal)).toBeLessThanOrEqual(Math.max(abs, rel * Math.abs(goal)));
      };
      const list = (value: number | readonly number[]) =>
        typeof value === "number" ? [value] : value;
      list(want.intercept).forEach((goal, k) => {
        near(fit.intercepts[k]!, goal, "intercept");
      });
      expect([...fit.columns].sort()).toEqual(Object.keys(want.coef).sort());
      fit.columns.forEach((column, j) => {
        list(want.coef[column]!).forEach((goal, k) => {
          near(fit.weights[k]![j]!, goal, "coef");
        });
        if (want.std_error === undefined) return;
        near(fit.standardErrors![j + 1]!, want.std_error[column]!, "std_error");
      });
      const probabilities = fit.predictProbabilities(design);
      want.probabilities_first_10.forEach((goal, row) => {
        if (typeof goal === "number") near(probabilities[1]![row]!, goal, "probability");
        else
          goal.forEach((p, k) => {
            near(probabilities[k]![row]!, p, "probability");
          });
      });
    });
  }
});
