import { InputError } from "../../core/errors.js";
import { momentOfNumber } from "../../core/moment-of-number.js";
import { didYouMean } from "../../core/nearest-name.js";
import { seededRandom } from "../../core/random.js";
import type { DataEngine, EngineTable, TableRequest } from "../../ports/data-engine.js";
import type { WatchedColumn } from "../watch/watched-columns.js";

/**
 * The batch with the watched columns read as what they were from the first: in one that is text now, what is no number is
 * missing.
 */
export async function readAsWatched(
  engine: DataEngine,
  request: TableRequest,
  table: EngineTable,
  columns: readonly WatchedColumn[],
): Promise<EngineTable> {
  const isNumber = new Set(columns.filter(({ kind }) => kind === "number").map(({ name }) => name));
  const others = table.columns.filter(
    ({ name, type }) => isNumber.has(name) && type !== "number" && type !== "boolean",
  );
  if (others.length === 0) return table;
  const numeric = [...(request.numeric ?? []), ...others.map(({ name }) => name)];
  return engine.open({ ...request, numeric });
}

/**
 * The latest moment in a column of a batch, in milliseconds since 1970 UTC.
 *
 * @throws {InputError} when there is no such column, or it holds no times
 */
export async function latestTime(
  engine: DataEngine,
  table: EngineTable,
  column: string,
): Promise<number> {
  const names = table.columns.map(({ name }) => name);
  const type = table.columns.find(({ name }) => name === column)?.type;
  const where = `--time ${column}`;
  if (type === undefined) {
    const fix = `name a column of the batch${didYouMean(column, names)}, or give --at`;
    throw new InputError(`column "${column}" is missing from ${table.source}`, { where, fix });
  }
  const isTime = type === "timestamp" || type === "number";
  const [[summary]] = await engine.reduce([{ kind: "summary", table, columns: [column] }]);
  const latest = isTime ? summary?.numbers?.maximum : undefined;
  const at = type === "number" ? momentOfNumber(latest ?? NaN) : (latest ?? NaN);
  if (Number.isFinite(at)) return Math.floor(at);
  const fix = "give a column of times such as 2026-01-31T12:00:00Z, or give --at";
  throw new InputError(`column "${column}" of ${table.source} holds no times`, { where, fix });
}

/**
 * What tells the content of a batch from that of others: the hash of its bytes; of several files their rows, and how many
 * values each column has and between which ends.
 */
export async function printOf(engine: DataEngine, table: EngineTable): Promise<string> {
  if (table.sha256 !== null) return table.sha256;
  const columns = table.columns.map(({ name }) => name);
  const [summaries] = await engine.reduce([{ kind: "summary", table, columns }]);
  const facts = summaries.map(({ column, present, missing, numbers }) => {
    return [column, present, missing, numbers?.minimum ?? null, numbers?.maximum ?? null];
  });
  const hash = seededRandom(table.rows, JSON.stringify(facts))();
  return `${table.rows} rows, ${hash.toString(36).slice(2, 10)}`;
}
