import { InputError } from "./errors.js";
import type { Column, Table, TextColumn } from "./table.js";

/**
 * The rows of several tables below one another, their columns matched by name. Columns come in the
 * order of the first table; what the others have besides is left out.
 *
 * @throws {InputError} when a table lacks a column of the first, or has it with another kind
 */
export function stackTables(tables: readonly [Table, ...Table[]]): Table {
  const [first, ...others] = tables;
  if (others.length === 0) return first;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const columns = first.columns.map((column) =>
    stack([column, ...others.map((table, i) => matching(table, column, i + 2))], rows),
  );
  return { rows, columns };
}

function matching(table: Table, wanted: Column, ordinal: number): Column {
  const column = table.columns.find(({ name }) => name === wanted.name);
  if (column?.kind === wanted.kind) return column;
  const fault = column === undefined ? "is missing" : `is ${column.kind}, not ${wanted.kind},`;
  throw new InputError(`column "${wanted.name}" ${fault} in table ${ordinal}`, {
    where: wanted.name,
    fix: "give tables with the same columns, or leave the column out",
  });
}

function stack(parts: readonly Column[], rows: number): Column {
  const [head] = parts as [Column];
  if (head.kind === "text") return stackTexts(parts as readonly TextColumn[], rows);
  const values = new Float64Array(rows);
  let at = 0;
  for (const part of parts as readonly (typeof head)[]) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { ...head, values };
}

function stackTexts(parts: readonly TextColumn[], rows: number): TextColumn {
  const places = new Map<string, number>();
  const codes = new Int32Array(rows);
  let at = 0;
  for (const part of parts) {
    const moved = part.levels.map((level) => {
      const place = places.get(level) ?? places.size;
      places.set(level, place);
      return place;
    });
    for (const code of part.codes) codes[at++] = code < 0 ? -1 : moved[code]!;
  }
  return { kind: "text", name: parts[0]!.name, codes, levels: [...places.keys()] };
}
