import type { Column, Table } from "./table.js";

/**
 * Some rows of a table, in the order asked for; a row may come more than once. The values are
 * copied, the lists of texts shared.
 *
 * @param rows places of rows, 0 ≤ row < table.rows
 */
export function selectRows(table: Table, rows: Int32Array): Table {
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
    return picked;
  };
  const columns = table.columns.map((column): Column => {
    if (column.kind !== "text") return { ...column, values: pick(column.values) };
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
    return { ...column, codes };
  });
  return { rows: rows.length, columns };
}

/** The places i, ascending, where `keep(i)` holds. */
export function rowsWhere(rows: number, keep: (row: number) => boolean): Int32Array {
  const kept = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) if (keep(i)) kept[count++] = i;
  return kept.slice(0, count);
}
