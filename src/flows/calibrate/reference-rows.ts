import { InputError } from "../../core/errors.js";
import type { Column } from "../../core/table.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { DataEngine, TableRequest } from "../../ports/data-engine.js";
import { TickRows } from "../watch/tick-rows.js";
import { requestsFor, watchedColumns, withoutIdentifiers } from "../watch/watched-columns.js";
import { sortedByTime } from "./sorted-by-time.js";

/** Rows that are read at the most. */
const MOST_ROWS = 1_000_000;
/** Below so many rows there is nothing to draw from. */
const LEAST_ROWS = 100;

/** The rows of the reference, in the order of time. */
export interface ReferenceRows {
  readonly source: string;
  readonly rows: number;
  /** How many rows the table has. */
  readonly all: number;
  /** Rows whose time is missing; they are left out. */
  readonly undated: number;
  /** In ms since 1970 UTC, ascending; null where there are none. */
  readonly times: Float64Array | null;
  /** What is watched: numbers and texts. */
  readonly columns: readonly Exclude<Column, { readonly kind: "time" }>[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Read the columns that a watcher would watch.
 *
 * @param time the column of event time; null for the order of the file
 * @throws {InputError} when there are too few rows, or no column to watch
 */
export async function referenceRows(
  engine: DataEngine,
  request: TableRequest,
  options: {
    readonly time: string | null;
    readonly choices: ColumnChoices;
    readonly seed: number;
  },
): Promise<ReferenceRows> {
  const { time, choices, seed } = options;
  const table = await engine.open(request);
  requireTime(table.columns, time, table.source);
  const planned = watchedColumns(table.columns, choices);
  const wanted = planned.filter(({ skip }) => skip === null);
  const asked: ColumnRequest[] = [
    ...requestsFor(wanted),
    ...(time === null ? [] : [{ name: time, as: "time" } as const]),
  ];
  const read = await engine.sampleRows(table, asked, MOST_ROWS, seed);
  const seen = new TickRows(wanted.map(({ kind }) => kind));
  const own = read.columns.slice(0, wanted.length);
  for (let row = 0; row < read.rows; row++) seen.add(own, row);
  const kept = withoutIdentifiers(wanted, [seen]);
  const skips = new Map(kept.map(({ name, skip }) => [name, skip]));
  const columns = own.filter(({ name }) => skips.get(name) === null) as ReferenceRows["columns"];
  if (columns.length === 0) {
    const fix = "name some with --numeric or --categorical";
    throw new InputError("there is no column to watch", { where: table.source, fix });
  }
  const last = read.columns[wanted.length];
  const sorted = sortedByTime(columns, last?.kind === "time" ? last.values : null);
  const rows = sorted.times?.length ?? read.rows;
  if (rows < LEAST_ROWS) {
    const fix = time === null ? "give more rows" : `give more rows, or check --time ${time}`;
    throw new InputError(`${rows} rows with a time are too few to draw from`, {
      where: table.source,
      fix,
    });
  }
  return {
    ...{ source: table.source, rows, all: table.rows, ...sorted },
    undated: read.rows - rows,
    skipped: planned.flatMap(({ name, skip }) => {
      const reason = skip ?? skips.get(name) ?? null;
      return reason === null ? [] : [{ name, reason }];
    }),
  };
}

function requireTime(
  columns: readonly { readonly name: string }[],
  time: string | null,
  where: string,
): void {
  if (time === null || columns.some(({ name }) => name === time)) return;
  const all = columns.map(({ name }) => name).join(", ");
  throw new InputError(`there is no column "${time}"`, {
    where: `--time (${where} has: ${all})`,
    fix: "name the column of event time",
  });
}
