import type { ColumnBins } from "../../detect/column-bins.js";
import type { ColumnBatch } from "../../detect/column-detector.js";
import type { DataEngine, EngineTable } from "../../ports/data-engine.js";
import { requestsFor, type WatchedColumn } from "../watch/watched-columns.js";
import { cellsOf } from "./batch-rows.js";

/** Of more rows than this a sample makes the bins: a batch need not fit into memory. */
export const MOST_ROWS_OF_BINS = 200_000;

/**
 * The rows of a batch as a detector takes them: of columns that have bins how many lie in each, counted where
 * they lie; of the others the rows themselves, or a seeded sample of them, to make the bins of.
 *
 * @param binsOf the bins of a column; null while it has none
 */
export async function countBatch(
  engine: DataEngine,
  table: EngineTable,
  columns: readonly WatchedColumn[],
  { binsOf, seed }: { readonly binsOf: (name: string) => ColumnBins | null; readonly seed: number },
): Promise<ReadonlyMap<string, ColumnBatch>> {
  const isThere = new Set(table.columns.map(({ name }) => name));
  const there = columns.filter(({ name }) => isThere.has(name));
  const learning = there.filter(({ name }) => binsOf(name) === null);
  const batches = new Map<string, ColumnBatch>();
  if (learning.length > 0) {
    const requests = requestsFor(learning);
    const sample = await engine.sampleRows(table, requests, MOST_ROWS_OF_BINS, seed);
    for (const column of sample.columns) batches.set(column.name, { values: cellsOf(column) });
  }
  const counting = there.flatMap(({ name }) => {
    const bins = binsOf(name);
    return bins === null ? [] : [{ name, bins }];
  });
  const counted = await engine.reduce(
    counting.map(({ name, bins }) => requestOf(table, name, bins)),
  );
  counting.forEach(({ name }, i) =>
    batches.set(name, { counts: withMissing(counted[i]!, table.rows) }),
  );
  for (const { name } of columns.filter((column) => !isThere.has(column.name)))
    batches.set(name, nothingThere(binsOf(name), table.rows));
  return batches;
}

function requestOf(table: EngineTable, column: string, bins: ColumnBins) {
  return bins.kind === "number"
    ? ({ kind: "edges", table, column, edges: bins.edges } as const)
    : ({ kind: "levels", table, column, levels: bins.levels } as const);
}

/** Bin 0 is for rows without a value. */
function withMissing(counts: Float64Array, rows: number): Float64Array {
  return Float64Array.of(rows - counts.reduce((sum, count) => sum + count, 0), ...counts);
}

/** A column that the batch does not have is missing in all its rows. */
function nothingThere(bins: ColumnBins | null, rows: number): ColumnBatch {
  if (bins === null)
    return { values: new Array<null>(Math.min(rows, MOST_ROWS_OF_BINS)).fill(null) };
  const size = 2 + (bins.kind === "number" ? bins.edges.length : bins.levels.length);
  const counts = new Float64Array(size);
  counts[0] = rows;
  return { counts };
}
