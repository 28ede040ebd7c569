import { InputError } from "../../core/errors.js";
import type { Question } from "./statistic.js";

/** A sample without its missing values, and how many there were. */
export interface DroppedSample {
  readonly values: Float64Array;
  readonly dropped: number;
}

const INFINITIES: Readonly<Record<string, number>> = {
  Infinity,
  "+Infinity": Infinity,
  "-Infinity": -Infinity,
};

/**
 * A number as JSON spells it: a number, or the strings "Infinity" and "-Infinity". null and "NaN"
 * are missing.
 *
 * @returns undefined where it is missing
 * @throws {InputError} when it is anything else
 */
export function numberOrMissing(value: unknown, where: string): number | undefined {
  if (value === null || value === undefined || value === "NaN") return undefined;
  const number = typeof value === "string" ? INFINITIES[value] : value;
  if (typeof number !== "number") {
    const shown = JSON.stringify(value).slice(0, 40);
    const fix = 'give numbers, null where missing, "Infinity" where infinite';
    throw new InputError(`${shown} is not a number`, { where, fix });
  }
  return Number.isNaN(number) ? undefined : number;
}

/** The array under `name`, as it stands. */
export function arrayOf(question: Question, name: string): readonly unknown[] {
  const value = question[name];
  if (Array.isArray(value)) return value as readonly unknown[];
  const what = value === undefined ? `argument ${name} is missing` : `${name} is not an array`;
  throw new InputError(what, { where: name, fix: `give ${name} as an array` });
}

/** The sample under `name`: missing values dropped and counted. */
export function sampleOf(question: Question, name: string): DroppedSample {
  return dropMissing(arrayOf(question, name), name);
}

/** A sample without its missing values; `name` is for messages. */
export function dropMissing(array: readonly unknown[], name: string): DroppedSample {
  const present: number[] = [];
  array.forEach((value, index) => {
    const number = numberOrMissing(value, `${name}[${index}]`);
    if (number !== undefined) present.push(number);
  });
  return { values: Float64Array.from(present), dropped: array.length - present.length };
}

/** Numbers that keep their place: NaN where one is missing. For paired samples. */
export function numbersOf(question: Question, name: string): Float64Array {
  const array = arrayOf(question, name);
  return Float64Array.from(array, (v, i) => numberOrMissing(v, `${name}[${i}]`) ?? Number.NaN);
}

/** Rows of numbers under `name`, none missing, all of one length. */
export function matrixOf(question: Question, name: string): readonly (readonly number[])[] {
  const rows = arrayOf(question, name).map((row, i) => {
    if (!Array.isArray(row)) {
      throw new InputError(`${name}[${i}] is not a row`, {
        where: `${name}[${i}]`,
        fix: "give rows of numbers",
      });
    }
    return (row as unknown[]).map((value, j) =>
      required(numberOrMissing(value, `${name}[${i}][${j}]`), `${name}[${i}][${j}]`),
    );
  });
  const width = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged !== -1) {
    throw new InputError(`the rows of ${name} differ in length`, {
      where: `${name}[${ragged}]`,
      fix: "give a rectangular table",
    });
  }
  return rows;
}

/** The number under `name`, or the default where it is absent. */
export function numberOf(question: Question, name: string, fallback?: number): number {
  return required(numberOrMissing(question[name], name) ?? fallback, name);
}

/** The word under `name`, one of `choices`, or the first of them where it is absent. */
export function choiceOf<const T extends string>(
  question: Question,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const value = question[name] ?? choices[0];
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const fix = `give one of ${choices.join(", ")}`;
  throw new InputError(`${name} is ${JSON.stringify(value)}`, { where: name, fix });
}

/** The yes or no under `name`, or the default where it is absent. */
export function flagOf(question: Question, name: string, fallback: boolean): boolean {
  const value = question[name] ?? fallback;
  if (typeof value === "boolean") return value;
  throw new InputError(`${name} is ${JSON.stringify(value)}`, {
    where: name,
    fix: "give true or false",
  });
}

function required(value: number | undefined, where: string): number {
  if (value !== undefined) return value;
  throw new InputError(`${where} is missing`, { where, fix: `give ${where} as a number` });
}
