import type { DataFinding, DataFormat } from "../../../ports/data-engine.js";
import { csvDialect } from "../../csv-dialect.js";
import type { FileEncoding } from "../../file-encoding.js";
import { textHead } from "../../file-head.js";
import { CsvFields } from "./csv-fields.js";
import { jsonField, jsonObject } from "./text-rows.js";

/** How the rows of a text file are written, as its head shows it. */
export type TextShape = CsvShape | JsonShape;

interface CsvShape {
  readonly kind: "csv";
  /** One byte. */
  readonly delimiter: number;
  readonly names: readonly string[];
  /** Where the first row begins. */
  readonly dataStart: number;
}

interface JsonShape {
  readonly kind: "jsonl";
  /** Keys of the first objects: later ones may bring more. */
  readonly names: readonly string[];
  readonly dataStart: number;
}

/** A shape, and the first rows for a guess at the types, in the order of the names. */
export interface SampledShape {
  readonly shape: TextShape;
  readonly encoding: FileEncoding;
  readonly sample: readonly (readonly string[])[];
  readonly findings: readonly DataFinding[];
}

/**
 * The shape of a text from its beginning; null while there is no row: the names are known with the
 * header, but it takes a row to be sure of the delimiter.
 *
 * @param isWhole whether that is all of it, and its last line ends with it
 * @throws {InputError} when it cannot be read as a table
 */
export function textShape(
  file: { readonly path: string; readonly name: string },
  bytes: Uint8Array,
  isWhole: boolean,
  format: DataFormat | undefined,
): SampledShape | null {
  const { kind, encoding, text } = textHead(file, bytes, isWhole, format);
  if (kind === "empty") return null;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (kind === "jsonl") return jsonShape(text, isWhole, start, encoding);
  const dialect = csvDialect(text, isWhole, file.name, format === "tsv");
  if (dialect === null || dialect.sample.length === 0) return null;
  const { names, sample, findings } = dialect;
  const delimiter = dialect.delimiter.charCodeAt(0);
  const shape = { kind: "csv", delimiter, names, dataStart: endOfHeader(bytes, start, delimiter) };
  return { shape: { ...shape, kind: "csv" }, encoding, sample, findings };
}

/** The place after the first line that is not blank. */
function endOfHeader(bytes: Uint8Array, start: number, delimiter: number): number {
  const fields = new CsvFields(delimiter);
  let at = start;
  do at = fields.scan(bytes, at, bytes.length, true);
  while (fields.isBlank && at < bytes.length);
  return at;
}

const SAMPLE_ROWS = 1000;

function jsonShape(
  text: string,
  isWhole: boolean,
  dataStart: number,
  encoding: FileEncoding,
): SampledShape | null {
  const lines = text.split("\n");
  if (!isWhole) lines.pop();
  const rows = lines.slice(0, SAMPLE_ROWS).flatMap((line) => {
    const row = jsonObject(line);
    return row === null ? [] : [row];
  });
  if (rows.length === 0) return null;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const sample = rows.map((row) => {
    return names.map((name) => (Object.hasOwn(row, name) ? (jsonField(row[name]) ?? "") : ""));
  });
  return { shape: { kind: "jsonl", names, dataStart }, encoding, sample, findings: [] };
}
