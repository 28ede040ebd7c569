import type { ColumnType } from "../../ports/data-engine.js";
import type { GuessedColumn } from "../columns/guess-columns.js";
import type { TextType } from "../text-type.js";
import type { FieldSql } from "./field-sql.js";
import type { StrictSelection } from "./text-loader.js";

const hasNumbers = (guess: TextType) => ["number", "timestamp", "code"].includes(guess);

/** Is the text of the column kept, so that it need not be read again? */
export function keepsText({ guess }: GuessedColumn): boolean {
  return guess !== "number" && guess !== "timestamp";
}

/** What to store: d, the number or time; r, the field where it is none; t, the text. */
export function storedFields(plans: readonly GuessedColumn[], sql: FieldSql): StrictSelection {
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
export function typeChecks(plan: GuessedColumn, sql: FieldSql): readonly string[] {
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

/** The numbers of a column of that type, over what `storedFields` has stored; null for text. */
export function numbersExpression(
  { guess, index }: GuessedColumn,
  type: ColumnType,
  sql: FieldSql,
): string | null {
  const text = `t${index}`;
  if (type === "number") return hasNumbers(guess) ? `d${index}` : sql.number(text);
  if (type === "timestamp") return hasNumbers(guess) ? `d${index}` : sql.time(text);
  if (type !== "boolean") return null;
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN lower(trim(${text}, ' \t')) = 'true' THEN 1 ELSE 0 END::DOUBLE`;
}
