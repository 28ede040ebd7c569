import { InputError } from "../../../core/errors.js";
import { countCategories, type CategoryCounts } from "../../../stats/category-counts.js";
import { arrayOf } from "../question.js";
import type { Answer, Question } from "../statistic.js";

/** Two samples of categories as counts, and what the answer says about them. */
export interface CategoriesQuestion {
  readonly counts: CategoryCounts;
  readonly about: Answer;
}

/**
 * Read two samples of categories: `reference` and `current`, or `x` and `y` as columns of files are
 * called. Categories are texts; a number or a truth value counts by its text, null is dropped.
 *
 * @throws {InputError} when one is missing, or holds something that is none of these
 */
export function categoriesOf(question: Question): CategoriesQuestion {
  const [first, second] =
    question.reference === undefined && question.x !== undefined
      ? (["x", "y"] as const)
      : (["reference", "current"] as const);
  const [before, after] = [textsOf(question, first), textsOf(question, second)];
  const counts = countCategories(before.texts, after.texts);
  const { categories, reference, current } = counts;
  return {
    counts,
    about: {
      [`dropped_${first}`]: before.dropped,
      [`dropped_${second}`]: after.dropped,
      categories,
      new_categories: categories.filter((_, i) => reference[i] === 0),
      gone_categories: categories.filter((_, i) => current[i] === 0),
    },
  };
}

function textsOf(question: Question, name: string): { texts: string[]; dropped: number } {
  const values = arrayOf(question, name);
  const texts = values.flatMap((value, i) => {
    if (value === null) return [];
    if (typeof value === "string") return [value];
    if (typeof value === "number" || typeof value === "boolean") return [String(value)];
    const fix = "give texts, numbers or truth values, null where missing";
    throw new InputError(`${JSON.stringify(value)} is not a category`, {
      where: `${name}[${i}]`,
      fix,
    });
  });
  return { texts, dropped: values.length - texts.length };
}
