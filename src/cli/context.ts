import type { Clock } from "../core/clock.js";
import type { DataEngine, DataFormat } from "../ports/data-engine.js";
import type { FileStore } from "../ports/file-store.js";
import type { LogBook } from "../ports/log-book.js";
import type { MetricsAddress, MetricsServer } from "../ports/metrics-server.js";
import type { RowSource, RowSourceRequest } from "../ports/row-source.js";
import type { RowReader } from "../ports/row-reader.js";
import type { TableWriter, WrittenColumn } from "../ports/table-writer.js";
import type { Timer } from "../ports/timer.js";
import type { ExitCode } from "./exit-code.js";

/** Where text goes: a terminal, a pipe, a file. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in characters; 80 where nobody knows. */
  readonly columns: number;
  /** Height in lines; 24 where nobody knows. */
  readonly rows: number;
  /** Hear of a change of the size; returns how to stop that. */
  onResize(listener: () => void): () => void;
}

export interface EngineOptions {
  /** Where the engine counts: "duckdb" is in this process. */
  readonly engine?: string;
  readonly memoryBytes?: number;
  readonly threads?: number;
  /** Folder for what does not fit in memory. */
  readonly temporaryFolder?: string;
  /** Counts are asked for, no rows: a file may be read in a way that keeps no more than they need. */
  readonly isForCounts?: boolean;
}

/** Everything a command may touch outside itself. Members open nothing until they are called. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and SIGTERM: stop cleanly, and at once. */
  readonly signal: AbortSignal;
  readonly files: FileStore;
  /** The network, and time that passes. */
  readonly fetch: typeof fetch;
  readonly timer: Timer;
  logBook(): Promise<LogBook>;
  /** A table to be written; it appears whole, once it is committed. "-" is stdout, at once. */
  openTableWriter(
    path: string,
    format: DataFormat,
    columns: readonly WrittenColumn[],
  ): Promise<TableWriter>;
  /** Rows that come in while one looks: of files that grow or appear, or of stdin. */
  openRowSource(request: RowSourceRequest): Promise<RowSource>;
  openEngine(options?: EngineOptions): Promise<DataEngine & RowReader>;
  /** Answer scrapes from now on, each with what `metrics` gives then. */
  serveMetrics(
    address: MetricsAddress,
    metrics: () => { readonly text: string; readonly contentType: string },
  ): Promise<MetricsServer>;
  /** Keep the account of a bug where a person can find it; returns where. */
  keepDebugLog(text: string): string;
  /** How the run will end, unless an error says otherwise. */
  exitCode: ExitCode;
}
