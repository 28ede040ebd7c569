import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { DuckDBDataChunk } from "@duckdb/node-api";
import type { Column, Table } from "../../core/table.js";
import type { PendingFile } from "../../ports/file-store.js";
import type { TableWriter, TextsAre, WrittenColumn } from "../../ports/table-writer.js";
import { openSession, type DuckDbSettings } from "./session.js";
import { sqlName, sqlText } from "./sql-text.js";

/** Rows of one vector of the database: no more fit into one. */
const VECTOR_ROWS = 2048;

/**
 * A table as a Parquet file. The rows gather in the database, which goes to disk where its memory
 * ends; one thread writes them out, so that the same rows give the same bytes.
 */
export async function parquetWriter(
  file: PendingFile,
  columns: readonly WrittenColumn[],
  settings: Omit<DuckDbSettings, "threads"> = {},
): Promise<TableWriter> {
  const { DOUBLE, DuckDBDataChunk, VARCHAR } = await import("./node-api.js");
  const session = await openSession({ ...settings, threads: 1 });
  const fields = columns.map(({ kind }, i) => `c${i} ${kind === "text" ? "VARCHAR" : "DOUBLE"}`);
  await session.run(`CREATE TABLE batches (${fields.join(", ")})`);
  const types = columns.map(({ kind }) => (kind === "text" ? VARCHAR : DOUBLE));

  const chunksOf = function* (batch: Table): Generator<DuckDBDataChunk> {
    for (let start = 0; start < batch.rows; start += VECTOR_ROWS) {
      const chunk = DuckDBDataChunk.create(types, Math.min(VECTOR_ROWS, batch.rows - start));
      batch.columns.forEach((column, i) => {
        fill(chunk, i, column, start);
      });
      yield chunk;
    }
  };
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await session[Symbol.asyncDispose]();
  };
  return {
    write: (batch) => session.append("batches", chunksOf(batch)),
    commit: async () => {
      const whole = join(session.folder, "whole.parquet");
      const select = `SELECT ${columns.map(storedColumn).join(", ")} FROM batches`;
      await session.run(`COPY (${select}) TO ${sqlText(whole)} (FORMAT parquet)`);
      for await (const chunk of createReadStream(whole, { highWaterMark: 1 << 20 })) {
        await file.write(chunk as Uint8Array);
      }
      await file.commit();
      await end();
    },
    discard: async () => {
      await end();
      await file.discard();
    },
  };
}

function fill(chunk: DuckDBDataChunk, index: number, column: Column, start: number): void {
  const { rowCount } = chunk;
  const vector = chunk.getColumnVector(index);
  if (column.kind === "text") {
    const { codes, levels } = column;
    for (let i = 0; i < rowCount; i++) vector.setItem(i, levels[codes[start + i]!] ?? null);
  } else {
    const { items } = vector as unknown as { readonly items: Float64Array };
    items.set(column.values.subarray(start, start + rowCount)); // NaN for missing, until the end
  }
  vector.flush();
}

/** The type of a column of texts that are read as something else. */
const TYPES: Readonly<Record<TextsAre["type"], string>> = {
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  other: "VARCHAR",
};

/** A column as the file shall have it, out of the doubles and texts of the batches. */
function storedColumn({ name, kind, isInteger, textsAre }: WrittenColumn, index: number): string {
  const value = `c${index}`;
  const as = ` AS ${sqlName(name)}`;
  if (kind === "text") {
    const type = textsAre && (textsAre.storedAs ?? TYPES[textsAre.type]);
    return (type === undefined ? value : `CAST(${value} AS ${type})`) + as;
  }
  const there = `CASE WHEN NOT isnan(${value}) THEN ${value} END`;
  if (kind === "time") return `make_timestamp(CAST(round(${there} * 1000) AS BIGINT))${as}`;
  return isInteger === true ? `CAST(${there} AS BIGINT)${as}` : there + as;
}
