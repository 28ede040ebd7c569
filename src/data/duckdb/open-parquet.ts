import { InputError } from "../../core/errors.js";
import type { ColumnType, DataFinding, TableRequest } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { numbersOf, textsOf } from "./answer-column.js";
import { parquetParts } from "./parquet-parts.js";
import { areAlike, parquetSchemas } from "./parquet-schemas.js";
import { parquetRelation } from "./relation.js";
import { requireSameColumns } from "./same-columns.js";
import { fieldSql, type FieldSql } from "./field-sql.js";
import type { DuckDbSession } from "./session.js";
import { sqlList, sqlName, sqlText } from "./sql-text.js";
import type { StoredColumn, StoredTable, StoredValues } from "./stored-table.js";

/** Parquet files as they lie: nothing is copied, for their columns are cheap to read again. */
export async function openParquet(
  session: DuckDbSession,
  files: readonly InputFile[],
  request: TableRequest,
): Promise<{ readonly table: StoredTable; readonly findings: readonly DataFinding[] }> {
  const { types, isUnion } = await columnTypes(session, files);
  const parts = await parquetParts(
    session,
    files.map(({ path }) => path),
  );
  const from = parquetRelation(parts, types.keys(), isUnion ? UNION : AS_TEXT);
  const sql = fieldSql(request.missingValues);
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const columns = new Map<string, StoredColumn>();
  const texts = new Map<string, StoredValues>();
  const findings: DataFinding[] = [];
  for (const [name, storedAs] of types) {
    const column = typedColumn(name, storedAs, sql, request);
    let unreadable = 0;
    if (column.check !== null) {
      const query = `SELECT count(*) FILTER (${column.check})::DOUBLE FROM ${from.sql}`;
      unreadable = numbersOf(await session.query(query), 0)[0] ?? 0;
      const what = `${unreadable} values of column "${name}" are no numbers`;
      if (unreadable > 0) findings.push({ what, where: request.source, count: unreadable });
    }
    const numbers = column.number === null ? null : { from, expression: column.number };
    columns.set(name, { type: column.type, storedAs, numbers, unreadable });
    texts.set(name, { from, expression: column.text });
  }
  return { table: { rows, columns, texts: () => Promise.resolve(texts), files }, findings };
}

/** How a column is read as numbers and as texts. */
export interface TypedColumn {
  readonly type: ColumnType;
  readonly number: string | null;
  readonly text: string;
  /** A condition that tells texts that are no numbers, where numbers were asked for. */
  readonly check: string | null;
}

/** How to read a column that has a type, in a Parquet file or the answer of a query. */
export function typedColumn(
  name: string,
  storedAs: string,
  sql: FieldSql,
  { numeric = [], categorical = [] }: Pick<TableRequest, "numeric" | "categorical">,
): TypedColumn {
  const column = sqlName(name);
  const natural = `CAST(${column} AS VARCHAR)`;
  const text = sql.text(natural);
  if (categorical.includes(name)) return { type: "text", number: null, text, check: null };
  const number = numberExpression(column, storedAs);
  if (number !== null) return { type: "number", number, text, check: null };
  if (storedAs === "DATE" || storedAs.startsWith("TIMESTAMP")) {
    const moment = storedAs === "DATE" ? `CAST(${column} AS TIMESTAMP)` : column;
    const finite = `CASE WHEN isfinite(${column}) THEN epoch_us(${moment}) END / 1000::DOUBLE`;
    return { type: "timestamp", number: finite, text, check: null };
  }
  if (numeric.includes(name)) {
    const check = `${sql.isPresent(natural)} AND ${sql.number(natural)} IS NULL`;
    return { type: "number", number: sql.number(natural), text, check };
  }
  if (storedAs === "BOOLEAN") {
    return { type: "boolean", number: `CAST(${column} AS DOUBLE)`, text, check: null };
  }
  const isText = /^(VARCHAR|ENUM|UUID)/.test(storedAs);
  return { type: isText ? "text" : "other", number: null, text, check: null };
}

const NUMBERS =
  /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|FLOAT|DOUBLE|U?HUGEINT|DECIMAL\((\d+),\d+\))$/;

/** Of more digits than a double holds, the text is read: that rounds once, the cast does not. */
function numberExpression(column: string, storedAs: string): string | null {
  const match = NUMBERS.exec(storedAs);
  if (match === null) return null;
  const isLong = storedAs.endsWith("HUGEINT") || Number(match[3] ?? 0) > 15;
  return isLong ? `CAST(CAST(${column} AS VARCHAR) AS DOUBLE)` : `CAST(${column} AS DOUBLE)`;
}

/** Bytes without a type are text, for many writers forget to say so. */
const AS_TEXT = ", binary_as_string = true";
/** Types that differ become one that holds them all; to find it every query opens every file. */
const UNION = `${AS_TEXT}, union_by_name = true`;

/** The columns of files as the database will read them, together. */
async function columnTypes(session: DuckDbSession, files: readonly InputFile[]) {
  const [first] = files;
  const types = await describe(session, first!);
  if (files.length === 1) return { types, isUnion: false };
  const paths = files.map(({ path }) => path);
  const schemas = await parquetSchemas(session, paths).catch(async (error: unknown) => {
    for (const file of files) await describe(session, file); // one of them is damaged: which?
    throw error;
  });
  requireSameColumns(files.map((file, i) => ({ file: file.name, names: [...schemas[i]!.keys()] })));
  if (areAlike(schemas)) return { types, isUnion: false };
  const all = `read_parquet(${sqlList(paths)}${UNION})`;
  return { types: await describeRelation(session, all), isUnion: true };
}

async function describe(session: DuckDbSession, file: InputFile): Promise<Map<string, string>> {
  try {
    return await describeRelation(session, `read_parquet(${sqlText(file.path)}${AS_TEXT})`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${file.name} cannot be read as Parquet: it is damaged or cut short`, {
      where: file.name,
      fix: "write the file again",
      cause: error,
    });
  }
}

/** The columns of a relation and their types, in their order. @param from what stands after FROM */
export async function describeRelation(session: DuckDbSession, from: string) {
  const query = `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`;
  const answer = await session.query(query);
  const types = textsOf(answer, 1);
  return new Map(textsOf(answer, 0).map((name, i) => [name ?? "", types[i] ?? ""]));
}
