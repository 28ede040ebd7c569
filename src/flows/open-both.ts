import type { SchemaChanges } from "../drift/drift-result.js";
import type { DataEngine, TableRequest } from "../ports/data-engine.js";
import {
  profiledTable,
  type ComparedPair,
  type ComparedTable,
  type Profiles,
} from "./profile/compared-table.js";

export interface TablePair {
  /** Reference and current table. */
  readonly sides: ComparedPair;
  /** Columns of numbers on one side and of text on the other that are read as numbers now. */
  readonly readAsNumbers: SchemaChanges["typeChanged"];
}

type TableReader = Pick<DataEngine, "open" | "reduce">;

/** A column of text is read as numbers where at least this share of its values are numbers. */
const MOSTLY_NUMBERS = 0.5;

/**
 * Open two tables, or take their profiles. Where a column holds numbers on one side and text on the other, and most of the
 * text is numbers, the text side is read again as numbers: what is none counts as missing there. One
 * word in a column of amounts must not turn the whole comparison into one of categories.
 *
 * @param progress is told which table is read, and how much of it
 * @throws {InputError} when a table cannot be read
 */
export async function openBoth(
  engine: DataEngine,
  requests: { readonly reference: TableRequest; readonly current: TableRequest },
  profiles: Profiles,
  progress: (source: string, share: number) => void,
): Promise<TablePair> {
  const read = new Map<TableRequest, number>();
  const reader: TableReader = {
    reduce: (asked) => engine.reduce(asked),
    open: (request) =>
      engine.open(request, (share) => {
        read.set(request, share);
        // Of tables that are read at the same time that which began first is told of.
        const [first] = [...read].find(([, done]) => done < 1) ?? [request];
        if (first === request) progress(request.source === "-" ? "stdin" : request.source, share);
      }),
  };
  const open = async (side: "reference" | "current"): Promise<ComparedTable> => {
    const profile = profiles[side];
    if (profile !== null) return profiledTable(profile, requests[side].source);
    return { table: await reader.open(requests[side]), profile };
  };
  const opening = [open("reference"), open("current")] as const;
  opening[1].catch(() => undefined); // of two that fail, the reference is the one to speak of
  const [reference, current] = [await opening[0], await opening[1]];
  const mixed = mixedColumns(reference, current, requests.reference.categorical ?? []);
  const sides = [
    await readAsNumbers(reader, reference, requests.reference, mixed),
    await readAsNumbers(reader, current, requests.current, mixed),
  ] as const;
  const numbersNow = mixed.filter((name) => typeOf(sides[0], name) === typeOf(sides[1], name));
  const before = (column: string) => ({
    column,
    reference: typeOf(reference, column),
    current: typeOf(current, column),
  });
  return { sides, readAsNumbers: numbersNow.map(before) };
}

function typeOf({ table }: ComparedTable, name: string): string {
  return table.columns.find((column) => column.name === name)?.type ?? "";
}

/** Columns that are numbers on one side and text on the other, but for those asked for as text. */
function mixedColumns(
  reference: ComparedTable,
  current: ComparedTable,
  asText: readonly string[],
): string[] {
  return reference.table.columns.flatMap(({ name, type }) => {
    const types: string[] = [type, typeOf(current, name)];
    return types.includes("number") && types.includes("text") && !asText.includes(name)
      ? [name]
      : [];
  });
}

/** The table with those of its text columns as numbers that mostly are; as it was where none is. */
async function readAsNumbers(
  engine: TableReader,
  compared: ComparedTable,
  request: TableRequest,
  columns: readonly string[],
): Promise<ComparedTable> {
  const text = columns.filter((name) => typeOf(compared, name) === "text");
  if (text.length === 0 || compared.profile !== null) return compared;
  const tried = await engine.open({ ...request, numeric: [...(request.numeric ?? []), ...text] });
  const [summaries] = await engine.reduce([{ kind: "summary", table: tried, columns: text }]);
  const mostly = summaries
    .filter(({ present, missing }) => present >= MOSTLY_NUMBERS * (present + missing.unreadable))
    .map(({ column }) => column);
  if (mostly.length === 0) return compared;
  if (mostly.length === text.length) return { ...compared, table: tried };
  const numeric = [...(request.numeric ?? []), ...mostly];
  return { ...compared, table: await engine.open({ ...request, numeric }) };
}
