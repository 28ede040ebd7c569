import type { ColumnType, TableRequest } from "../../ports/data-engine.js";
import { missingTest } from "../missing-values.js";
import { isNumberText, textType, type TextType } from "../text-type.js";

/** How a text column is read at first. Asked for as numbers, it stays numbers or times, whatever is in it. */
export interface GuessedColumn {
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
export function guessColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  { missingValues, numeric = [], categorical = [] }: TableRequest,
): GuessedColumn[] {
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

/**
 * The type of a column, from how many of its rows speak against what was guessed. Digits of one width
 * of which some begin with zero (00501) are codes, and so text. A column without a value is numbers.
 */
export function resolveType(plan: GuessedColumn, against: readonly number[]): ColumnType {
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
