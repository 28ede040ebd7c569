import { InputError } from "../../../core/errors.js";
import { arrayOf, type DroppedSample, dropMissing } from "../question.js";
import type { Question } from "../statistic.js";

/** The rows under `groups` as JSON gives them, missing values in place. */
export function rawGroupsOf(question: Question): readonly (readonly unknown[])[] {
  return arrayOf(question, "groups").map((group, j) => {
    if (Array.isArray(group)) return group as readonly unknown[];
    throw new InputError(`groups[${j}] is not an array`, {
      where: `groups[${j}]`,
      fix: "give each group as an array of numbers",
    });
  });
}

/** The samples under `groups`: missing values dropped from each and counted. */
export function groupsOf(question: Question): readonly DroppedSample[] {
  return rawGroupsOf(question).map((group, j) => dropMissing(group, `groups[${j}]`));
}
