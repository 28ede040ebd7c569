import type { DataEngine, EngineTable } from "../../ports/data-engine.js";
import {
  ENOUGH_TO_KNOW,
  requestsFor,
  withoutIdentifiers,
  type WatchedColumn,
} from "../watch/watched-columns.js";
import { withoutCounters } from "../watch/without-counters.js";
import type { HeldBatch } from "./batch-memory.js";
import { heldBatch, rowsOfHeld } from "./batch-rows.js";
import { MOST_ROWS_OF_BINS } from "./count-batch.js";

/** The columns that are watched, or the batch as it waits for more rows: they are too few to know. */
export type Choice =
  { readonly columns: readonly WatchedColumn[] } | { readonly waiting: HeldBatch };

/**
 * Leave out columns that name their rows, once there are rows enough to know.
 *
 * @param held the batches before, which waited for that
 */
export async function chooseColumns(
  engine: DataEngine,
  table: EngineTable,
  candidates: readonly WatchedColumn[],
  { at, held, seed }: { at: number; held: readonly HeldBatch[]; seed: number },
): Promise<Choice> {
  const isThere = new Set(table.columns.map(({ name }) => name));
  const read = candidates.filter(({ skip }) => skip === null);
  const requests = requestsFor(read.filter(({ name }) => isThere.has(name)));
  const sample = await engine.sampleRows(table, requests, MOST_ROWS_OF_BINS, seed);
  const own = heldBatch(at, sample);
  const rows = held.reduce((sum, batch) => sum + batch.rows, table.rows);
  if (rows < ENOUGH_TO_KNOW) return { waiting: own };
  const ticks = [...held, own].map((batch) => rowsOfHeld(batch, read));
  const known = withoutIdentifiers(read, ticks);
  const kept = sample.rows === table.rows ? known : await withoutCounters(engine, table, known);
  const byName = new Map(kept.map((column) => [column.name, column]));
  return { columns: candidates.map((column) => byName.get(column.name) ?? column) };
}
