import { InputError } from "../../../core/errors.js";
import type { Label } from "../../../stats/scores/confusion-matrix.js";
import { arrayOf, numberOrMissing } from "../question.js";
import type { Question } from "../statistic.js";

/** Classes under `name`, in their places; undefined where one is missing. */
export function labelsOf(question: Question, name: string): (Label | undefined)[] {
  return arrayOf(question, name).map((value, i) => {
    if (value === null || value === undefined) return undefined;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      return value;
    }
    throw new InputError(`${name}[${i}] is not a class`, {
      where: `${name}[${i}]`,
      fix: "give classes as texts, numbers, true or false, and null where missing",
    });
  });
}

/** Numbers under `name`, in their places; undefined where one is missing. */
export function scoresOf(question: Question, name: string): (number | undefined)[] {
  return arrayOf(question, name).map((value, i) => numberOrMissing(value, `${name}[${i}]`));
}

/** Which rows of several columns are complete: nothing is missing in any column. */
export interface CompleteRows {
  /** Row numbers, ascending. */
  readonly rows: readonly number[];
  readonly dropped: number;
}

/**
 * Drop a row wherever any column misses it.
 *
 * @throws {InputError} when the columns differ in length
 */
export function completeRows(columns: Readonly<Record<string, readonly unknown[]>>): CompleteRows {
  const [first, ...others] = Object.entries(columns);
  const [firstName, { length }] = first!;
  for (const [name, column] of others) {
    if (column.length === length) continue;
    throw new InputError(`${name} has ${column.length} rows, ${firstName} ${length}`, {
      where: name,
      fix: "give columns of one length",
    });
  }
  const lists = Object.values(columns);
  const rows = [...lists[0]!.keys()].filter((row) =>
    lists.every((column) => column[row] !== undefined),
  );
  return { rows, dropped: length - rows.length };
}

/** Values of the given rows, none of them missing. */
export function taken<T>(column: readonly (T | undefined)[], rows: readonly number[]): T[] {
  return rows.map((row) => column[row]!);
}

/**
 * The class that counts as positive: `positive` of the question, or 1 (true) where the classes are 0
 * and 1 (false and true).
 *
 * @returns undefined where the classes have other names and none was said to be the positive one
 */
export function positiveOf(question: Question, classes: Iterable<Label>): Label | undefined {
  const named = question.positive;
  if (typeof named === "string" || typeof named === "number" || typeof named === "boolean") {
    return named;
  }
  if (named !== undefined && named !== null) {
    throw new InputError("positive is not a class", {
      where: "positive",
      fix: "give the name of the positive class",
    });
  }
  const kinds = new Set(classes);
  if ([...kinds].every((label) => label === 0 || label === 1)) return 1;
  if ([...kinds].every((label) => typeof label === "boolean")) return true;
  return undefined;
}

/**
 * 1 for the positive class, 0 for any other.
 *
 * @throws {InputError} when it is not known which class is the positive one
 */
export function binaryOf(question: Question, labels: readonly Label[], name: string): Uint8Array {
  const positive = positiveOf(question, labels);
  if (positive === undefined) {
    const known = [...new Set(labels)].slice(0, 5).map((label) => JSON.stringify(label));
    throw new InputError(`the classes of ${name} are not 0 and 1 but ${known.join(", ")}`, {
      where: name,
      fix: "name the positive class as positive",
    });
  }
  return Uint8Array.from(labels, (label) => Number(label === positive));
}
