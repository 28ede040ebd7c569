import { appendFile } from "node:fs/promises";
import { InputError } from "../core/errors.js";
import type { DataFinding } from "../ports/data-engine.js";
import { CsvScanner, type CsvRecord } from "./csv-scanner.js";
import { decodedText, type Compression } from "./decoded-text.js";
import { fileFault } from "./file-fault.js";
import type { FileEncoding } from "./file-encoding.js";
import type { InputFile } from "./input-files.js";
import { PlainCsv, type CleanedTable } from "./plain-csv.js";

/** Past this share of bad rows the file is not what it seems to be. */
const BAD_SHARE = 0.01;

/** What is wrong with some rows, told as one finding. */
class Fault {
  count = 0;
  private first = 0;
  constructor(private readonly what: (count: number) => string) {}

  add(line: number): void {
    if (this.count++ === 0) this.first = line;
  }

  finding(file: string): DataFinding[] {
    const { count } = this;
    return count === 0 ? [] : [{ what: this.what(count), where: `${file}:${this.first}`, count }];
  }
}

/** A file for some of the columns, by their places in the records. */
export interface ColumnFile {
  readonly path: string;
  readonly places: readonly number[];
}

/**
 * Rewrite a CSV that is not plain (another encoding, mixed ends of line, rows of a wrong length) as
 * one that is, or as several, each with some of its columns. Rows of a wrong length are left out and
 * counted: what belongs where in them nobody knows.
 *
 * @throws {InputError} when more than 1 % of the rows (and more than one) are bad, or none is good,
 *   or a quote is never closed
 */
export async function cleanCsv(
  file: InputFile,
  source: { compression: Compression; encoding: FileEncoding; delimiter: string },
  names: readonly string[],
  targets: readonly ColumnFile[],
): Promise<readonly CleanedTable[]> {
  const { length } = names;
  const fields = (count: number) => `${count} field${count === 1 ? "" : "s"}`;
  const rows = (count: number) => `${count} row${count === 1 ? "" : "s"}`;
  const ragged = new Fault((n) => `${rows(n)} of other than ${fields(length)} ${left(n)}`);
  const quoted = new Fault((n) => `${rows(n)} with text after a closing quote ${left(n)}`);
  const parts = targets.map((target) => ({ ...target, plain: new PlainCsv() }));
  let good = 0;
  let header = true;
  const scanner = new CsvScanner(source.delimiter, (record: CsvRecord) => {
    if (header) header = false;
    else if (record.malformed) quoted.add(record.line);
    else if (record.fields.length !== length) ragged.add(record.line);
    else {
      good++;
      for (const { plain, places } of parts)
        plain.add(places.map((place) => record.fields[place]!));
    }
  });
  for await (const text of decodedText(file, source)) {
    scanner.push(text);
    for (const { path, plain } of parts) await append(path, plain.take());
  }
  scanner.end();
  for (const { path, plain } of parts) await append(path, plain.take());
  if (scanner.openQuoteLine !== null) {
    throw new InputError(`a quote in ${file.name} is never closed`, {
      where: `${file.name}:${scanner.openQuoteLine}`,
      fix: "close the quote, or double it if it is a character of the text",
    });
  }
  const findings = [...ragged.finding(file.name), ...quoted.finding(file.name)];
  const bad = ragged.count + quoted.count;
  const [worst] = findings;
  if (worst !== undefined && (good === 0 || (bad > 1 && bad > BAD_SHARE * (good + bad)))) {
    throw new InputError(`${file.name} is not a table: ${worst.what} (of ${good + bad})`, {
      ...(worst.where === undefined ? {} : { where: worst.where }),
      fix: `check the delimiter (here ${shown(source.delimiter)}) and the quotes, or mend these rows`,
    });
  }
  return parts.map(({ plain, places }) => {
    const { rows: count, longestLineBytes, sample } = plain;
    const own = places.map((place) => names[place]!);
    return { names: own, rows: count, longestLineBytes, sample, findings };
  });
}

async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text, { mode: 0o600 });
  } catch (error) {
    throw await fileFault(error, path, "write");
  }
}

function left(count: number): string {
  return count === 1 ? "was left out" : "were left out";
}

function shown(delimiter: string): string {
  return delimiter === "\t" ? "tab" : `"${delimiter}"`;
}
