import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import { gatherColumn, type AnswerColumn } from "./answer-column.js";
import { duckDbFault } from "./fault.js";

export interface DuckDbSettings {
  /** Upper limit of the database's own memory; past it, it works on disk. */
  readonly memoryBytes?: number;
  readonly threads?: number;
  /** Where a private folder for temporary files is made (default: the system's). */
  readonly temporaryFolder?: string;
  readonly signal?: AbortSignal;
}

/** One database in memory, one connection, one query at a time. */
export interface DuckDbSession extends AsyncDisposable {
  /** A folder of this session alone; it is gone with the session. */
  readonly folder: string;
  /** A name that no table or file of this session has. */
  newName(kind: string): string;
  /** How much of the query that runs is done, from 0 to 1; 0 where none does, or nobody knows. */
  shareDone(): number;
  run(sql: string): Promise<void>;
  /** @returns how many rows it has written */
  write(sql: string): Promise<number>;
  /** Append rows to a table, chunk by chunk. */
  append(table: string, chunks: Iterable<DuckDBDataChunk>): Promise<void>;
  /** Go through an answer, in its order, a few thousand rows at a time. */
  scan(sql: string, visit: (chunk: DuckDBDataChunk) => void): Promise<void>;
  /** The columns of the answer; they have to be DOUBLE or VARCHAR. */
  query(sql: string): Promise<readonly AnswerColumn[]>;
}

const GIB = 2 ** 30;

/**
 * Open a database that keeps to itself: it loads and installs no extensions, and its temporary
 * files lie in a private folder. An aborted signal interrupts what is running.
 */
export async function openSession(settings: DuckDbSettings): Promise<DuckDbSession> {
  const { DuckDBInstance } = await import("./node-api.js");
  const { memoryBytes = Math.min(GIB, totalmem() / 2), signal } = settings;
  const { temporaryFolder = tmpdir() } = settings;
  const folder = await mkdtemp(join(temporaryFolder, "arlequin-")).catch((cause: unknown) => {
    const fix = "name a folder that can be written to with --temp";
    throw new InputError("no folder for temporary files", { where: temporaryFolder, fix, cause });
  });
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: `${Math.floor(memoryBytes / 2 ** 20)}MiB`,
    temp_directory: folder,
    // Counts per bin of sixteen bits are kept in an array, which is faster than a hash table.
    perfect_ht_threshold: "18",
    threads: String(settings.threads ?? availableParallelism()),
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'"); // of times that name no zone, and of those shown
  await connection.run("SET enable_progress_bar = true"); // or nobody is told how far a query is
  await connection.run("SET enable_progress_bar_print = false");
  await connection.run("SET progress_bar_time = 0");
  await connection.run("SET parquet_metadata_cache = true"); // of the reader, not the database
  const interrupt = () => {
    connection.interrupt();
  };
  signal?.addEventListener("abort", interrupt);
  let last: Promise<unknown> = Promise.resolve();
  let names = 0;
  let isBusy = false;

  /** In turn: a second query on the connection would end the first. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(async () => {
      signal?.throwIfAborted();
      isBusy = true;
      try {
        return await act();
      } catch (error) {
        signal?.throwIfAborted();
        throw duckDbFault(error, { memoryBytes, temporaryFolder });
      } finally {
        isBusy = false;
      }
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    folder,
    shareDone: () => (isBusy ? Math.max(0, connection.progress.percentage / 100) : 0),
    newName: (kind) => `${kind}_${++names}`,
    run: (sql) =>
      inTurn(async () => {
        await connection.run(sql);
      }),
    write: (sql) =>
      inTurn(async () => {
        const [[count] = []] = await (await connection.run(sql)).getRows();
        return Number(count);
      }),
    append: (table, chunks) =>
      inTurn(async () => {
        const appender = await connection.createAppender(table);
        try {
          for (const chunk of chunks) appender.appendDataChunk(chunk);
        } finally {
          appender.closeSync();
        }
      }),
    scan: (sql, visit) =>
      inTurn(async () => {
        await scan(connection, sql, visit);
      }),
    query: (sql) =>
      inTurn(async () => {
        const chunks: DuckDBDataChunk[] = [];
        const columns = await scan(connection, sql, (chunk) => chunks.push(chunk));
        return Array.from({ length: columns }, (_, i) => gatherColumn(chunks, i));
      }),
    [Symbol.asyncDispose]: async () => {
      signal?.removeEventListener("abort", interrupt);
      connection.interrupt();
      await last;
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns how many columns the answer has */
async function scan(
  connection: DuckDBConnection,
  sql: string,
  visit: (chunk: DuckDBDataChunk) => void,
): Promise<number> {
  const answer = await connection.stream(sql);
  for (;;) {
    const chunk = await answer.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return answer.columnCount;
    visit(chunk);
  }
}
