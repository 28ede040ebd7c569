import { InputError } from "../../../core/errors.js";
import { arrayOf, numberOrMissing } from "../question.js";
import type { Question } from "../statistic.js";

/**
 * The confidence levels under `levels`, or the default ones where it is absent.
 *
 * @throws {InputError} when one is not between 0 and 1
 */
export function levelsOf(question: Question, fallback: readonly number[]): readonly number[] {
  if (question.levels === undefined) return fallback;
  return arrayOf(question, "levels").map((value, i) => {
    const level = numberOrMissing(value, `levels[${i}]`);
    if (level !== undefined && level > 0 && level < 1) return level;
    throw new InputError(`the confidence level ${JSON.stringify(value)} is not between 0 and 1`, {
      where: `levels[${i}]`,
      fix: "give a share such as 0.95",
    });
  });
}
