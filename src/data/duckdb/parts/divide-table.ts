import { InputError } from "../../../core/errors.js";
import type { EngineTable } from "../../../ports/data-engine.js";
import type { PartRule } from "../../../ports/table-parts.js";
import { divideByRows } from "./divide-by-rows.js";
import { divideByTime } from "./divide-by-time.js";
import { divideByValue } from "./divide-by-value.js";
import type { DuckDbSession } from "../session.js";
import { storedColumn, storedNumbers } from "../stored-column.js";
import type { Division } from "./stored-parts.js";
import type { StoredTable, StoredValues } from "../stored-table.js";

/** Divide a table by a rule: which parts there are, and how to tell the part of a row. */
export async function divideTable(
  session: DuckDbSession,
  stored: StoredTable,
  table: EngineTable,
  rule: PartRule,
): Promise<Division> {
  switch (rule.by) {
    case "time": {
      const { column } = rule;
      const found = storedColumn(stored, table, column);
      if (found.type === "timestamp") {
        return divideByTime(session, stored.rows, found.numbers!, rule);
      }
      throw new InputError(`column "${column}" of ${table.source} holds no times`, {
        where: table.source,
        fix: "name a column of dates or timestamps",
      });
    }
    case "rows": {
      const { orderBy } = rule;
      const values =
        orderBy === undefined ? null : storedNumbers(stored, { table, column: orderBy });
      return divideByRows(session, stored.rows, values ?? (await anyValues(stored)), rule);
    }
    case "value": {
      storedColumn(stored, table, rule.column);
      const texts = await stored.texts([rule.column]);
      return divideByValue(session, stored.rows, texts.get(rule.column)!, rule);
    }
  }
}

/** Some column, to know where the rows lie. */
async function anyValues(stored: StoredTable): Promise<StoredValues> {
  for (const { numbers } of stored.columns.values()) if (numbers !== null) return numbers;
  const [first = ""] = stored.columns.keys();
  return (await stored.texts([first])).get(first)!;
}
