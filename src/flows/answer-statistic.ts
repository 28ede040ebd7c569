import { ArlequinError, InputError, UndefinedError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import { STATISTICS } from "./statistics/catalogue.js";
import type { Answer, Question, Statistic } from "./statistics/statistic.js";

/** What became of one question. */
export type Outcome =
  | { readonly result: Answer }
  /** The input is sound, but the statistic has no value there: why. */
  | { readonly undefined: string }
  | {
      readonly error: {
        readonly what: string;
        readonly where: string | null;
        readonly fix: string | null;
      };
    };

/** The statistic of a name. @throws {InputError} when there is none, with the nearest name */
export function statisticNamed(name: string): Statistic {
  const found = STATISTICS.find((statistic) => statistic.name === name);
  if (found) return found;
  const names = STATISTICS.map((statistic) => statistic.name);
  throw new InputError(`unknown statistic "${name}"${didYouMean(name, names)}`, {
    fix: "see arlequin stat --list",
  });
}

/**
 * Answer one question.
 *
 * @throws {InputError} when the question is not one that the statistic understands
 */
export function answerQuestion(statistic: Statistic, question: unknown): Outcome {
  if (typeof question !== "object" || question === null || Array.isArray(question)) {
    throw new InputError("a question is a JSON object", {
      fix: `give an object with ${statistic.takes}`,
    });
  }
  try {
    return { result: statistic.answer(question as Question) };
  } catch (error) {
    if (error instanceof UndefinedError) return { undefined: error.message };
    throw error;
  }
}

/** Answer many questions, in their order: one that is wrong does not stop the others. */
export function answerQuestions(statistic: Statistic, questions: readonly unknown[]): Outcome[] {
  return questions.map((question) => {
    try {
      return answerQuestion(statistic, question);
    } catch (error) {
      if (!(error instanceof ArlequinError)) throw error;
      return { error: { what: error.message, where: error.where ?? null, fix: error.fix ?? null } };
    }
  });
}
