import type {
  DataEngine,
  EngineTable,
  Reduction,
  ReductionAnswer,
  TableParts,
  TableRequest,
  Watch,
} from "../../ports/data-engine.js";
import type { ByteStream } from "../local-files.js";
import type { RowReader } from "../../ports/row-reader.js";
import { requireUnchanged } from "../unchanged-files.js";
import { countSmallTable, SMALL_TABLE_ROWS } from "./count-small-table.js";
import { openTable } from "./open-table.js";
import { readRows } from "./read-rows.js";
import { edgeCounts, levelCounts } from "./reduce/reduce-given-bins.js";
import { glances } from "./reduce/reduce-glance.js";
import { divideTable } from "./parts/divide-table.js";
import { categoryCounts, partCategoryCounts } from "./reduce/reduce-categories.js";
import { binCounts, partBinCounts, partValueCounts, valueCounts } from "./reduce/reduce-numbers.js";
import { summaries } from "./reduce/reduce-summary.js";
import { openSession, type DuckDbSession, type DuckDbSettings } from "./session.js";
import { storedColumn, storedNumbers } from "./stored-column.js";
import type { StoredParts } from "./parts/stored-parts.js";
import type { StoredTable } from "./stored-table.js";
import { whileWatched } from "./while-watched.js";

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
  const divided = new WeakMap<TableParts, StoredParts>();
  return {
    name: "duckdb",
    open: (request: TableRequest, watch?: Watch) =>
      whileWatched(session, watch, async () => {
        const { table, stored } = await openTable(session, stdin, request);
        tables.set(table, stored);
        return table;
      }),
    reduce: <const R extends readonly Reduction[]>(requests: R, watch?: Watch) =>
      whileUnchanged(tables, new Set(requests.map(({ table }) => table)), () =>
        whileWatched(session, watch, async (stage) => {
          stage(0, 0);
          await prepareTexts(tables, requests);
          const small = await countSmallTables(session, tables, requests);
          const answers: unknown[] = [];
          let done = small.size;
          for (const request of requests) {
            const known = small.get(request);
            const stored = storedOf(tables, request.table);
            const parts = partsOf(divided, request);
            if (known === undefined) stage(done++ / requests.length, done / requests.length);
            answers.push(
              known === undefined ? await answer(session, stored, request, parts) : known,
            );
          }
          return answers as { [I in keyof R]: ReductionAnswer<R[I]> };
        }),
      ),
    read: (table, columns) =>
      whileUnchanged(tables, [table], (stored) => {
        columns.forEach(({ name }) => storedColumn(stored, table, name));
        return readRows(session, stored, columns);
      }),
    parts: (table, rule) =>
      whileUnchanged(tables, [table], async (whole) => {
        const { parts, leftOut, stored } = await divideTable(session, whole, table, rule);
        const answer: TableParts = { table, parts, leftOut };
        divided.set(answer, stored);
        return answer;
      }),
    sampleRows: (table, columns, n, seed) =>
      whileUnchanged(tables, [table], (stored) => {
        columns.forEach(({ name }) => storedColumn(stored, table, name));
        return readRows(session, stored, columns, { rows: n, seed });
      }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** Do it, and then see whether files that were read have changed: that comes before any other fault. */
async function whileUnchanged<T>(
  tables: WeakMap<EngineTable, StoredTable>,
  of: Iterable<EngineTable>,
  act: (stored: StoredTable) => Promise<T>,
): Promise<T> {
  const stored = [...of].map((table) => storedOf(tables, table));
  try {
    return await act(stored[0]!);
  } finally {
    for (const { files } of stored) await requireUnchanged(files);
  }
}

async function answer(
  session: DuckDbSession,
  stored: StoredTable,
  request: Reduction,
  parts: StoredParts | undefined,
): Promise<unknown> {
  switch (request.kind) {
    case "summary":
      request.columns.forEach((name) => storedColumn(stored, request.table, name));
      return summaries(session, stored, request.columns);
    case "glance":
      return glances(
        session,
        stored.rows,
        request.columns.map((name) => {
          return { name, values: storedNumbers(stored, { table: request.table, column: name }) };
        }),
      );
    case "values": {
      const { limit, within } = request;
      const values = storedNumbers(stored, request);
      return parts === undefined
        ? valueCounts(session, values, limit, within)
        : partValueCounts(session, values, limit, parts, within);
    }
    case "bins": {
      const { map, within } = request;
      const values = storedNumbers(stored, request);
      return parts === undefined
        ? binCounts(session, values, map, within)
        : partBinCounts(session, values, map, parts, within);
    }
    case "categories": {
      const values = (await stored.texts([request.column])).get(request.column)!;
      return parts === undefined
        ? categoryCounts(session, values, request.limit)
        : partCategoryCounts(session, values, request.limit, parts);
    }
    case "edges":
      return edgeCounts(session, storedNumbers(stored, request), request.edges);
    case "levels": {
      const values = (await stored.texts([request.column])).get(request.column)!;
      return levelCounts(session, values, request.levels);
    }
  }
}

function partsOf(
  divided: WeakMap<TableParts, StoredParts>,
  request: Reduction,
): StoredParts | undefined {
  if (!("parts" in request) || request.parts === undefined) return undefined;
  const parts = divided.get(request.parts);
  if (parts === undefined || request.parts.table !== request.table) {
    throw new TypeError("the parts are those of another table");
  }
  return parts;
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
        ((request.kind === "categories" && !request.parts) ||
          (request.kind === "values" && !request.within && !request.parts)),
    ) as SmallRequest[];
    if (stored.rows > SMALL_TABLE_ROWS || here.length < 2) continue;
    const asTexts = here.flatMap(({ kind, column: name }) => (kind === "categories" ? [name] : []));
    const texts = await stored.texts(asTexts);
    const wanted = here.map((request) => ({
      kind: request.kind,
      limit: request.limit,
      values:
        request.kind === "values" ? storedNumbers(stored, request) : texts.get(request.column)!,
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
    if (request.kind !== "categories" && request.kind !== "levels") continue;
    const stored = storedOf(tables, request.table);
    storedColumn(stored, request.table, request.column);
    wanted.set(stored, [...(wanted.get(stored) ?? []), request.column]);
  }
  for (const [stored, names] of wanted) await stored.texts(names);
}

function storedOf(tables: WeakMap<EngineTable, StoredTable>, table: EngineTable): StoredTable {
  const stored = tables.get(table);
  if (stored === undefined) throw new TypeError("the table was opened by another engine");
  return stored;
}
