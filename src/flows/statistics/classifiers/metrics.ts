import { InputError } from "../../../core/errors.js";
import { isRuled, labelsByRule } from "./labels-by-rule.js";
import { completeRows, labelsOf, scoresOf, taken } from "./labelled-rows.js";
import { classProbabilityMetrics } from "./metrics-of-class-probabilities.js";
import { labelMetrics } from "./metrics-of-labels.js";
import { scoreMetrics } from "./metrics-of-scores.js";
import { arrayOf, matrixOf } from "../question.js";
import type { Answer, Question, Statistic } from "../statistic.js";

/** `stat metrics`: all scores of a classifier that its classes, scores or probabilities allow. */
export const metrics: Statistic = {
  name: "metrics",
  summary: "scores of a classifier from classes, scores or probabilities",
  definition: "scikit-learn's metrics; ECE by Naeini et al. 2015",
  takes:
    'y_true (classes, or {rule: "u < 0.1 + 0.7 * y_score", u: [...]}: 1 where it holds), y_pred? y_score? y_prob? (one at least), kind?, probabilities?, positive?',
  answer(question) {
    const given = {
      y_true: isRuled(question.y_true)
        ? labelsByRule(question.y_true, question)
        : labelsOf(question, "y_true"),
      ...(question.y_pred === undefined ? {} : { y_pred: labelsOf(question, "y_pred") }),
      ...(question.y_score === undefined ? {} : { y_score: scoresOf(question, "y_score") }),
      ...(question.y_prob === undefined ? {} : { y_prob: probabilityRowsOf(question) }),
    };
    const { rows, dropped } = completeRows(given);
    const truth = taken(given.y_true, rows);
    const notes: string[] = [];
    // Two of them may have an accuracy: that of the classes comes last and stays.
    const parts = [
      ...(given.y_prob ? [classProbabilityMetrics(truth, taken(given.y_prob, rows), notes)] : []),
      ...(given.y_score ? [scoreMetrics(question, truth, taken(given.y_score, rows), notes)] : []),
      ...(given.y_pred ? [labelMetrics(question, truth, taken(given.y_pred, rows), notes)] : []),
    ];
    if (parts.length === 0) {
      throw new InputError("nothing was predicted", {
        fix: "give y_pred (classes), y_score (scores) or y_prob (a probability for each class)",
      });
    }
    const answer = parts.reduce<Answer>((all, part) => ({ ...all, ...part }), {});
    return { n: rows.length, dropped, ...answer, ...(notes.length === 0 ? {} : { notes }) };
  },
};

/** Rows of probabilities under `y_prob`; undefined where a row is null or holds one. */
function probabilityRowsOf(question: Question): (readonly number[] | undefined)[] {
  const all = arrayOf(question, "y_prob");
  const isComplete = (row: unknown) =>
    !(row === null || (Array.isArray(row) && row.includes(null)));
  const present = matrixOf({ y_prob: all.filter(isComplete) }, "y_prob").values();
  return all.map((row) => (isComplete(row) ? present.next().value : undefined));
}
