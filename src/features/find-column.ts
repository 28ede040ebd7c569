import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import type { Column, Table } from "../core/table.js";

/**
 * The column of that name and kind.
 *
 * @throws {InputError} when the table has no such column, or holds something else in it
 */
export function findColumn<K extends Column["kind"]>(
  table: Table,
  name: string,
  kind: K,
): Extract<Column, { kind: K }> {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column?.kind === kind) return column as Extract<Column, { kind: K }>;
  const names = table.columns.map((candidate) => candidate.name);
  const what =
    column === undefined
      ? `there is no column "${name}"${didYouMean(name, names)}`
      : `column "${name}" holds ${column.kind}, not ${kind}`;
  throw new InputError(what, {
    where: `columns: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", ..." : ""}`,
    fix: column === undefined ? "name a column of the table" : `read "${name}" as ${kind}`,
  });
}
