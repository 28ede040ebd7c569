import { isNumberText } from "../text-type.js";
import { sqlText } from "./sql-text.js";

/** Expressions over a VARCHAR field, for given texts that stand for "no value". */
export interface FieldSql {
  /** DOUBLE; NULL for what is missing or no number. */
  number(field: string): string;
  /** DOUBLE, milliseconds since 1970 UTC; NULL for what is missing or no time. */
  time(field: string): string;
  /** VARCHAR; NULL for what is missing. */
  text(field: string): string;
  /** BOOLEAN: there is a value. */
  isPresent(field: string): string;
}

export function fieldSql(missingValues: readonly string[]): FieldSql {
  const trimmed = [...new Set(["", ...missingValues.map((text) => text.trim())])];
  const isMissing = (field: string, among: readonly string[]) =>
    `trim(${field}, ' \t') IN (${among.map(sqlText).join(", ")})`;
  // Of the texts for "no value" only those that read as numbers matter to a number: "-999", "NaN".
  const numberLike = trimmed.filter(isNumberText);
  return {
    number: (field) => {
      // The cast takes 1_000 for a thousand; nobody else does.
      const never = [`contains(${field}, '_')`];
      if (numberLike.length > 0) never.push(isMissing(field, numberLike));
      return `CASE WHEN ${never.join(" OR ")} THEN NULL ELSE TRY_CAST(${field} AS DOUBLE) END`;
    },
    // The cast to TIMESTAMP would ignore a zone.
    time: (field) => `epoch_us(TRY_CAST(${field} AS TIMESTAMPTZ)) / 1000::DOUBLE`,
    text: (field) => `CASE WHEN ${isMissing(field, trimmed)} THEN NULL ELSE ${field} END`,
    isPresent: (field) => `(${field} IS NOT NULL AND NOT ${isMissing(field, trimmed)})`,
  };
}
