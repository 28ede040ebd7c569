import type { Column } from "../core/table.js";

/**
 * The values of a column as texts, by row; null where a value is missing. Numbers have full
 * precision, times are ISO 8601 in UTC, with milliseconds only where there are some.
 *
 * @param encode what to do to each text, once for each distinct one where they are known
 */
export function fieldTexts(
  column: Column,
  encode: (text: string) => string = (text) => text,
): (row: number) => string | null {
  if (column.kind === "text") {
    const levels = column.levels.map(encode);
    return (row) => levels[column.codes[row]!] ?? null; // −1 is no place
  }
  const { values } = column;
  const text = column.kind === "time" ? timeText : String;
  return (row) => {
    const value = values[row]!;
    return Number.isNaN(value) ? null : text(value);
  };
}

function timeText(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}
