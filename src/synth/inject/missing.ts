import { InputError } from "../../core/errors.js";
import { rowsWhere } from "../../core/select-rows.js";
import { countOfShare, drawSome } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import { isPresent, type TracedColumn } from "./traced-column.js";

/** Values of rows drawn at random are lost, whatever they are: missing completely at random. */
export function injectMissing(
  { column, cells }: TracedColumn,
  { kind, column: name, share }: InjectionOf<"missing">,
  { firstRow, random }: InjectionScene,
): Injected {
  const rows = rowsWhere(cells.length, (row) => row >= firstRow && isPresent(column, row));
  const where = `${kind}:${name}`;
  if (rows.length === 0) {
    const fix = "name a column that has values, or let the change start earlier";
    throw new InputError(`column "${name}" has no values to lose`, { where, fix });
  }
  const chosen = drawSome(rows, countOfShare(share, rows.length, where), random);
  const isChosen = new Set(chosen);
  const emptied =
    column.kind === "text"
      ? { ...column, codes: column.codes.map((code, row) => (isChosen.has(row) ? -1 : code)) }
      : { ...column, values: column.values.map((x, row) => (isChosen.has(row) ? Number.NaN : x)) };
  return {
    column: { column: emptied, cells: cells.map((cell, row) => (isChosen.has(row) ? -1 : cell)) },
    rows: chosen,
    realised: { share: chosen.length / rows.length },
  };
}
