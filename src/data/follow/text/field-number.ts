import { isNumberText } from "../../text-type.js";
import { textOfBytes, trimmed } from "./bytes-text.js";

/** Reads fields as numbers; NaN where there is none. */
export interface NumberReader {
  readonly ofBytes: (bytes: Uint8Array, start: number, end: number) => number;
  readonly ofText: (text: string) => number;
}

const NUMBER = /^\+?(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;
const INFINITE = /^\+?(-?)inf(?:inity)?$/i;
const BOOLEAN = /^(?:true|false)$/i;
/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** Whole numbers of so many digits are exact, and so is one division: the result is rounded once. */
const EXACT_DIGITS = 15;

/**
 * Numbers as the engine reads them (src/data/duckdb/field-sql.ts): 7, +1.0, .5, 1e3, inf, but not
 * 1_000 or 1,000; blanks around them do not count. True and false are 1 and 0.
 *
 * @param missingValues texts that stand for "no value": "-999" is one, -999.0 then still a number
 */
export function numberReader(missingValues: readonly string[]): NumberReader {
  const missing = new Set(missingValues.map((text) => text.trim()).filter(isNumberText));
  const values = new Set([...missing].map(parsed));
  const isMissing = (value: number, text: string) =>
    values.has(value) && missing.has(trimmed(text));
  const ofText = (text: string) => {
    const value = parsed(text);
    return isMissing(value, text) ? NaN : value;
  };
  return {
    ofText,
    ofBytes: (bytes, start, end) => {
      const value = plainNumber(bytes, start, end);
      if (value === value && values.size === 0) return value;
      return start === end ? NaN : ofText(textOfBytes(bytes, start, end));
    },
  };
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

/** The number of bytes such as -12.5, mostly without making a text of them; NaN for all else. */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45;
  const first = isNegative ? start + 1 : start;
  let digits = 0;
  let scale = 0;
  let value = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      digits++;
    } else if (byte === 46 && scale === 0) scale = digits + 1;
    else return NaN;
  }
  if (digits === 0) return NaN;
  if (digits > EXACT_DIGITS) return Number(latin1(bytes, start, end));
  if (scale > 0) value /= TENS[digits - scale + 1]!;
  return isNegative ? -value : value;
}

function parsed(text: string): number {
  const bare = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, "");
  const number = NUMBER.exec(bare)?.[1];
  if (number !== undefined) return Number(number);
  const sign = INFINITE.exec(bare)?.[1];
  if (sign !== undefined) return sign === "-" ? -Infinity : Infinity;
  return BOOLEAN.test(bare) ? Number(bare.length === 4) : NaN;
}
