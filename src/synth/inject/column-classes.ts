import { InputError } from "../../core/errors.js";
import { rowsWhere } from "../../core/select-rows.js";
import { isPresent, type TracedColumn } from "./traced-column.js";

/** A column of numbers with more distinct ones than this has no categories. */
const MOST_NUMBERS = 100;

/** The categories of a column, as far as rows from the first on have them. */
export interface ColumnClasses {
  /** Rows from the first on that have a value, ascending. */
  readonly rows: Int32Array;
  /** The category of every row of the column; −1 where it has no value. */
  readonly codes: Int32Array;
  readonly names: readonly string[];
  /** Of each category, how many of `rows` have it. */
  readonly counts: Float64Array;
  /** Of each category, a row that has it. */
  readonly examples: Int32Array;
}

/**
 * Categories: the texts of a column, or its numbers where there are few.
 *
 * @throws {InputError} when the column is of times or measurements, or has no values there
 */
export function classesOf(traced: TracedColumn, kind: string, firstRow: number): ColumnClasses {
  const { column } = traced;
  const where = `${kind}:${column.name}`;
  if (column.kind === "time") {
    throw new InputError(`${kind} works on categories; "${column.name}" holds time stamps`, {
      where,
      fix: "name a column of categories",
    });
  }
  const places = new Map<string | number, number>();
  const examples: number[] = [];
  const codes = Int32Array.from(traced.cells, (_, row) => {
    if (!isPresent(column, row)) return -1;
    const value = column.kind === "text" ? column.levels[column.codes[row]!]! : column.values[row]!;
    const known = places.get(value);
    if (known !== undefined) return known;
    examples.push(row);
    places.set(value, places.size);
    return places.size - 1;
  });
  if (column.kind === "number" && places.size > MOST_NUMBERS) {
    const what = `${kind} works on categories; "${column.name}" holds ${places.size} different numbers`;
    throw new InputError(what, {
      where,
      fix: "name a column of categories, or use shift or scale",
    });
  }
  const rows = rowsWhere(codes.length, (row) => row >= firstRow && codes[row]! >= 0);
  if (rows.length === 0) {
    const fix = "name a column that has values, or let the change start earlier";
    throw new InputError(`column "${column.name}" has no values to change`, { where, fix });
  }
  const counts = new Float64Array(places.size);
  for (const row of rows) counts[codes[row]!]! += 1;
  const names = Array.from(places.keys(), String);
  return { rows, codes, names, counts, examples: Int32Array.from(examples) };
}

/** @throws {InputError} when there is one category only */
export function requireTwo({ names }: ColumnClasses, kind: string, column: string): void {
  if (names.length > 1) return;
  throw new InputError(`column "${column}" has one value only, "${names[0] ?? ""}"`, {
    where: `${kind}:${column}`,
    fix: "name a column of two categories or more",
  });
}
