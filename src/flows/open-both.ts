import type { SchemaChanges } from "../drift/drift-result.js";
import type { DataEngine, EngineTable, TableRequest } from "../ports/data-engine.js";

export interface TablePair {
  readonly reference: EngineTable;
  readonly current: EngineTable;
  /** Columns of numbers on one side and of text on the other that are read as numbers now. */
  readonly readAsNumbers: SchemaChanges["typeChanged"];
}

/** A column of text is read as numbers where at least this share of its values are numbers. */
const MOSTLY_NUMBERS = 0.5;

/**
 * Open two tables. Where a column holds numbers on one side and text on the other, and most of the
 * text is numbers, the text side is read again as numbers: what is none counts as missing there. One
 * word in a column of amounts must not turn the whole comparison into one of categories.
 *
 * @throws {InputError} when a table cannot be read
 */
export async function openBoth(
  engine: DataEngine,
  requests: { readonly reference: TableRequest; readonly current: TableRequest },
): Promise<TablePair> {
  const reference = await engine.open(requests.reference);
  const current = await engine.open(requests.current);
  const mixed = mixedColumns(reference, current, requests.reference.categorical ?? []);
  const again = {
    reference: await readAsNumbers(engine, reference, requests.reference, mixed),
    current: await readAsNumbers(engine, current, requests.current, mixed),
  };
  const numbersNow = mixed.filter(
    (name) => typeOf(again.reference, name) === typeOf(again.current, name),
  );
  const before = (column: string) => ({
    column,
    reference: typeOf(reference, column),
    current: typeOf(current, column),
  });
  return { ...again, readAsNumbers: numbersNow.map(before) };
}

function typeOf(table: EngineTable, name: string): string {
  return table.columns.find((column) => column.name === name)?.type ?? "";
}

/** Columns that are numbers on one side and text on the other, but for those asked for as text. */
function mixedColumns(
  reference: EngineTable,
  current: EngineTable,
  asText: readonly string[],
): string[] {
  return reference.columns.flatMap(({ name, type }) => {
    const types: string[] = [type, typeOf(current, name)];
    return types.includes("number") && types.includes("text") && !asText.includes(name)
      ? [name]
      : [];
  });
}

/** The table with those of its text columns as numbers that mostly are; as it was where none is. */
async function readAsNumbers(
  engine: DataEngine,
  table: EngineTable,
  request: TableRequest,
  columns: readonly string[],
): Promise<EngineTable> {
  const text = columns.filter((name) => typeOf(table, name) === "text");
  if (text.length === 0) return table;
  const tried = await engine.open({ ...request, numeric: [...(request.numeric ?? []), ...text] });
  const [summaries] = await engine.reduce([{ kind: "summary", table: tried, columns: text }]);
  const mostly = summaries
    .filter(({ present, missing }) => present >= MOSTLY_NUMBERS * (present + missing.unreadable))
    .map(({ column }) => column);
  if (mostly.length === text.length) return tried;
  if (mostly.length === 0) return table;
  return engine.open({ ...request, numeric: [...(request.numeric ?? []), ...mostly] });
}
