import type { Column, Table, TextColumn } from "../../core/table.js";
import type { DataFormat, EngineColumn, EngineTable } from "../../ports/data-engine.js";
import type { RowReader } from "../../ports/row-reader.js";

export interface SourceRequest {
  /** A file, a folder, a glob, or "-" for what comes in on stdin. */
  readonly source: string;
  readonly format?: DataFormat;
  /** Texts that stand for "no value"; an empty field always does. They stay as they are. */
  readonly missingValues: readonly string[];
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
}

/** A column as the texts of the file, "NA" and such among them, and what it is. */
export interface SourceColumn {
  readonly name: string;
  readonly texts: TextColumn;
  readonly type: EngineColumn["type"];
  readonly storedAs: string;
  /** Of each level of the texts: does it stand for no value? */
  readonly isMissing: readonly boolean[];
}

/** A number as every language writes it: 00501 and 1_000 are none. */
const NUMBER = /^[+-]?(?:0|[1-9]\d*)?(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The cells of a table as they stand in the file. */
export async function readSource(
  reader: RowReader,
  table: EngineTable,
  { missingValues, numeric, categorical }: SourceRequest,
): Promise<SourceColumn[]> {
  const wanted = table.columns.map(({ name }) => ({ name, as: "text" as const }));
  const { columns } = await reader.read(table, wanted);
  const standsForNothing = new Set(missingValues.map((text) => text.trim()));
  return table.columns.map(({ name, type, storedAs }, i) => {
    const texts = columns[i] as TextColumn;
    const isMissing = texts.levels.map((text) => standsForNothing.has(text.trim()));
    const column = { name, texts, storedAs, isMissing };
    if (categorical.includes(name)) return { ...column, type: "text" };
    const isNumeric = numeric.includes(name) || isNumbers({ ...column, type });
    return { ...column, type: isNumeric ? "number" : type };
  });
}

/** Is a text column of a text file one of numbers, but for the texts that stand for no value? */
function isNumbers({ texts, type, storedAs, isMissing }: SourceColumn): boolean {
  if (type !== "text" || storedAs !== "text" || !isMissing.includes(true)) return false;
  const left = texts.levels.filter((_, i) => !isMissing[i]);
  return left.length > 0 && left.every((text) => /\d/.test(text) && NUMBER.test(text.trim()));
}

/** The columns to be changed, as what they are: numbers, times, texts. */
export async function readTyped(
  reader: RowReader,
  table: EngineTable,
  columns: readonly SourceColumn[],
): Promise<Table> {
  const kindOf = ({ type }: SourceColumn): Column["kind"] =>
    type === "number" ? "number" : type === "timestamp" ? "time" : "text";
  const measured = columns.filter((column) => kindOf(column) !== "text");
  const wanted = measured.map((column) => ({ name: column.name, as: kindOf(column) }));
  const read = wanted.length === 0 ? [] : (await reader.read(table, wanted)).columns;
  const places = new Map(read.map((column) => [column.name, column]));
  const typed = columns.map((column) => places.get(column.name) ?? column.texts);
  return {
    rows: table.rows,
    columns: typed.map((column, i) => withoutMissing(column, columns[i]!)),
  };
}

/** The column with no value where the text stands for none. */
function withoutMissing(column: Column, { texts, isMissing }: SourceColumn): Column {
  if (!isMissing.includes(true)) return column;
  const isNone = (row: number) => isMissing[texts.codes[row]!] === true;
  return column.kind === "text"
    ? { ...column, codes: column.codes.map((code, row) => (isNone(row) ? -1 : code)) }
    : { ...column, values: column.values.map((value, row) => (isNone(row) ? Number.NaN : value)) };
}
