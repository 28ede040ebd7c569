import { InputError } from "../core/errors.js";
import type { DataFinding } from "../ports/data-engine.js";
import { CsvScanner, type CsvRecord } from "./csv-scanner.js";

/** How a CSV is written, as its head shows it. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** The first records after the header, for a guess at the types. */
  readonly sample: readonly (readonly string[])[];
  /** Only LF and CRLF end its lines, and not mixed: a strict reader will do. */
  readonly plainLines: boolean;
  readonly findings: readonly DataFinding[];
}

const DELIMITERS = [",", ";", "\t", "|"];
const SAMPLE_RECORDS = 1000;
/** So much is scanned at a time. */
const PIECE = 1 << 14;

/**
 * The delimiter, by consistency: of `,` `;` tab `|` the one by which most records have as many fields
 * as the header; more fields break a tie. Where rows never have it, the table has one column.
 *
 * @param text the beginning of a CSV that is not blank
 * @param whole whether that is all of it
 * @returns null when not even the first record ends within `text`
 */
export function csvDialect(
  text: string,
  whole: boolean,
  name: string,
  tab: boolean,
): CsvDialect | null {
  let best = { delimiter: ",", share: -Infinity, records: [] as readonly CsvRecord[] };
  for (const delimiter of tab ? ["\t"] : DELIMITERS) {
    // One that is nowhere makes a single column of the text, which is hardly better than nothing.
    if (best.share >= -1 && best.records.length > 0 && !text.includes(delimiter)) continue;
    const records = firstRecords(text, whole, delimiter);
    const share = consistency(records);
    const wider = (records[0]?.fields.length ?? 0) > (best.records[0]?.fields.length ?? 0);
    if (share > best.share || (share === best.share && wider)) best = { delimiter, share, records };
  }
  const [header, ...rows] = best.records;
  if (header === undefined) return null;
  const { names, findings } = columnNames(header.fields, name);
  return {
    delimiter: best.delimiter,
    names,
    sample: rows.filter(({ fields }) => fields.length === names.length).map((row) => row.fields),
    plainLines: hasPlainLines(text) && header.line === 1,
    findings,
  };
}

function hasPlainLines(text: string): boolean {
  if (!text.includes("\r")) return true;
  const lineEnds = new Set(text.match(/\r\n|\n|\r(?!$)/g));
  return lineEnds.size <= 1 && !lineEnds.has("\r");
}

function firstRecords(text: string, whole: boolean, delimiter: string): CsvRecord[] {
  if (!/["\r]/.test(text)) return firstLines(text, whole, delimiter);
  const records: CsvRecord[] = [];
  const scanner = new CsvScanner(delimiter, (record) => records.push(record));
  let from = 0;
  for (; from < text.length && records.length <= SAMPLE_RECORDS; from += PIECE) {
    scanner.push(text.slice(from, from + PIECE));
  }
  if (whole && from >= text.length) scanner.end(); // else the last record is cut
  return records;
}

/** The same where a record is a line: a scanner that runs for the first time takes 25 ms for this. */
function firstLines(text: string, whole: boolean, delimiter: string): CsvRecord[] {
  const lines = text.split("\n", SAMPLE_RECORDS + 2);
  if (!whole || lines.length > SAMPLE_RECORDS + 1) lines.pop(); // it may be cut
  return lines.flatMap((line, i) =>
    line === "" ? [] : [{ fields: line.split(delimiter), line: i + 1, malformed: false }],
  );
}

/** −1 for no delimiter at all, −2 for one in the header alone; else the share of rows that have the header's number of fields. */
function consistency([header, ...rows]: readonly CsvRecord[]): number {
  const width = header?.fields.length ?? 1;
  if (width === 1) return -1;
  if (rows.length === 0) return 0;
  const single = rows.filter(({ fields }) => fields.length === 1).length;
  if (single / rows.length >= 0.9) return -2; // "Amount, EUR" above a single column
  return rows.filter(({ fields }) => fields.length === width).length / rows.length;
}

function columnNames(header: readonly string[], file: string) {
  const names = header.map((name, i) => name.trim() || `column_${i + 1}`);
  const seen = new Set<string>();
  const twice = new Set(names.filter((name) => seen.size === seen.add(name).size));
  if (twice.size > 0) {
    const list = [...twice].map((name) => `"${name}"`).join(", ");
    throw new InputError(`${file} has more than one column named ${list}`, {
      where: `${file}:1`,
      fix: "give every column a name of its own",
    });
  }
  const findings: DataFinding[] = [];
  const empty = header.flatMap((name, i) => (name.trim() === "" ? [i + 1] : []));
  if (empty.length > 0) {
    const what = `${plural(empty.length, "column has", "columns have")} no name, read as ${empty
      .slice(0, 3)
      .map((i) => `column_${i}`)
      .join(", ")}${empty.length > 3 ? " and so on" : ""}`;
    findings.push({ what, where: `${file}:1`, count: empty.length });
  }
  const isNumber = (name: string) => name.trim() !== "" && Number.isFinite(Number(name));
  if (header.length > 0 && header.every(isNumber)) {
    const what = "the first line holds only numbers, and is read as the names of the columns";
    findings.push({ what, where: `${file}:1`, count: 1 });
  }
  return { names, findings };
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
