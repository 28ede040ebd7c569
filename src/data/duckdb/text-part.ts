import type { Compression } from "../decoded-text.js";
import { sqlList, sqlText } from "./sql-text.js";

/** Text files that are read alike, one after the other. */
export interface TextPart {
  readonly paths: readonly string[];
  /** The columns in the order of the files. */
  readonly names: readonly string[];
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly compression: Compression;
  /** Written by ourselves: a reader that refuses it will refuse it again. */
  readonly isPlain?: boolean;
  /** Records may be shorter than the list of columns. */
  readonly isPadded?: boolean;
  readonly longestLineBytes?: number;
}

/** Longer lines need larger buffers than the reader has by itself. */
const USUAL_LINE_BYTES = 2_000_000;

/** What the reader holds at once, for each thread; its own choice is four times as much. */
const BUFFER_BYTES = 8_000_000;

/** What the reader makes of some fields by itself: a field that is neither is an error. */
export interface StrictFields {
  /** Places of the columns that become DOUBLE. */
  readonly numbers: ReadonlySet<number>;
  /** Fields that become NULL, in all columns. */
  readonly missing: readonly string[];
}

/**
 * A relation over the fields of a part: c0, c1, ..., VARCHAR but for `strict`, in the order of the
 * file. Nothing is left to the database to guess, and a row of a wrong length is an error.
 */
export function textRelation(part: TextPart, strict?: StrictFields): string {
  const type = (i: number) => (strict?.numbers.has(i) === true ? "DOUBLE" : "VARCHAR");
  const columns = part.names.map((_, i) => `c${i}: '${type(i)}'`).join(", ");
  const options = [
    "auto_detect = false",
    `columns = {${columns}}`,
    `header = ${part.hasHeader}`,
    `delim = ${sqlText(part.delimiter)}`,
    `quote = '"', escape = '"'`,
    `compression = ${sqlText(part.compression)}`,
    "strict_mode = true",
  ];
  if (strict !== undefined) {
    const isOne = (text: string) => !text.includes(part.delimiter) && !/["\r\n]/.test(text);
    options.push(`nullstr = ${sqlList(strict.missing.filter(isOne))}`);
  }
  if (part.isPadded === true) options.push("null_padding = true, parallel = false");
  const line = (part.longestLineBytes ?? 0) + 2;
  if (line > USUAL_LINE_BYTES) {
    options.push(`max_line_size = ${line}, buffer_size = ${2 * line}, parallel = false`);
  } else options.push(`buffer_size = ${BUFFER_BYTES}`);
  return `read_csv(${sqlList(part.paths)}, ${options.join(", ")})`;
}
