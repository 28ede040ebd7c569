import type { Column } from "../../core/table.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import type { DataEngine, TableRequest } from "../../ports/data-engine.js";
import { TickRows } from "./tick-rows.js";
import type { WatchPlan } from "./watch-plan.js";
import {
  requestsFor,
  watchedColumns,
  withoutIdentifiers,
  type WatchedColumn,
} from "./watched-columns.js";
import { withoutCounters } from "./without-counters.js";

/** Rows of the reference that are counted: more would find no smaller change within a month. */
const MOST_ROWS = 200_000;

/** Rows of a reference, in the order of the data. */
export interface ReferenceSample {
  readonly source: string;
  readonly rows: number;
  /** How many rows the data have. */
  readonly all: number;
  /** All columns, and what becomes of them. */
  readonly columns: readonly WatchedColumn[];
  /** Of those that are watched, by name. */
  readonly values: ReadonlyMap<string, Exclude<Column, { readonly kind: "time" }>>;
  /** In ms since 1970 UTC, NaN where a row has none; null where the data have no such column. */
  readonly times: Float64Array | null;
}

/**
 * Read what a watcher needs of its reference: all rows, or a seeded sample of many.
 *
 * @throws {InputError} when the data cannot be read
 */
export async function sampleReference(
  engine: DataEngine,
  request: TableRequest,
  { plan, choices }: { readonly plan: WatchPlan; readonly choices: ColumnChoices },
): Promise<ReferenceSample> {
  const table = await engine.open(request);
  const planned = watchedColumns(table.columns, choices);
  const wanted = planned.filter(({ skip }) => skip === null);
  const hasTime = table.columns.some(({ name }) => name === plan.time);
  const times = hasTime ? [{ name: plan.time, as: "time" } as const] : [];
  const requests = [...requestsFor(wanted), ...times];
  const read = await engine.sampleRows(table, requests, MOST_ROWS, plan.seed);
  const all = new TickRows(wanted.map(({ kind }) => kind));
  for (let row = 0; row < read.rows; row++) all.add(read.columns.slice(0, wanted.length), row);
  const known = withoutIdentifiers(wanted, [all]);
  const own = read.rows === table.rows ? known : await withoutCounters(engine, table, known);
  const kept = new Map(own.map((column) => [column.name, column]));
  const time = read.columns[wanted.length];
  return {
    ...{ source: table.source, rows: read.rows, all: table.rows },
    columns: planned.map((column) => kept.get(column.name) ?? column),
    values: new Map(
      read.columns.slice(0, wanted.length).flatMap((column) => {
        const isWatched = kept.get(column.name)?.skip === null && column.kind !== "time";
        return isWatched ? [[column.name, column]] : [];
      }),
    ),
    times: time?.kind === "time" ? time.values : null,
  };
}
