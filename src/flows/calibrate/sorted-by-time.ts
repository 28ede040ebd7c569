import type { Column } from "../../core/table.js";

type Watched = Exclude<Column, { readonly kind: "time" }>;

/** Columns in the order of time, without the rows that have none; as they are without times. */
export function sortedByTime(
  columns: readonly Watched[],
  times: Float64Array | null,
): { readonly columns: readonly Watched[]; readonly times: Float64Array | null } {
  if (times === null) return { columns, times };
  const rows: number[] = [];
  for (let row = 0; row < times.length; row++) if (!Number.isNaN(times[row])) rows.push(row);
  const order = Int32Array.from(rows).sort((a, b) => times[a]! - times[b]! || a - b);
  return {
    times: Float64Array.from(order, (row) => times[row]!),
    columns: columns.map((column) =>
      column.kind === "text"
        ? { ...column, codes: order.map((row) => column.codes[row]!) }
        : { ...column, values: Float64Array.from(order, (row) => column.values[row]!) },
    ),
  };
}
