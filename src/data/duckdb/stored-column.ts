import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import type { EngineTable } from "../../ports/data-engine.js";
import type { StoredColumn, StoredTable, StoredValues } from "./stored-table.js";

/** @throws {InputError} when the table has no such column */
export function storedColumn(stored: StoredTable, table: EngineTable, name: string): StoredColumn {
  const found = stored.columns.get(name);
  if (found !== undefined) return found;
  const names = [...stored.columns.keys()];
  throw new InputError(`there is no column "${name}" in ${table.source}`, {
    where: table.source,
    fix: `check the name of the column${didYouMean(name, names)}`,
  });
}

/** @throws {InputError} when the table has no such column, or it holds no numbers */
export function storedNumbers(
  stored: StoredTable,
  request: { readonly table: EngineTable; readonly column: string },
): StoredValues {
  const values = storedColumn(stored, request.table, request.column).numbers;
  if (values !== null) return values;
  throw new InputError(`column "${request.column}" of ${request.table.source} is not numeric`, {
    where: request.table.source,
    fix: "name it among the numeric columns, or treat it as categories",
  });
}
