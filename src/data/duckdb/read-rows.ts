import type { Column, Table } from "../../core/table.js";
import type { ColumnRequest } from "../../ports/row-reader.js";
import { copyNumbers, eachText } from "./answer-column.js";
import { fieldSql } from "./field-sql.js";
import type { DuckDbSession } from "./session.js";
import type { StoredTable, StoredValues } from "./stored-table.js";

/** Whole columns, in the order of the rows: numbers as they are, texts by the place of each level. */
export async function readRows(
  session: DuckDbSession,
  stored: StoredTable,
  requests: readonly ColumnRequest[],
): Promise<Table> {
  const texts = await stored.texts(
    requests.flatMap(({ name, as }) => (needsText(stored, name, as) ? [name] : [])),
  );
  const wanted = requests.map((request) => {
    return { ...request, values: valuesAs(stored, texts, request) };
  });
  const columns = new Map<number, Column>();
  for (const from of new Set(wanted.map(({ values }) => values.from))) {
    const here = wanted.flatMap((one, place) =>
      one.values.from === from ? [{ ...one, place }] : [],
    );
    const filled = here.map(({ name, as }) => emptyColumn(name, as, stored.rows));
    let row = 0;
    const select = here.map(({ values }) => values.expression).join(", ");
    await session.scan(`SELECT ${select} FROM ${from.sql}`, (chunk) => {
      filled.forEach(({ add }, i) => {
        add(chunk.getColumnVector(i), row);
      });
      row += chunk.rowCount;
    });
    here.forEach(({ place }, i) => columns.set(place, filled[i]!.column));
  }
  return { rows: stored.rows, columns: requests.map((_, i) => columns.get(i)!) };
}

function needsText(stored: StoredTable, name: string, as: Column["kind"]): boolean {
  return as === "text" || stored.columns.get(name)!.numbers === null;
}

/** A column as what was asked for; a NULL among numbers is already NaN. */
function valuesAs(
  stored: StoredTable,
  texts: ReadonlyMap<string, StoredValues>,
  { name, as }: ColumnRequest,
): StoredValues {
  const { numbers } = stored.columns.get(name)!;
  const text = texts.get(name);
  if (as === "text") return text!;
  const orNaN = (expression: string) => `coalesce(${expression}, 'NaN'::DOUBLE)`;
  if (numbers !== null) return { ...numbers, expression: orNaN(numbers.expression) };
  const sql = fieldSql([]); // what is missing is NULL by now
  const { from, expression } = text!;
  return { from, expression: orNaN(as === "time" ? sql.time(expression) : sql.number(expression)) };
}

interface FilledColumn {
  readonly column: Column;
  readonly add: (vector: unknown, row: number) => void;
}

function emptyColumn(name: string, kind: Column["kind"], rows: number): FilledColumn {
  if (kind !== "text") {
    const values = new Float64Array(rows);
    return {
      column: { kind, name, values },
      add: (vector, row) => {
        copyNumbers(vector, values, row);
      },
    };
  }
  const codes = new Int32Array(rows);
  const levels: string[] = [];
  const places = new Map<string, number>();
  const add = (vector: unknown, start: number) => {
    eachText(vector, (text, i) => {
      let code = text === null ? -1 : places.get(text);
      if (code === undefined) {
        code = levels.length;
        places.set(text!, code);
        levels.push(text!);
      }
      codes[start + i] = code;
    });
  };
  return { column: { kind, name, codes, levels }, add };
}
