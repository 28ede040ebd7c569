import type { Checkpoint } from "../core/checkpoint.js";
import { UndefinedError } from "../core/errors.js";
import { seededRandom } from "../core/random.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import { domainClassifier, type DomainDrift } from "../model/domain-classifier.js";
import type { DataEngine, EngineTable } from "../ports/data-engine.js";
import type { ColumnRequest } from "../ports/row-reader.js";

/** Rows of a side that the classifier sees: enough for an AUC within 0.01 ... */
const MOST_ROWS = 20_000;
/** ... fewer where columns are so many that both sides would hold more values than this. */
const MOST_VALUES = 2 ** 23;

/**
 * Let a classifier try to tell the rows of two tables apart, on a sample of either.
 *
 * @param columns those that are compared
 * @returns what it found, or in words why it cannot be asked
 */
export async function multivariateDrift(
  engine: Pick<DataEngine, "sampleRows">,
  [reference, current]: readonly [EngineTable, EngineTable],
  columns: readonly PlannedColumn[],
  { seed, checkpoint }: { readonly seed: number; readonly checkpoint: Checkpoint },
): Promise<DomainDrift | string> {
  if (columns.length === 0) return "no column is compared";
  const requests = columns.map(columnRequest);
  const rows = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / 2 / columns.length)));
  // Rows of the two tables at the same place may belong together: each side is drawn by itself.
  const before = await engine.sampleRows(reference, requests, rows, seed);
  const after = await engine.sampleRows(current, requests, rows, seed + 1);
  try {
    const random = seededRandom(seed, "multivariate");
    return await domainClassifier(before, after, { random, checkpoint });
  } catch (error) {
    if (error instanceof UndefinedError) return error.message;
    throw error;
  }
}

/** Booleans as 0 and 1, so that it does not matter how either file spells them. */
function columnRequest({ name, kind }: PlannedColumn): ColumnRequest {
  return { name, as: kind === "numeric" || kind === "boolean" ? "number" : "text" };
}
