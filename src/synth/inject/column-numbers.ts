import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { rowsWhere } from "../../core/select-rows.js";
import { mean, standardDeviation } from "../../stats/descriptive/moments.js";
import { drawSome, countOfShare } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { Injection, Magnitude } from "./injection.js";
import { decimalsOf, onGrid } from "./number-grid.js";
import type { TracedColumn } from "./traced-column.js";

/**
 * The values of a column that are to be changed as numbers.
 *
 * @throws {InputError} when the column is not of numbers, or none of them is finite
 */
export function numbersOf({ column }: TracedColumn, kind: string): Float64Array {
  const where = `${kind}:${column.name}`;
  if (column.kind !== "number") {
    const holds = column.kind === "text" ? "text" : "time stamps";
    const fix = "name a column of numbers, or choose another kind of change";
    throw new InputError(`${kind} works on numbers; "${column.name}" holds ${holds}`, {
      where,
      fix,
    });
  }
  if (!column.values.some(Number.isFinite)) {
    const fix = "name a column that has values";
    throw new InputError(`column "${column.name}" has no numbers`, { where, fix });
  }
  return column.values;
}

/** The rows with a finite number from the first on: all, or a share of them. */
export function numberRows(
  values: Float64Array,
  injection: Injection,
  { firstRow, random }: InjectionScene,
): Int32Array {
  const rows = rowsWhere(values.length, (row) => row >= firstRow && Number.isFinite(values[row]!));
  const where = `${injection.kind}:${injection.column}`;
  const count = countOfShare(injection.rowShare ?? 1, rows.length, where);
  return drawSome(rows, count, random);
}

/** The standard deviation of the finite values; 0 for one value. */
export function spreadOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite);
  return finite.length < 2 ? 0 : standardDeviation(finite);
}

/**
 * A magnitude in the unit of the column.
 *
 * @throws {InputError} when it is one of standard deviations, and all values are equal
 */
export function inOwnUnit(size: Magnitude, sd: number, injection: Injection): number {
  if (size.unit === "own") return size.value;
  if (sd > 0) return size.value * sd;
  throw new InputError(`all values of column "${injection.column}" are equal`, {
    where: `${injection.kind}:${injection.column}:${size.value}sd`,
    fix: "give a size in the column's own unit, such as +10",
  });
}

/**
 * Give some rows new numbers, with no more decimals than the column has.
 *
 * @param change the new number for an old one; called once for each row, in order
 * @param realise what that came to, from the changes new − old in the order of the rows
 */
export function changeNumbers(
  { column, cells }: TracedColumn,
  rows: Int32Array,
  random: Random,
  change: (value: number) => number,
  realise: (differences: Float64Array) => Injected["realised"],
): Injected {
  if (column.kind !== "number") throw new TypeError("only numbers can be changed");
  const values = column.values.slice();
  const sources = cells.slice();
  const decimals = decimalsOf(values);
  const differences = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const old = values[row]!;
    const value = onGrid(change(old), decimals, random);
    if (value === old) return;
    values[row] = value;
    sources[row] = -1;
    differences[i] = value - old;
  });
  checkFinite(values, rows, column.name);
  const changed = { column: { ...column, values }, cells: sources };
  return { column: changed, rows, realised: realise(differences) };
}

function checkFinite(values: Float64Array, rows: Int32Array, name: string): void {
  if (rows.every((row) => Number.isFinite(values[row]!))) return;
  throw new InputError(`the change takes column "${name}" beyond the largest number`, {
    where: name,
    fix: "give a smaller size",
  });
}

/** The mean of changes, in the unit of the column and in its standard deviations. */
export function meanChange(differences: Float64Array, sd: number): Injected["realised"] {
  const change = mean(differences);
  return { mean_shift: change, mean_shift_sd: sd > 0 ? change / sd : null };
}
