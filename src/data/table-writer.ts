import type { DataFormat } from "../ports/data-engine.js";
import type { PendingFile } from "../ports/file-store.js";
import type { TableWriter, WrittenColumn } from "../ports/table-writer.js";
import { csvWriter } from "./csv-writer.js";
import { jsonlWriter } from "./jsonl-writer.js";

/** The format that a path asks for by its ending; undefined where it says nothing. */
export function formatOfPath(path: string): DataFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const formats: Readonly<Record<string, DataFormat>> = {
    csv: "csv",
    tsv: "tsv",
    jsonl: "jsonl",
    ndjson: "jsonl",
    parquet: "parquet",
    pq: "parquet",
  };
  return formats[ending];
}

/** A writer of tables in the given format into `file`; it takes over its commit and discard. */
export async function tableWriter(
  format: DataFormat,
  file: PendingFile,
  columns: readonly WrittenColumn[],
): Promise<TableWriter> {
  if (format === "jsonl") return jsonlWriter(file, columns);
  if (format === "tsv") return csvWriter(file, columns, "\t");
  if (format === "csv") return csvWriter(file, columns);
  const { parquetWriter } = await import("./duckdb/parquet-writer.js");
  return parquetWriter(file, columns);
}
