import type { Clock } from "../../core/clock.js";
import { ArlequinError, InputError } from "../../core/errors.js";
import { selectRows } from "../../core/select-rows.js";
import type { Table } from "../../core/table.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { DataFinding, EngineColumn } from "../../ports/data-engine.js";
import type {
  RowChunk,
  RowSource,
  RowSourceRequest,
  SourcePosition,
} from "../../ports/row-source.js";
import type { DuckDbSession } from "../duckdb/session.js";
import { FindingList } from "../follow/finding-list.js";
import { requireTime } from "../follow/source-columns.js";
import { KnownRows } from "./known-rows.js";
import {
  queryPosition,
  readQueryPosition,
  type KnownRow,
  type QueryPlace,
} from "./query-position.js";
import { QueryTable, type QueryAnswer } from "./query-table.js";

/** Rows that are handed over at once. */
const CHUNK_ROWS = 50_000;
/** Rows so far ahead of the clock say nothing of how far the source has come. */
const AHEAD_MS = 3_600_000;

/**
 * The rows that a query answers, each once: every look asks for those from the newest moment less the lateness on, and
 * leaves out those that it knows. Rows that differ in nothing are told apart by their number.
 */
export class QueryRows implements RowSource {
  readonly name: string;
  readonly hasEnded = false;
  private readonly found = new FindingList();
  private readonly table: QueryTable;
  private readonly known: KnownRows;
  private place: QueryPlace | null;
  /** The first look of this run: rows that an earlier one has read come again. */
  private isFirst = true;

  constructor(
    private readonly request: RowSourceRequest,
    session: DuckDbSession,
    private readonly clock: Clock,
  ) {
    this.name = request.source;
    this.table = new QueryTable(session, request);
    const { place, known } =
      request.position === undefined
        ? { place: null, known: [] }
        : readQueryPosition(request.position);
    this.place = place;
    this.known = new KnownRows(known, place?.since ?? -Infinity, request.latenessMs ?? 0);
  }

  async columns(): Promise<readonly EngineColumn[]> {
    const columns = await asked(() => this.table.columns());
    requireTime(columns, this.request.time, "the query");
    return columns;
  }

  async *read(
    columns: readonly ColumnRequest[],
    { toTheEnd = false }: { readonly toTheEnd?: boolean } = {},
  ): AsyncGenerator<RowChunk> {
    const before = this.place;
    const from = (this.isFirst ? before?.from : before?.since) ?? -Infinity;
    const answer = await this.answer(columns, from);
    if (answer === null) return;
    const latest = toTheEnd ? Infinity : this.clock().getTime() + AHEAD_MS;
    const fresh = before === null ? 0 : await answer.rowsUpTo(before.until);
    if (before !== null) yield* this.readAgain(answer, fresh, before, latest);
    this.isFirst = false;
    for (let start = fresh; start < answer.rows; start += CHUNK_ROWS) {
      const { table, rows } = await answer.slice(start, Math.min(CHUNK_ROWS, answer.rows - start));
      this.noted(rows, latest);
      yield this.chunk(table, rows, false);
    }
  }

  position(from: number): SourcePosition {
    const { place, known } = this;
    const { since } = known;
    // Rows that are all ahead of the clock were used by nobody: a later run begins with them.
    if (place === null || !Number.isFinite(since)) return queryPosition(null, []);
    const first = Number.isFinite(from) ? Math.min(from, since) : since;
    return queryPosition({ ...place, since, from: first }, known.all());
  }

  findings(): readonly DataFinding[] {
    return this.found.take();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.table[Symbol.asyncDispose]();
  }

  /** Of the rows that may have been read before: those again, in the first look, and those that are new. */
  private async *readAgain(
    answer: QueryAnswer,
    end: number,
    { since }: QueryPlace,
    latest: number,
  ): AsyncGenerator<RowChunk> {
    const left = this.known.counts();
    for (let start = 0; start < end; start += CHUNK_ROWS) {
      const { table, rows } = await answer.slice(start, Math.min(CHUNK_ROWS, end - start));
      const isKnown = rows.map((row) => {
        if (row[0] < since) return true;
        const key = row.join(":");
        const times = left.get(key) ?? 0;
        left.set(key, times - 1);
        return times > 0;
      });
      if (this.isFirst) yield this.part(table, rows, isKnown, true);
      const late = rows.filter((_, i) => !isKnown[i]);
      if (late.length === 0) continue;
      this.noted(late, latest);
      yield this.part(table, rows, isKnown, false);
    }
  }

  /** Those rows of a chunk that are known, or those that are not. */
  private part(
    table: Table,
    rows: readonly KnownRow[],
    isKnown: readonly boolean[],
    isAgain: boolean,
  ): RowChunk {
    const places = Int32Array.from(rows.keys()).filter((row) => isKnown[row] === isAgain);
    const own = Array.from(places, (row) => rows[row]!);
    return this.chunk(selectRows(table, places), own, isAgain);
  }

  private chunk(table: Table, rows: readonly KnownRow[], isAgain: boolean): RowChunk {
    return {
      times: Float64Array.from(rows, ([moment]) => moment),
      table,
      origin: "query",
      isAgain,
    };
  }

  /** Rows are about to be handed over. */
  private noted(rows: readonly KnownRow[], latest: number): void {
    this.known.add(rows, latest);
    const until = rows.reduce(
      (most, [moment]) => Math.max(most, moment),
      this.place?.until ?? -Infinity,
    );
    const since = this.known.since;
    this.place = { from: this.place?.from ?? since, since, until };
  }

  /** What the query answers now; null where it fails, and did not before. */
  private async answer(
    columns: readonly ColumnRequest[],
    from: number,
  ): Promise<QueryAnswer | null> {
    try {
      return await asked(() => this.table.ask(columns, from));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.found.add(this.name, () => `the query cannot be read: ${error.message}`);
      return null;
    }
  }
}

/** What the database says of a query is for the person who wrote it. */
async function asked<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isOurs = error instanceof ArlequinError || !(error instanceof Error);
    if (isOurs || error.name === "AbortError" || !/ Error: /.test(error.message)) throw error;
    throw new InputError(error.message.split("\n")[0]!.replace(/\.$/, ""), {
      where: "query:",
      fix: "mend the query; it has to be one SELECT",
      cause: error,
    });
  }
}
