/** What the values of a text column seem to be. `code`: digits of one width, such as 00501. */
export type TextType = "number" | "code" | "boolean" | "timestamp" | "text" | "nothing";

const NUMBER = /^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;
const DIGITS = /^\d{2,}$/;
const BOOLEAN = /^(?:true|false)$/i;
const TIMESTAMP =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/** Does a text read as a number: 7, +1.0, .5, 1e3, inf, NaN, but not 1_000, 1,000 or 0x10? */
export function isNumberText(text: string): boolean {
  return NUMBER.test(text.trim());
}

/**
 * A first guess at the type of a text column, from some of its values; an engine then holds it
 * against all of them. One value that is no number makes a text: that part is no guess.
 *
 * @param values fields of the column that are not missing
 */
export function textType(values: readonly string[]): TextType {
  if (values.length === 0) return "nothing";
  const trimmed = values.map((value) => value.trim());
  const all = (expression: RegExp) => trimmed.every((value) => expression.test(value));
  if (all(NUMBER)) {
    const oneWidth = trimmed.every((value) => value.length === trimmed[0]!.length);
    return oneWidth && all(DIGITS) ? "code" : "number";
  }
  if (all(BOOLEAN)) return "boolean";
  return all(TIMESTAMP) ? "timestamp" : "text";
}
