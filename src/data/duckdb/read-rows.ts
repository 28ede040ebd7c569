import type { Column, Table } from "../../core/table.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import { copyNumbers, eachText } from "./answer-column.js";
import { fieldSql } from "./field-sql.js";
import type { Relation } from "./relation.js";
import type { DuckDbSession } from "./session.js";
import type { StoredTable, StoredValues } from "./stored-table.js";

/** Rows that a hash of their place chooses. */
export interface RowSample {
  /** About so many. */
  readonly rows: number;
  readonly seed: number;
}

/** Neighbouring rows, which have to be there. */
export interface RowSlice {
  readonly start: number;
  readonly rows: number;
}

/**
 * Whole columns, in the order of the rows: numbers as they are, texts by the place of each level.
 *
 * @param part of the rows, where not all of them are wanted
 */
export async function readRows(
  session: DuckDbSession,
  stored: StoredTable,
  requests: readonly ColumnRequest[],
  part: RowSample | RowSlice = { start: 0, rows: stored.rows },
): Promise<Table> {
  const isWhole = part.rows >= stored.rows;
  const isSample = "seed" in part && !isWhole;
  const most = isSample ? mostSampled(part, stored.rows) : Math.min(part.rows, stored.rows);
  const texts = await stored.texts(
    requests.flatMap(({ name, as }) => (needsText(stored, name, as) ? [name] : [])),
  );
  const wanted = requests.map((request) => {
    return { ...request, values: valuesAs(stored, texts, request) };
  });
  const columns = new Map<number, Column>();
  let rows = 0;
  for (const from of new Set(wanted.map(({ values }) => values.from))) {
    const here = wanted.flatMap((one, place) =>
      one.values.from === from ? [{ ...one, place }] : [],
    );
    const filled = here.map(({ name, as }) => emptyColumn(name, as, most));
    let row = 0;
    const select = here.map(({ values }, i) => `${values.expression} AS v${i}`);
    const query = isSample
      ? sampled(from, select, part, stored.rows)
      : `SELECT ${select.join(", ")} FROM ${isWhole || "seed" in part ? from.sql : from.slice(part.start, part.rows)}`;
    await session.scan(query, (chunk) => {
      if (row + chunk.rowCount > most) return; // by the odds, never
      filled.forEach(({ add }, i) => {
        add(chunk.getColumnVector(i), row);
      });
      row += chunk.rowCount;
    });
    rows = row;
    here.forEach(({ place }, i) => columns.set(place, shortened(filled[i]!.column, row)));
  }
  return { rows, columns: requests.map((_, i) => columns.get(i)!) };
}

/** More rows than the hash ever chooses: eight standard deviations above what is expected. */
function mostSampled({ rows }: RowSample, all: number): number {
  return Math.min(all, Math.ceil(rows + 8 * Math.sqrt(rows)));
}

function sampled(
  from: Relation,
  select: readonly string[],
  { rows, seed }: RowSample,
  all: number,
): string {
  const salt = BigInt.asIntN(63, BigInt(seed) * 0x9e3779b97f4a7c15n);
  const share = BigInt(Math.floor((rows / all) * 2 ** 53)) << 11n; // of the 2^64 hashes
  const numbered = `(SELECT *, ${from.rowNumber} AS "place of the row" FROM ${from.sql})`;
  const hash = `hash(xor("place of the row"::BIGINT, ${salt}::BIGINT))`;
  // The order gathers rows in full chunks: one by one, they take longer to fetch than to find.
  return `SELECT ${select.join(", ")} FROM ${numbered} WHERE ${hash} < ${share}::UBIGINT ORDER BY "place of the row"`;
}

function shortened(column: Column, rows: number): Column {
  if (column.kind === "text") return { ...column, codes: column.codes.subarray(0, rows) };
  return { ...column, values: column.values.subarray(0, rows) };
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
