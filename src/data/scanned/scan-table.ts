import { createHash } from "node:crypto";
import type { ColumnType, TableRequest, Watch } from "../../ports/data-engine.js";
import { csvDialect, type CsvDialect } from "../csv-dialect.js";
import { fileHead } from "../file-head.js";
import { guessColumns, type GuessedColumn } from "../columns/guess-columns.js";
import type { InputFile } from "../input-files.js";
import { isNumberText } from "../text-type.js";
import {
  NumberReader,
  TextReader,
  TimeReader,
  trimmed,
  type FieldReader,
  type FieldRules,
} from "./field-readers.js";
import { NumberStore } from "./number-store.js";
import { scanLines } from "./scan-lines.js";
import type { SpillFolder } from "./spill-folder.js";
import { TextTally } from "./text-tally.js";

/** Most heads are no longer than that; a guess at the types takes a thousand records, as everywhere. */
const FIRST_BYTES = 1 << 18;
const SAMPLE_RECORDS = 1000;
/** Tables of more columns have a reader that is made for them. */
const MOST_COLUMNS = 500;
const CR = 0x0d;
const LF = 0x0a;

/** What is kept of a column. */
export interface ScannedColumn {
  readonly type: ColumnType;
  readonly absent: number;
  readonly notANumber: number;
  /** Of numbers; null for all else. */
  readonly numbers: NumberStore | null;
  /** Of texts and booleans: how often each comes. */
  readonly texts: readonly CountedText[] | null;
}

export interface CountedText {
  readonly name: string;
  readonly count: number;
}

export interface ScannedTable {
  readonly rows: number;
  readonly sha256: string;
  readonly dialect: CsvDialect;
  readonly columns: ReadonlyMap<string, ScannedColumn>;
}

/**
 * Read a CSV in one go, if it is a plain one: UTF-8, no quotes, one end of lines, as many fields in each
 * as in the first, and in every column what its first thousand rows hold.
 *
 * @returns null where anything is in doubt
 */
export async function scanTable(
  file: InputFile,
  request: TableRequest,
  spill: SpillFolder,
  {
    watch,
    signal,
  }: { readonly watch?: Watch | undefined; readonly signal?: AbortSignal | undefined },
): Promise<ScannedTable | null> {
  const missing = new Set(["", ...request.missingValues.map((text) => text.trim())]);
  // A number that stands for "no value" may be written in many ways.
  if ([...missing].some(isDecimal)) return null;
  const dialect = await plainDialect(file, request);
  if (dialect === null) return null;
  const lineEnd = dialect.lineEnd;
  const { names, sample, delimiter } = dialect.csv;
  const rulesOf = (i: number): FieldRules => ({
    ...{ delimiter: delimiter.charCodeAt(0), lineEnd, missing },
    isLast: i === names.length - 1,
  });
  const guessed = guessColumns(names, sample, request);
  const readers = guessed.map((column, i) => readerOf(column, rulesOf(i), spill));
  const hash = createHash("sha256");
  let read = 0;
  const seen = (bytes: Uint8Array) => {
    hash.update(bytes);
    read += bytes.length;
    watch?.(Math.min(1, read / Math.max(1, file.sizeBytes)));
  };
  const marks = { delimiter: delimiter.charCodeAt(0), lineEnd };
  const rows = await scanLines(file.path, readers, marks, { seen, signal });
  if (rows === null) return null;
  const columns = new Map<string, ScannedColumn>();
  for (const [i, column] of guessed.entries()) {
    const scanned = resolved(column, readers[i]!, missing);
    if (scanned === null) return null;
    columns.set(column.name, scanned);
  }
  return { rows, sha256: hash.digest("hex"), dialect: dialect.csv, columns };
}

function isDecimal(text: string): boolean {
  return isNumberText(text) && Number.isFinite(Number(text));
}

async function plainDialect(file: InputFile, { format }: TableRequest) {
  let head = await fileHead(file, format, FIRST_BYTES);
  if (!head.whole && lineBreaks(head.text) <= SAMPLE_RECORDS) head = await fileHead(file, format);
  if (head.kind !== "text" || head.compression !== "none" || head.encoding !== "utf-8") return null;
  const csv = csvDialect(head.text, head.whole, file.name, format === "tsv");
  if (csv === null || !csv.plainLines) return null;
  if (csv.names.length < 2 || csv.names.length > MOST_COLUMNS || head.text.includes('"'))
    return null;
  return { csv, lineEnd: head.text.includes("\r") ? CR : LF };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function readerOf({ guess }: GuessedColumn, rules: FieldRules, spill: SpillFolder): FieldReader {
  if (guess === "timestamp") return new TimeReader(rules);
  if (guess !== "number" && guess !== "code") return new TextReader(rules, new TextTally());
  const store = new NumberStore(spill);
  spill.watch(store);
  return new NumberReader(rules, store);
}

/** What a column is, now that all of it was read; null where that is in doubt. */
function resolved(
  { guess, isAskedNumber }: GuessedColumn,
  reader: FieldReader,
  missing: ReadonlySet<string>,
): ScannedColumn | null {
  if (reader instanceof NumberReader) {
    if (guess === "code" && reader.hasLeadingZero) return null;
    const { absent, notANumber, store } = reader;
    return { type: "number", absent, notANumber, numbers: store, texts: null };
  }
  if (!(reader instanceof TextReader)) {
    return { type: "timestamp", absent: reader.absent, notANumber: 0, numbers: null, texts: null };
  }
  const counted = countedTexts(reader, missing);
  if (counted === null || isAskedNumber || guess === "nothing") return null;
  const isBoolean = counted.texts.every(({ name }) => /^(?:true|false)$/i.test(trimmed(name)));
  const type = guess === "boolean" && isBoolean ? "boolean" : "text";
  return { type, ...counted, notANumber: 0, numbers: null };
}

function countedTexts({ tally, absent }: TextReader, missing: ReadonlySet<string>) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const texts: CountedText[] = [];
  let blank = absent;
  try {
    for (const { bytes, count } of tally.entries()) {
      const name = decoder.decode(bytes);

      if (/["\0\r]/.test(name)) return null;
      if (missing.has(trimmed(name))) blank += count;
      else texts.push({ name, count });
    }
  } catch {
    return null; // no UTF-8 after all
  }
  return { absent: blank, texts };
}
