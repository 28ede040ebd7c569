import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import { stackTables } from "../../core/stack-tables.js";
import type { Column, Table } from "../../core/table.js";
import { labelColumns, type LabelStrategy } from "../../model/labels/label-strategy.js";
import type { ColumnType, DataFinding, EngineTable } from "../../ports/data-engine.js";
import type { ColumnRequest, RowReader } from "../../ports/row-reader.js";
import type { TrainingRequest } from "./training-request.js";

/** Rows of one or more files, with what is to be said about them. */
export interface TrainingRows {
  readonly table: Table;
  /** The rows of each file, in order. */
  readonly sources: readonly EngineTable[];
  readonly findings: readonly DataFinding[];
  /** Columns that are in some files only, or hold what no model can take. */
  readonly unread: readonly { readonly column: string; readonly reason: string }[];
  readonly columns: readonly ColumnRequest[];
}

/**
 * Read the files of a training into one table: the columns that all of them have. A column that the
 * labels take as texts, or numbers, is read as such; others as what the files hold.
 *
 * @throws {InputError} when a file cannot be read, or a column that was named is in none
 */
export async function readTrainingRows(
  reader: RowReader,
  request: TrainingRequest,
  strategy: LabelStrategy,
): Promise<TrainingRows> {
  const uses = [...labelColumns(strategy)];
  const usedAs = (wanted: string) => uses.filter(([, use]) => use === wanted).map(([name]) => name);
  const opened: EngineTable[] = [];
  for (const source of request.data) {
    opened.push(
      await reader.open({
        source,
        missingValues: request.missingValues,
        numeric: [...request.numeric, ...usedAs("number")],
        categorical: [...request.categorical, ...usedAs("text")],
      }),
    );
  }
  checkNames(opened, request, uses);
  const { columns, unread } = commonColumns(opened);
  const tables: Table[] = [];
  for (const table of opened) tables.push(await reader.read(table, columns));
  const table = stackTables(tables as [Table, ...Table[]]);
  const findings = opened.flatMap((one) => one.findings);
  return { table, sources: opened, findings, unread, columns };
}

/** The rows of another file, its columns read as those of the training were. */
export async function readLikeTraining(
  reader: RowReader,
  source: string,
  { missingValues }: TrainingRequest,
  columns: readonly ColumnRequest[],
): Promise<Table> {
  const kept = (as: Column["kind"]) =>
    columns.filter((column) => column.as === as).map(({ name }) => name);
  const opened = await reader.open({
    source,
    missingValues,
    numeric: kept("number"),
    categorical: kept("text"),
  });
  for (const { name } of columns) checkName(name, [opened], `test data ${source}`);
  return reader.read(opened, columns);
}

function checkNames(
  opened: readonly EngineTable[],
  request: TrainingRequest,
  uses: readonly (readonly [string, unknown])[],
): void {
  for (const [name] of uses) checkName(name, opened, `--label ${request.label}`);
  for (const name of request.features ?? []) checkName(name, opened, "--features");
  for (const name of request.exclude) checkName(name, opened, "--exclude");
  for (const name of request.numeric) checkName(name, opened, "--numeric");
  for (const name of request.categorical) checkName(name, opened, "--categorical");
}

function checkName(name: string, opened: readonly EngineTable[], where: string): void {
  for (const { source, columns } of opened) {
    const names = columns.map((column) => column.name);
    if (names.includes(name)) continue;
    throw new InputError(`${source} has no column "${name}"${didYouMean(name, names)}`, {
      where: `${where} (the file has: ${names.slice(0, 20).join(", ")})`,
      fix: "name a column of the file",
    });
  }
}

const KIND: Readonly<Partial<Record<ColumnType, Column["kind"]>>> = {
  number: "number",
  boolean: "text",
  text: "text",
  timestamp: "time",
};

function commonColumns(opened: readonly EngineTable[]): Pick<TrainingRows, "columns" | "unread"> {
  const columns: ColumnRequest[] = [];
  const unread: { column: string; reason: string }[] = [];
  const names = new Set(opened.flatMap((table) => table.columns.map(({ name }) => name)));
  for (const name of names) {
    const found = opened.flatMap((table) => table.columns.filter((column) => column.name === name));
    const kinds = [...new Set(found.map(({ type }) => KIND[type]))];
    if (found.length < opened.length) {
      unread.push({ column: name, reason: `in ${found.length} of ${opened.length} files only` });
    } else if (kinds.includes(undefined)) {
      unread.push({ column: name, reason: `holds ${found[0]!.storedAs}, which no model takes` });
    } else columns.push({ name, as: kinds.length === 1 ? kinds[0]! : "text" });
  }
  return { columns, unread };
}
