import { isNumberText } from "../text-type.js";
import { sqlText } from "./sql-text.js";

/** Expressions over a VARCHAR field, for given texts that stand for "no value". */
export interface FieldSql {
  /** The texts for "no value", the empty one among them, without blanks around. */
  readonly missing: readonly string[];
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
  const list = (among: readonly string[]) => among.map(sqlText).join(", ");
  const isMissing = (field: string, among: readonly string[]) =>
    `trim(${field}, ' \t') IN (${list(among)})`;
  // Of the texts for "no value" only those that read as numbers matter to a number: "-999", "NaN".
  const numberLike = trimmed.filter(isNumberText);
  const alike = numberLike.map((text) => `TRY_CAST(${sqlText(text)} AS DOUBLE)`).join(", ");
  return {
    missing: trimmed,
    number: (field) => {
      const cast = `TRY_CAST(${field} AS DOUBLE)`;
      // The cast takes 1_000 for a thousand; nobody else does.
      const cases = [`WHEN contains(${field}, '_') THEN NULL`];
      if (numberLike.length > 0) {
        // To trim takes longer than to read a number, so only what has the right value is trimmed.
        const exact = `CASE WHEN ${isMissing(field, numberLike)} THEN NULL ELSE ${cast} END`;
        cases.push(`WHEN ${cast} IN (${alike}) THEN ${exact}`);
      }
      return `CASE ${cases.join(" ")} ELSE ${cast} END`;
    },
    // The cast to TIMESTAMP would ignore a zone.
    time: (field) => `epoch_us(TRY_CAST(${field} AS TIMESTAMPTZ)) / 1000::DOUBLE`,
    text: (field) => {
      // For the same reason only what has a blank at an end, or a control character before.
      const isPadded = `${field} < '!' OR ends_with(${field}, ' ') OR ends_with(${field}, '\t')`;
      const exact = `CASE WHEN ${isMissing(field, trimmed)} THEN NULL ELSE ${field} END`;
      const cases = `WHEN ${field} IN (${list(trimmed)}) THEN NULL WHEN ${isPadded} THEN ${exact}`;
      return `CASE ${cases} ELSE ${field} END`;
    },
    isPresent: (field) => `(${field} IS NOT NULL AND NOT ${isMissing(field, trimmed)})`,
  };
}
