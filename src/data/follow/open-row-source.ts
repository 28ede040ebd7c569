import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Clock } from "../../core/clock.js";
import type { RowSource, RowSourceRequest } from "../../ports/row-source.js";
import type { DuckDbSession } from "../duckdb/session.js";
import type { ByteStream } from "../local-files.js";
import { localPath } from "../local-path.js";
import { FollowedFiles } from "./followed-files.js";
import { FollowedStream } from "./followed-stream.js";
import { parquetReader } from "./parquet-reader.js";
import { temporaryFolder } from "./temporary-folder.js";

export interface RowSourceWorld {
  readonly clock: Clock;
  /** What the source "-" reads. */
  readonly stdin: ByteStream;
  /** The database that reads Parquet; opened with the first such file. */
  readonly openSession?: () => Promise<DuckDbSession>;
  /** Aborted, a read ends at its next chunk, and a query that runs at once. */
  readonly signal?: AbortSignal;
}

/**
 * Follow a file, a folder, a pattern, a pipe or stdin: CSV, TSV and JSON Lines that grow or appear,
 * Parquet and .gz that appear, in any mix; or ask a query again and again.
 *
 * @throws {InputError} when the position is not one of this source, or the path is not of this machine
 */
export async function openRowSource(
  request: RowSourceRequest,
  world: RowSourceWorld,
): Promise<RowSource> {
  const { source, format, missingValues } = request;
  const { clock, signal } = world; // stdin is opened by asking for it
  const { openSession = () => openDatabase(signal) } = world;
  if (/^query:/i.test(source)) {
    const { QueryRows } = await import("../query/query-rows.js");
    return new QueryRows(request, await openSession(), clock);
  }
  if (source === "-") return new FollowedStream("stdin", request, world.stdin);
  const path = localPath(source);
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile() && !there.isDirectory()) {
    return new FollowedStream(source, request, createReadStream(path));
  }
  const folder = temporaryFolder();
  const parquet = parquetReader(openSession, missingValues);
  return new FollowedFiles(request, { clock, signal, format, missingValues, folder, parquet });
}

async function openDatabase(signal: AbortSignal | undefined): Promise<DuckDbSession> {
  const { openSession } = await import("../duckdb/session.js");
  return openSession({ ...(signal && { signal }) });
}
