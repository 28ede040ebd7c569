import type { DataFinding } from "../ports/data-engine.js";

const SAMPLE_RECORDS = 1000;

/** What a careful reader hands over, beside the file that it has written. */
export interface CleanedTable {
  /** The columns in order; records may be shorter, where later ones brought new columns. */
  readonly names: readonly string[];
  readonly rows: number;
  readonly longestLineBytes: number;
  /** The first records, for a guess at the types. */
  readonly sample: readonly (readonly string[])[];
  readonly findings: readonly DataFinding[];
}

/** Writes plain CSV, without a header, and remembers what a reader of it wants to know. */
export class PlainCsv {
  rows = 0;
  longestLineBytes = 0;
  readonly sample: (readonly string[])[] = [];
  private out = "";

  add(fields: readonly string[]): void {
    this.rows++;
    if (this.sample.length < SAMPLE_RECORDS) this.sample.push(fields);
    const line = plainCsvLine(fields);
    // A character is three bytes at most, a pair of surrogates four.
    if (line.length * 3 > this.longestLineBytes) {
      this.longestLineBytes = Math.max(this.longestLineBytes, Buffer.byteLength(line));
    }
    this.out += line;
  }

  /** What was added since the last call. */
  take(): string {
    const text = this.out;
    this.out = "";
    return text;
  }
}

/** One line of the plain CSV that any reader takes: comma, LF, quotes where they must be. */
function plainCsvLine(fields: readonly string[]): string {
  if (fields.length === 1 && fields[0] === "") return '""\n'; // a blank line would be no row
  return `${fields.map(plainCsvField).join(",")}\n`;
}

function plainCsvField(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
