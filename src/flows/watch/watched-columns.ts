import { planColumns, type ColumnChoices } from "../../drift/column-plan.js";
import { isRunning, isSpread } from "../../drift/reason-to-skip.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { EngineColumn } from "../../ports/engine-table.js";
import type { TickRows, WatchedKind } from "./tick-rows.js";

/** A column of the source, and what becomes of it. */
export interface WatchedColumn {
  readonly name: string;
  readonly kind: WatchedKind;
  readonly role: "feature" | "target" | "prediction";
  /** The kind was asked for: nothing about the values makes us skip the column. */
  readonly forced: boolean;
  /** Why it is not watched; null where it is. */
  readonly skip: string | null;
}

/**
 * What to watch of the columns of a source, as far as their types tell.
 *
 * @throws {InputError} when a name that was given is not there
 */
export function watchedColumns(
  columns: readonly EngineColumn[],
  choices: ColumnChoices,
): readonly WatchedColumn[] {
  const { planned } = planColumns(columns, columns, choices);
  return planned.map(({ name, kind, role, forced, skip }) => ({
    ...{ name, role, forced, skip },
    kind: kind === "numeric" ? "number" : "text",
  }));
}

/** How to read them. */
export function requestsFor(columns: readonly WatchedColumn[]): readonly ColumnRequest[] {
  return columns.map(({ name, kind }) => ({ name, as: kind }) satisfies ColumnRequest);
}

/** Rows from which a column that only names rows is known as such. */
export const ENOUGH_TO_KNOW = 200;

/** Why a counter is not watched. */
export const RUNNING_NUMBER = "an identifier: whole numbers without a repeat: --numeric watches it";

/** Leave out columns that name their rows: they move on by themselves. */
export function withoutIdentifiers(
  columns: readonly WatchedColumn[],
  ticks: readonly TickRows[],
): readonly WatchedColumn[] {
  return columns.map((column, j) => {
    if (column.forced || column.skip !== null) return column;
    const skip = column.kind === "number" ? numberSkip(ticks, j) : textSkip(ticks, j);
    return skip === null ? column : { ...column, skip };
  });
}

function numberSkip(ticks: readonly TickRows[], j: number): string | null {
  const values = ticks.flatMap((tick) => Array.from(tick.column(j) as Float64Array));
  const facts = {
    present: values.length,
    minimum: values.reduce((least, value) => Math.min(least, value), Infinity),
    maximum: values.reduce((most, value) => Math.max(most, value), -Infinity),
    isWhole: values.every(Number.isInteger),
    isUnique: new Set(values).size === values.length,
  };
  return isRunning(facts) ? RUNNING_NUMBER : null;
}

function textSkip(ticks: readonly TickRows[], j: number): string | null {
  const maps = ticks.map((tick) => tick.column(j) as ReadonlyMap<string, number>);
  const distinct = new Set(maps.flatMap((map) => Array.from(map.keys()))).size;
  const present = maps.reduce(
    (rows, map) => Array.from(map.values()).reduce((sum, count) => sum + count, rows),
    0,
  );
  return isSpread({ present, distinct })
    ? "an identifier or free text: --categorical watches it"
    : null;
}
