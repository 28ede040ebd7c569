import type { ColumnType, TableRequest } from "../../ports/data-engine.js";
import { missingTest } from "../missing-values.js";
import { isNumberText, textType, type TextType } from "../text-type.js";
import type { FieldSql } from "./field-sql.js";
import type { StrictSelection } from "./text-loader.js";

/** How a text column is read at first. Asked for as numbers, it stays numbers or times, whatever is in it. */
export interface TextPlan {
  readonly name: string;
  readonly index: number;
  readonly guess: TextType;
  readonly isAskedNumber: boolean;
  /** Of codes: the number of their digits. */
  readonly width: number;
  /** The reader itself may take the fields for numbers: nothing that was seen is in doubt. */
  readonly isStrict: boolean;
}

/** @param sample the first records, fields in the order of `names` */
export function planColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  { missingValues, numeric = [], categorical = [] }: TableRequest,
): TextPlan[] {
  const isMissing = missingTest(missingValues);
  const exact = new Set(["", ...missingValues.map((text) => text.trim())]);
  // A number that stands for "no value" may be written in many ways, so its text is needed.
  const isSafe = (field: string) => exact.has(field) || isNumberText(field);
  const mayBeStrict = !missingValues.some(isNumberText);
  const [asNumber, asText] = [new Set(numeric), new Set(categorical)];
  return names.map((name, index) => {
    const isAskedNumber = asNumber.has(name);
    if (!isAskedNumber && asText.has(name)) {
      return { name, index, guess: "text", isAskedNumber, width: 0, isStrict: false };
    }
    const fields = sample.map((row) => row[index] ?? "");
    const values = fields.filter((field) => !isMissing(field));
    const width = values[0]?.trim().length ?? 0;
    const looks = textType(values);
    // A time is a number, too: its milliseconds.
    const guess = isAskedNumber && looks !== "timestamp" ? "number" : looks;
    const isStrict = mayBeStrict && looks === "number" && fields.every(isSafe);
    return { name, index, guess, isAskedNumber, width, isStrict };
  });
}

const hasNumbers = (guess: TextType) => ["number", "timestamp", "code"].includes(guess);

/** Is the text of the column kept, so that it need not be read again? */
export function keepsText({ guess }: TextPlan): boolean {
  return guess !== "number" && guess !== "timestamp";
}

/** What to store: d, the number or time; r, the field where it is none; t, the text. */
export function storedFields(plans: readonly TextPlan[], sql: FieldSql): StrictSelection {
  const strict = plans.filter(({ isStrict }) => isStrict);
  return {
    numbers: new Set(strict.map(({ index }) => index)),
    missing: sql.missing,
    inner: (field) =>
      plans.flatMap(({ index: i, guess, isStrict }) => {
        if (isStrict) return [`${field(i)} AS d${i}`];
        const value = guess === "timestamp" ? sql.time(field(i)) : sql.number(field(i));
        return [`${field(i)} AS f${i}`, ...(hasNumbers(guess) ? [`${value} AS d${i}`] : [])];
      }),
    outer: plans.flatMap((plan) => {
      const i = plan.index;
      if (plan.isStrict) return [`d${i}`];
      const value = [`d${i}`, `CASE WHEN d${i} IS NULL THEN f${i} END AS r${i}`];
      const text = [`${sql.text(`f${i}`)} AS t${i}`];
      return [...(hasNumbers(plan.guess) ? value : []), ...(keepsText(plan) ? text : [])];
    }),
  };
}

/** Conditions on a row that speak against a type; `resolveType` reads their counts in this order. */
export function typeChecks(plan: TextPlan, sql: FieldSql): readonly string[] {
  const { guess, index, width } = plan;
  if (plan.isStrict) return []; // or the reading would have failed
  const [text, rest] = [`t${index}`, `r${index}`];
  const trimmed = `trim(${text}, ' \t')`;
  const noBoolean = `${text} IS NOT NULL AND lower(${trimmed}) NOT IN ('true', 'false')`;
  switch (guess) {
    case "number":
    case "timestamp":
      return [sql.isPresent(rest)];
    case "code":
      return [
        sql.isPresent(rest),
        `length(${trimmed}) <> ${width} OR NOT regexp_full_match(${trimmed}, '[0-9]+')`,
        `starts_with(${trimmed}, '0')`,
      ];
    case "boolean":
      return [noBoolean];
    case "nothing":
      return [
        `${text} IS NOT NULL AND ${sql.number(text)} IS NULL`,
        noBoolean,
        `${text} IS NOT NULL AND ${sql.time(text)} IS NULL`,
      ];
    case "text":
      return [];
  }
}

/**
 * The type of a column, from how many of its rows speak against what was guessed. Digits of one width
 * of which some begin with zero (00501) are codes, and so text. A column without a value is numbers.
 */
export function resolveType(plan: TextPlan, against: readonly number[]): ColumnType {
  const [first = 0, second = 0, third = 0] = against;
  switch (plan.guess) {
    case "number":
      return first === 0 || plan.isAskedNumber ? "number" : "text";
    case "timestamp":
      return first === 0 || plan.isAskedNumber ? "timestamp" : "text";
    case "code":
      return first > 0 || (second === 0 && third > 0) ? "text" : "number";
    case "boolean":
      return first === 0 ? "boolean" : "text";
    case "nothing":
      if (first === 0) return "number";
      if (second === 0) return "boolean";
      return third === 0 ? "timestamp" : "text";
    case "text":
      return "text";
  }
}

/** The numbers of a column of that type, over what `storedFields` has stored; null for text. */
export function numbersExpression(
  { guess, index }: TextPlan,
  type: ColumnType,
  sql: FieldSql,
): string | null {
  const text = `t${index}`;
  if (type === "number") return hasNumbers(guess) ? `d${index}` : sql.number(text);
  if (type === "timestamp") return hasNumbers(guess) ? `d${index}` : sql.time(text);
  if (type !== "boolean") return null;
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN lower(trim(${text}, ' \t')) = 'true' THEN 1 ELSE 0 END::DOUBLE`;
}
