import { InputError } from "../../core/errors.js";
import type { Table } from "../../core/table.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { EngineColumn } from "../../ports/data-engine.js";
import type { RowSourceRequest } from "../../ports/row-source.js";
import { numbersOf } from "../duckdb/answer-column.js";
import { fieldSql } from "../duckdb/field-sql.js";
import { describeRelation, typedColumn } from "../duckdb/open-parquet.js";
import { readRows } from "../duckdb/read-rows.js";
import { memoryTable } from "../duckdb/relation.js";
import type { DuckDbSession } from "../duckdb/session.js";
import { sqlName, sqlNumber } from "../duckdb/sql-text.js";
import type { StoredColumn, StoredTable, StoredValues } from "../duckdb/stored-table.js";
import type { KnownRow } from "./query-position.js";

/** What a query answered, by moment: it stays as it is while one goes through it. */
export interface QueryAnswer {
  readonly rows: number;
  /** How many rows are of that moment or earlier. */
  rowsUpTo(moment: number): Promise<number>;
  slice(
    start: number,
    rows: number,
  ): Promise<{ readonly table: Table; readonly rows: readonly KnownRow[] }>;
}

/** A query as the database sees it. */
export class QueryTable implements AsyncDisposable {
  private readonly from: string;

  constructor(
    private readonly session: DuckDbSession,
    private readonly request: RowSourceRequest,
  ) {
    const sql = request.source.replace(/^query:/i, "").replace(/[;\s]+$/, "");
    if (sql.trim() === "") {
      const fix = "write the query after the colon: query:SELECT ...";
      throw new InputError("there is no query", { where: request.source, fix });
    }
    this.from = `(${sql}\n)`; // a comment at its end must not hide the bracket
  }

  async columns(): Promise<readonly EngineColumn[]> {
    const types = await describeRelation(this.session, this.from);
    return [...types].map(([name, storedAs]) => {
      return { name, type: this.column(name, storedAs, "text").type, storedAs };
    });
  }

  /** Ask for the rows of a moment, or later: those without one are left out. */
  async ask(columns: readonly ColumnRequest[], from: number): Promise<QueryAnswer> {
    const { session, request } = this;
    const types = await describeRelation(session, this.from);
    const values = columns.map(({ name, as }) => {
      const storedAs = types.get(name);
      if (storedAs === undefined) return as === "text" ? "NULL::VARCHAR" : "NULL::DOUBLE";
      const column = this.column(name, storedAs, as);
      return as === "text" ? column.text : (column.number ?? "NULL::DOUBLE");
    });
    const storedAs = types.get(request.time) ?? "";
    const moment = this.momentSql(storedAs);
    const name = sqlName("rows of the query");
    const list = values.map((value, i) => `${value} AS c${i}`);
    const isLater =
      from === -Infinity ? [] : [this.sinceSql(storedAs, from), `t >= ${sqlNumber(from)}`];
    await session.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM (
      SELECT ${moment} AS t, (md5_number_lower(q::VARCHAR) >> 12)::DOUBLE AS h${list.map((one) => `, ${one}`).join("")}
      FROM ${this.from} AS q ${isLater[0] ? `WHERE ${isLater[0]}` : ""}
    ) WHERE ${["isfinite(t)", ...isLater.slice(1)].join(" AND ")} ORDER BY t, h`);
    const [total] = await session.query(`SELECT count(*)::DOUBLE FROM ${name}`);
    return this.answer(name, columns, numbersOf([total!], 0)[0] ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session[Symbol.asyncDispose]();
  }

  private answer(name: string, columns: readonly ColumnRequest[], rows: number): QueryAnswer {
    const { session } = this;
    const stored = storedAnswer(columns, rows);
    return {
      rows,
      rowsUpTo: async (moment) => {
        const sql = `SELECT count(*)::DOUBLE FROM ${name} WHERE t <= ${sqlNumber(moment)}`;
        return numbersOf(await session.query(sql), 0)[0] ?? 0;
      },
      slice: async (start, count) => {
        const wanted = [
          ...columns,
          { name: MOMENT, as: "number" },
          { name: HASH, as: "number" },
        ] as const;
        const read = await readRows(session, stored, wanted, { start, rows: count });
        const [moments, hashes] = read.columns.slice(-2) as { values: Float64Array }[];
        const known = Array.from(moments!.values, (moment, i): KnownRow => [
          moment,
          hashes!.values[i]!,
        ]);
        return { table: { rows: read.rows, columns: read.columns.slice(0, -2) }, rows: known };
      },
    };
  }

  private column(name: string, storedAs: string, as: ColumnRequest["as"]) {
    const { missingValues, source } = this.request;
    const wish = { source, missingValues, ...(as === "number" && { numeric: [name] }) };
    return typedColumn(name, storedAs, fieldSql(missingValues), wish);
  }

  /** Moments of numbers by their size, as of all sources: seconds, milliseconds, and so on. */
  private momentSql(storedAs: string): string {
    const { number } = this.column(this.request.time, storedAs, "time");
    if (number === null) return "NULL::DOUBLE";
    if (isStamp(storedAs)) return number;
    const size = `abs(${number})`;
    return `CASE WHEN ${size} < 1e11 THEN ${number} * 1000 WHEN ${size} < 1e14 THEN ${number}
      WHEN ${size} < 1e17 THEN ${number} / 1e3 WHEN ${size} < 1e20 THEN ${number} / 1e6 END`;
  }

  /** A condition that the database can hold against what it knows of a file, without reading it. */
  private sinceSql(storedAs: string, from: number): string {
    if (!isStamp(storedAs)) return "true";
    const stamp = `make_timestamp(${Math.floor(from) * 1000}::BIGINT)`;
    const own = storedAs.includes("ZONE") ? `${stamp}::TIMESTAMPTZ` : stamp;
    return `${sqlName(this.request.time)} >= ${own}`;
  }
}

const MOMENT = "moment of the row";
const HASH = "hash of the row";

function isStamp(storedAs: string): boolean {
  return storedAs === "DATE" || storedAs.startsWith("TIMESTAMP");
}

function storedAnswer(columns: readonly ColumnRequest[], rows: number): StoredTable {
  const from = memoryTable("rows of the query");
  const values = (expression: string): StoredValues => ({ from, expression });
  const numbers = (expression: string): StoredColumn => {
    return { type: "number", storedAs: "DOUBLE", numbers: values(expression), unreadable: 0 };
  };
  const all = columns.map(({ name }, i) => [name, `c${i}`] as const);
  return {
    rows,
    files: [],
    columns: new Map([
      ...all.map(([name, own]) => [name, numbers(own)] as const),
      [MOMENT, numbers("t")],
      [HASH, numbers("h")],
    ]),
    texts: () => Promise.resolve(new Map(all.map(([name, own]) => [name, values(own)]))),
  };
}
