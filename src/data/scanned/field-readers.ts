import { isNumberText } from "../text-type.js";
import { DecimalReader } from "./decimal-reader.js";
import type { NumberStore } from "./number-store.js";
import type { TextTally } from "./text-tally.js";

const LF = 0x0a;
const ZERO = 0x30;

/** What `read` gives where a field, or the row that it stands in, takes more care. */
export const IN_DOUBT = -1;

/** Reads the fields of one column. */
export interface FieldReader {
  /** Rows without a value. */
  absent: number;
  /**
   * @param bytes hold whole lines
   * @param at where the field begins
   * @returns where the next one begins, or IN_DOUBT
   */
  read(bytes: Uint8Array, at: number): number;
}

/** The bytes that part the fields of a table. */
export interface Marks {
  readonly delimiter: number;
  /** The first byte of the end of a line. */
  readonly lineEnd: number;
}

/** How a field ends, and which texts stand for "no value". */
export interface FieldRules extends Marks {
  readonly isLast: boolean;
  /** Without blanks around. */
  readonly missing: ReadonlySet<string>;
}

/** Finds the end of a field that is not what was expected, and its text. */
class OddField {
  text = "";

  constructor(private readonly rules: FieldRules) {}

  /** @returns where the field ends, or IN_DOUBT */
  read(bytes: Uint8Array, at: number): number {
    const { delimiter, lineEnd, isLast } = this.rules;
    let end = at;
    while (bytes[end] !== delimiter && bytes[end] !== lineEnd && bytes[end] !== LF) end += 1;
    if (bytes[end] !== (isLast ? lineEnd : delimiter)) return IN_DOUBT;
    this.text = trimmed(
      Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString("latin1"),
    );
    return end;
  }

  isMissing(): boolean {
    return this.rules.missing.has(this.text);
  }
}

/** Blanks and tabs at the ends do not count. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** A column of numbers. Texts that are none are in doubt. */
export class NumberReader implements FieldReader {
  absent = 0;
  notANumber = 0;
  /** A number began with a zero that it did not need, as codes do. */
  hasLeadingZero = false;
  private readonly decimals = new DecimalReader();
  private readonly odd: OddField;
  private readonly stop: number;

  constructor(
    rules: FieldRules,
    readonly store: NumberStore,
  ) {
    this.odd = new OddField(rules);
    this.stop = rules.isLast ? rules.lineEnd : rules.delimiter;
  }

  read(bytes: Uint8Array, at: number): number {
    const first = bytes[at];
    if (first === this.stop) {
      this.absent += 1;
      return at + 1;
    }
    const value = this.decimals.read(bytes, at);
    const { end } = this.decimals;
    if (bytes[end] !== this.stop || value !== value) return this.readOdd(bytes, at);
    if (first === ZERO && end > at + 1 && bytes[at + 1] !== 0x2e) this.hasLeadingZero = true;
    this.store.add(value);
    return end + 1;
  }

  private readOdd(bytes: Uint8Array, at: number): number {
    const end = this.odd.read(bytes, at);
    if (end === IN_DOUBT) return IN_DOUBT;
    const { text } = this.odd;
    if (this.odd.isMissing()) this.absent += 1;
    else if (!isNumberText(text)) return IN_DOUBT;
    else if (/^[+-]?nan$/i.test(text)) this.notANumber += 1;
    else {
      const isInfinite = /^[+-]?inf/i.test(text);
      const value = isInfinite ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
      if (!isInfinite && !Number.isFinite(value)) return IN_DOUBT;
      this.store.add(value);
    }
    return end + 1;
  }
}

/** A column of texts, which are counted. */
export class TextReader implements FieldReader {
  absent = 0;
  private readonly stop: number;

  constructor(
    private readonly rules: FieldRules,
    readonly tally: TextTally,
  ) {
    this.stop = rules.isLast ? rules.lineEnd : rules.delimiter;
  }

  read(bytes: Uint8Array, at: number): number {
    const { delimiter, lineEnd } = this.rules;
    let end = at;
    let hash = 0;
    for (;;) {
      const byte = bytes[end]!;
      if (byte === delimiter || byte === lineEnd || byte === LF) break;
      hash = Math.imul(hash ^ byte, 0x01000193);
      end += 1;
    }
    if (bytes[end] !== this.stop) return IN_DOUBT;
    if (end === at) this.absent += 1;
    else if (!this.tally.add(bytes, at, end, hash)) return IN_DOUBT;
    return end + 1;
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A column of times, of which only is known that they are: 2026-01-31, 2026-01-31T23:59:59.123456Z. */
export class TimeReader implements FieldReader {
  absent = 0;
  private readonly odd: OddField;
  private readonly stop: number;

  constructor(rules: FieldRules) {
    this.odd = new OddField(rules);
    this.stop = rules.isLast ? rules.lineEnd : rules.delimiter;
  }

  read(bytes: Uint8Array, at: number): number {
    if (bytes[at] === this.stop) {
      this.absent += 1;
      return at + 1;
    }
    const end = endOfTime(bytes, at);
    if (end !== IN_DOUBT && bytes[end] === this.stop) return end + 1;
    const oddEnd = this.odd.read(bytes, at);
    if (oddEnd === IN_DOUBT || !this.odd.isMissing()) return IN_DOUBT;
    this.absent += 1;
    return oddEnd + 1;
  }
}

function endOfTime(bytes: Uint8Array, at: number): number {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d) return IN_DOUBT;
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return IN_DOUBT;
  if (!(day <= DAYS[month - 1]!)) return IN_DOUBT; // leap days are left to others
  const between = bytes[at + 10];
  if (between !== 0x54 && between !== 0x20) return at + 10;
  if (bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a) return IN_DOUBT;
  const isClock =
    twoDigits(bytes, at + 11) <= 23 &&
    twoDigits(bytes, at + 14) <= 59 &&
    twoDigits(bytes, at + 17) <= 59;
  if (!isClock) return IN_DOUBT;
  let end = at + 19;
  if (bytes[end] === 0x2e) {
    const start = ++end;
    while (isDigit(bytes[end]!)) end += 1;
    if (end === start || end > start + 6) return IN_DOUBT;
  }
  return bytes[end] === 0x5a ? end + 1 : end;
}

/** NaN where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]!;
  const ones = bytes[at + 1]!;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NaN;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
