import { Readable } from "node:stream";
import type { RowSourceWorld } from "../../../src/data/follow/open-row-source.js";
import { openSession } from "../../../src/data/duckdb/session.js";
import type { ColumnRequest } from "../../../src/ports/column-request.js";
import type { RowChunk, RowSource } from "../../../src/ports/row-source.js";

/** A clock that stands at the time of the files, so that none of them looks finished. */
export const NOBODY: RowSourceWorld = {
  clock: () => new Date(0),
  stdin: Readable.from([]),
  openSession: () => openSession({ threads: 1 }),
};

export async function collect(
  source: RowSource,
  columns: readonly ColumnRequest[],
  options?: { readonly toTheEnd?: boolean },
): Promise<RowChunk[]> {
  const chunks: RowChunk[] = [];
  for await (const chunk of source.read(columns, options)) chunks.push(chunk);
  return chunks;
}

/** Rows as texts: the values of the columns that were asked for, one string a row. */
export function rowTexts({ table }: RowChunk): string[] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.columns
      .map((column) => {
        if (column.kind === "text") return column.levels[column.codes[row]!] ?? "";
        return String(column.values[row]);
      })
      .join("|"),
  );
}
