import type { Column } from "../../core/table.js";
import type { RowChunk } from "../../ports/row-source.js";
import type { Run } from "./merge-rows.js";

/** The rows of a run as a chunk, without copying them. */
export function chunkOf(
  { rows, from, to }: Run<unknown>,
  origin: string,
  isAgain: boolean,
): RowChunk {
  const { times, table } = rows;
  if (from === 0 && to === times.length) return { times, table, origin, isAgain };
  const columns = table.columns.map((column): Column => {
    if (column.kind === "text") return { ...column, codes: column.codes.subarray(from, to) };
    return { ...column, values: column.values.subarray(from, to) };
  });
  return { times: times.subarray(from, to), table: { rows: to - from, columns }, origin, isAgain };
}
