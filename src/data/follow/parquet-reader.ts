import { open } from "node:fs/promises";
import { momentOfNumber } from "../../core/moment-of-number.js";
import type { Column } from "../../core/table.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { ColumnType } from "../../ports/data-engine.js";
import type { DuckDbSession } from "../duckdb/session.js";
import type { StoredTable } from "../duckdb/stored-table.js";
import { fileState } from "../unchanged-files.js";
import { momentReader } from "./text/field-moment.js";
import type { FileContent, LoadedRows } from "./file-content.js";
import { markOfFile } from "./fingerprint.js";
import type { RowWish } from "./text/row-builder.js";
import type { SeenFile } from "./source-files.js";

/** Opens Parquet files, by a database that is opened with the first of them. */
export interface ParquetReader extends AsyncDisposable {
  /** @returns null while the file is not complete: its last bytes say so */
  open(seen: SeenFile): Promise<FileContent | null>;
}

const MAGIC = "PAR1";
/** So many rows go for a byte of text. */
const ROWS_PER_BYTE = 1 / 8;

export function parquetReader(
  openSession: () => Promise<DuckDbSession>,
  missingValues: readonly string[],
): ParquetReader {
  let session: Promise<DuckDbSession> | null = null;
  return {
    open: async (seen) => {
      const mark = await markOfFile(seen.path, seen.sizeBytes);
      if (mark === null || !(await isComplete(seen))) return null;
      const [{ openParquet }, { literalPath }] = await Promise.all([
        import("../duckdb/open-parquet.js"),
        import("../duckdb/open-table.js"),
      ]);
      const database = await (session ??= openSession());
      const { path, sizeBytes } = seen;
      const state = await fileState(path);
      const file = await literalPath(database, { path, name: path, sizeBytes, state });
      const { table } = await openParquet(database, [file], { source: path, missingValues });
      const content = parquetContent(database, table);
      return {
        ...content,
        load: async (options, { wish }) => {
          const rows = await content.rows(
            options.from,
            options.bytes * ROWS_PER_BYTE,
            wish,
            options.until,
          );
          return rows === null ? null : { ...rows, before: mark, after: mark };
        },
      };
    },
    [Symbol.asyncDispose]: async () => (await session)?.[Symbol.asyncDispose](),
  };
}

async function isComplete({ path, sizeBytes }: SeenFile): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, sizeBytes - 4));
    return sizeBytes >= 12 && buffer.toString("latin1") === MAGIC;
  } finally {
    await file.close();
  }
}

function parquetContent(session: DuckDbSession, table: StoredTable) {
  const types = new Map([...table.columns].map(([name, { type }]) => [name, type]));
  const rows = async (
    from: number,
    count: number,
    { columns, time, missingValues }: RowWish,
    until = table.rows,
  ): Promise<Omit<LoadedRows, "before" | "after"> | null> => {
    const size = Math.min(Math.ceil(count), Math.min(until, table.rows) - from);
    if (size <= 0) return null;
    const wanted = [...columns, { name: time, as: "time" as const }];
    const there = wanted.filter(({ name }) => types.has(name));
    const { readRows } = await import("../duckdb/read-rows.js");
    const asked = there.map(({ name, as }) => ({ name, as: readAs(types.get(name)!, as) }));
    const read = await readRows(session, table, asked, { start: from, rows: size });
    const found = new Map(there.map((request, i) => [request, read.columns[i]!]));
    const moments = momentReader(missingValues);
    const all = wanted.map((request) => {
      const column = found.get(request) ?? missingColumn(request, size);
      return request.as === "time" ? asMoments(column, moments.ofText) : column;
    });
    const times = all.pop()!;
    return {
      times: times.kind === "text" ? new Float64Array(size) : times.values,
      table: { rows: size, columns: all },
      ends: Array.from({ length: size }, (_, row) => row + 1),
      base: from,
      start: from,
      next: from + size,
    };
  };
  return {
    names: [...types.keys()],
    isComplete: true,
    isFixed: true,
    findings: [],
    rows,
    columns: () =>
      Promise.resolve(
        [...table.columns].map(([name, { type, storedAs }]) => ({ name, type, storedAs })),
      ),
    peek: async (from: number, { wish }: { wish: RowWish }) => {
      const first = await rows(from, 16, { ...wish, columns: [] });
      return first?.times.find((time) => !Number.isNaN(time)) ?? NaN;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Moments are made of texts and numbers by the rules that hold for text files. */
function readAs(type: ColumnType, as: ColumnRequest["as"]): ColumnRequest["as"] {
  if (as !== "time" || type === "timestamp") return as;
  return type === "number" ? "number" : "text";
}

function asMoments(column: Column, ofText: (text: string) => number): Column {
  const { name } = column;
  if (column.kind === "time") return column;
  if (column.kind === "number")
    return { kind: "time", name, values: column.values.map(momentOfNumber) };
  const levels = column.levels.map(ofText);
  const values = Float64Array.from(column.codes, (code) => levels[code] ?? NaN);
  return { kind: "time", name, values };
}

function missingColumn({ name, as }: ColumnRequest, rows: number): Column {
  if (as === "text")
    return { kind: "text", name, codes: new Int32Array(rows).fill(-1), levels: [] };
  return { kind: as, name, values: new Float64Array(rows).fill(NaN) };
}
