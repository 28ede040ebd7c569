import { selectRows } from "../../core/select-rows.js";
import type { Column } from "../../core/table.js";

/**
 * A column that remembers where its cells come from, so that a cell which was not made anew can be
 * written as the very text that it had: "00501", "1.50".
 */
export interface TracedColumn {
  readonly column: Column;
  /** Of each row the row of the source whose cell it has, or −1 where the cell was made. */
  readonly cells: Int32Array;
}

/** A column as it came, every cell its own. */
export function traced(column: Column): TracedColumn {
  const { length } = column.kind === "text" ? column.codes : column.values;
  return { column, cells: Int32Array.from({ length }, (_, row) => row) };
}

/** The column whose row i has the cell that row `from[i]` had. */
export function copyCells({ column, cells }: TracedColumn, from: Int32Array): TracedColumn {
  const copied = selectRows({ rows: cells.length, columns: [column] }, from);
  return { column: copied.columns[0]!, cells: from.map((row) => cells[row]!) };
}

/** Is there a value in the row? */
export function isPresent(column: Column, row: number): boolean {
  return column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]!);
}

/** Do two columns of one kind have the same value in the row? Missing is one value here. */
export function isSameCell(a: Column, b: Column, row: number): boolean {
  if (a.kind !== "text" || b.kind !== "text") {
    return a.kind !== "text" && b.kind !== "text" && Object.is(a.values[row], b.values[row]);
  }
  return a.levels[a.codes[row]!] === b.levels[b.codes[row]!];
}
