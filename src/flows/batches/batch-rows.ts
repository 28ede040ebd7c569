import type { Column, Table } from "../../core/table.js";
import { keptCell } from "../../detect/column-bins.js";
import { TickRows } from "../watch/tick-rows.js";
import type { WatchedColumn } from "../watch/watched-columns.js";
import type { HeldBatch, HeldCells } from "./batch-memory.js";

/** The rows of a column, as a detector takes them to make bins of. */
export function cellsOf(column: Column): HeldCells {
  if (column.kind === "text")
    return Array.from(column.codes, (code) => column.levels[code] ?? null);
  return Array.from(column.values, (value) => keptCell("number", value));
}

/** Rows as the state keeps them. */
export function heldBatch(at: number, { rows, columns }: Table): HeldBatch {
  return { at, rows, cells: Object.fromEntries(columns.map((one) => [one.name, cellsOf(one)])) };
}

/** Rows that were held, as a tick has them; a column that was not there is missing in all of them. */
export function rowsOfHeld(
  { rows, cells }: HeldBatch,
  columns: readonly WatchedColumn[],
): TickRows {
  const tick = new TickRows(columns.map(({ kind }) => kind));
  const read = columns.map(({ name, kind }) => columnOf(name, kind, cells[name] ?? [], rows));
  for (let row = 0; row < rows; row++) tick.add(read, row);
  return tick;
}

function columnOf(
  name: string,
  kind: WatchedColumn["kind"],
  cells: HeldCells,
  rows: number,
): Column {
  const all = Array.from({ length: rows }, (_, row) => cells[row] ?? null);
  if (kind === "number")
    return {
      kind,
      name,
      values: Float64Array.from(all, (cell) => (cell === null ? NaN : Number(cell))),
    };
  const levels = [...new Set(all.filter((cell) => cell !== null).map(String))];
  const places = new Map(levels.map((level, i) => [level, i]));
  const codes = Int32Array.from(all, (cell) => (cell === null ? -1 : places.get(String(cell))!));
  return { kind, name, codes, levels };
}
