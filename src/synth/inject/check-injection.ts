import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import type { Table } from "../../core/table.js";
import { columnsOf, type Injection } from "./injection.js";

/** So many columns are named in a message. */
const COLUMNS_TOLD = 20;

/**
 * Refuse a size that no data could have.
 *
 * @param where how messages call the injection
 * @throws {InputError} when a share, a factor or another size is out of its range
 */
export function checkSize(injection: Injection, where = `${injection.kind}:${injection.column}`) {
  const wrong = faultOf(injection);
  if (wrong === null) return;
  const [name, value, range] = wrong;
  throw new InputError(`${name} ${value} is out of range`, { where, fix: `give ${range}` });
}

function faultOf(
  injection: Injection,
): readonly [name: string, value: number, range: string] | null {
  const { rowShare = 1 } = injection;
  if (!(rowShare > 0 && rowShare <= 1))
    return ["the share of rows", rowShare, "one above 0, up to 1"];
  switch (injection.kind) {
    case "shift": {
      const { value } = injection.size;
      return Number.isFinite(value) && value !== 0
        ? null
        : ["a shift of", value, "one that is not 0"];
    }
    case "noise": {
      const { value } = injection.size;
      return value > 0 && Number.isFinite(value) ? null : ["noise of", value, "a size above 0"];
    }
    case "scale":
      return factorFault(injection.factor);
    case "tail":
      return shareFault(injection.share, false) ?? factorFault(injection.factor);
    case "swap":
    case "imbalance":
      return shareFault(injection.share, false);
    case "missing":
    case "label-flip":
    case "new-category":
      return shareFault(injection.share, true);
    case "correlation": {
      const { by, to } = injection;
      if (to !== undefined)
        return Math.abs(to) <= 1 ? null : ["a rank correlation of", to, "one from -1 to 1"];
      const change = by ?? 0;
      const isOne = change !== 0 && Math.abs(change) <= 2;
      return isOne ? null : ["a change of", change, "one from -2 to 2 that is not 0"];
    }
  }
}

function shareFault(share: number, canBeAll: boolean) {
  if (share > 0 && (canBeAll ? share <= 1 : share < 1)) return null;
  return ["the share", share, canBeAll ? "one above 0, up to 1" : "one between 0 and 1"] as const;
}

function factorFault(factor: number) {
  if (factor > 0 && factor !== 1 && Number.isFinite(factor)) return null;
  return ["the factor", factor, "one above 0 that is not 1"] as const;
}

/**
 * Refuse columns that are not there.
 *
 * @throws {InputError} when the injection names a column that is none of `names`
 */
export function checkColumns(injection: Injection, names: readonly string[]): void {
  const { kind } = injection;
  for (const name of columnsOf(injection)) {
    if (names.includes(name)) continue;
    const told = names.slice(0, COLUMNS_TOLD);
    const more = names.length > told.length ? ", ..." : "";
    throw new InputError(`there is no column "${name}"${didYouMean(name, names)}`, {
      where: `${kind}:${name}`,
      fix: `name one of ${told.join(", ")}${more}`,
    });
  }
  if (kind !== "correlation" || injection.column !== injection.other) return;
  throw new InputError("a column is correlated with itself", {
    where: `${kind}:${injection.column}~${injection.other}`,
    fix: "name two columns",
  });
}

/**
 * Refuse a table in which there is nothing to change.
 *
 * @throws {InputError} when it has no rows, or none from the start of the injection on
 */
export function checkRows({ startRow = 0 }: Injection, { rows }: Pick<Table, "rows">): void {
  if (rows === 0) {
    throw new InputError("the table has no rows to change", { fix: "give a table with rows" });
  }
  if (startRow >= 0 && startRow < rows) return;
  throw new InputError(`the change would start at row ${startRow + 1}, and there are ${rows}`, {
    fix: "let it start at one of the rows",
  });
}
