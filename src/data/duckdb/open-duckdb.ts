import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import type {
  DataEngine,
  EngineTable,
  Reduction,
  ReductionAnswer,
  TableRequest,
} from "../../ports/data-engine.js";
import type { ByteStream } from "../local-files.js";
import type { RowReader } from "../../ports/row-reader.js";
import { countSmallTable, SMALL_TABLE_ROWS } from "./count-small-table.js";
import { openTable } from "./open-table.js";
import { readRows } from "./read-rows.js";
import { glances } from "./reduce-glance.js";
import { categoryCounts } from "./reduce-categories.js";
import { binCounts, valueCounts } from "./reduce-numbers.js";
import { summaries } from "./reduce-summary.js";
import { openSession, type DuckDbSession, type DuckDbSettings } from "./session.js";
import type { StoredColumn, StoredTable, StoredValues } from "./stored-table.js";

export interface DuckDbOptions extends DuckDbSettings {
  /** What the source "-" reads. */
  readonly stdin: ByteStream;
}

/**
 * The engine that comes with the program: DuckDB in this process. CSV, JSON Lines and Parquet files
 * of this machine; text files are parsed once, into memory or a temporary Parquet file.
 */
export async function openDuckDb({
  stdin,
  ...settings
}: DuckDbOptions): Promise<DataEngine & RowReader> {
  const session = await openSession(settings);
  const tables = new WeakMap<EngineTable, StoredTable>();
  return {
    name: "duckdb",
    open: async (request: TableRequest) => {
      const { table, stored } = await openTable(session, stdin, request);
      tables.set(table, stored);
      return table;
    },
    reduce: async <const R extends readonly Reduction[]>(requests: R) => {
      await prepareTexts(tables, requests);
      const small = await countSmallTables(session, tables, requests);
      const answers: unknown[] = [];
      for (const request of requests) {
        const known = small.get(request);
        const stored = storedOf(tables, request.table);
        answers.push(known === undefined ? await answer(session, stored, request) : known);
      }
      return answers as { [I in keyof R]: ReductionAnswer<R[I]> };
    },
    read: async (table, columns) => {
      const stored = storedOf(tables, table);
      columns.forEach(({ name }) => column(stored, table, name));
      return readRows(session, stored, columns);
    },
    sampleRows: async (table, columns, n, seed) => {
      const stored = storedOf(tables, table);
      columns.forEach(({ name }) => column(stored, table, name));
      return readRows(session, stored, columns, { rows: n, seed });
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function answer(session: DuckDbSession, stored: StoredTable, request: Reduction): Promise<unknown> {
  switch (request.kind) {
    case "summary":
      request.columns.forEach((name) => column(stored, request.table, name));
      return summaries(session, stored, request.columns);
    case "glance":
      return glances(
        session,
        stored.rows,
        request.columns.map((name) => {
          return { name, values: numbers(stored, { table: request.table, column: name }) };
        }),
      );
    case "values":
      return valueCounts(session, numbers(stored, request), request.limit, request.within);
    case "bins":
      return binCounts(session, numbers(stored, request), request.map, request.within);
    case "categories":
      return stored
        .texts([request.column])
        .then((texts) => categoryCounts(session, texts.get(request.column)!, request.limit));
  }
}

/** The counts of values and categories of small tables: all columns of a table together. */
async function countSmallTables(
  session: DuckDbSession,
  tables: WeakMap<EngineTable, StoredTable>,
  requests: readonly Reduction[],
): Promise<ReadonlyMap<Reduction, unknown>> {
  const known = new Map<Reduction, unknown>();
  for (const table of new Set(requests.map((request) => request.table))) {
    const stored = storedOf(tables, table);
    const here = requests.filter(
      (request) =>
        request.table === table &&
        (request.kind === "categories" || (request.kind === "values" && !request.within)),
    ) as SmallRequest[];
    if (stored.rows > SMALL_TABLE_ROWS || here.length < 2) continue;
    const asTexts = here.flatMap(({ kind, column: name }) => (kind === "categories" ? [name] : []));
    const texts = await stored.texts(asTexts);
    const wanted = here.map((request) => ({
      kind: request.kind,
      limit: request.limit,
      values: request.kind === "values" ? numbers(stored, request) : texts.get(request.column)!,
    }));
    const counts = await countSmallTable(session, stored.rows, wanted);
    here.forEach((request, i) => known.set(request, counts[i]));
  }
  return known;
}

type SmallRequest = Extract<Reduction, { kind: "values" | "categories" }>;

/** Texts that have to be read once more are read for all requests at once. */
async function prepareTexts(
  tables: WeakMap<EngineTable, StoredTable>,
  requests: readonly Reduction[],
): Promise<void> {
  const wanted = new Map<StoredTable, string[]>();
  for (const request of requests) {
    if (request.kind !== "categories") continue;
    const stored = storedOf(tables, request.table);
    column(stored, request.table, request.column);
    wanted.set(stored, [...(wanted.get(stored) ?? []), request.column]);
  }
  for (const [stored, names] of wanted) await stored.texts(names);
}

function storedOf(tables: WeakMap<EngineTable, StoredTable>, table: EngineTable): StoredTable {
  const stored = tables.get(table);
  if (stored === undefined) throw new TypeError("the table was opened by another engine");
  return stored;
}

function column(stored: StoredTable, table: EngineTable, name: string): StoredColumn {
  const found = stored.columns.get(name);
  if (found !== undefined) return found;
  const names = [...stored.columns.keys()];
  throw new InputError(`there is no column "${name}" in ${table.source}`, {
    where: table.source,
    fix: `check the name of the column${didYouMean(name, names)}`,
  });
}

function numbers(
  stored: StoredTable,
  request: { readonly table: EngineTable; readonly column: string },
): StoredValues {
  const values = column(stored, request.table, request.column).numbers;
  if (values !== null) return values;
  throw new InputError(`column "${request.column}" of ${request.table.source} is not numeric`, {
    where: request.table.source,
    fix: "name it among the numeric columns, or treat it as categories",
  });
}
