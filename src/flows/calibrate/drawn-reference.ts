import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { columnBins, setupRows } from "../../detect/column-bins.js";
import type { ColumnReference } from "../../detect/detector-settings.js";
import { randomOrder } from "../../stats/resampling/shuffle.js";
import type { ColumnCells } from "./column-cells.js";
import type { Stream } from "./stream.js";
import { stratumAt, type TickLayout } from "./tick-layout.js";

/** As the watcher counts of a reference. */
const MOST_ROWS = 200_000;

/** Rows to compare a stream with, in random order, and the strata that they belong to. */
export interface DrawnReference {
  readonly rows: Int32Array;
  readonly strata: readonly string[];
}

/**
 * A reference of as many rows as the data have, drawn as the stream is: another sample of the same
 * source, not the very rows that the stream is drawn from, which would know each other too well.
 */
export function drawnReference(layout: TickLayout, stream: Stream, random: Random): DrawnReference {
  const wanted = Math.min(layout.rows, MOST_ROWS);
  const rows: number[] = [];
  const strata: string[] = [];
  for (let tick = 0; rows.length < wanted && tick < 2 * layout.ticks; tick++) {
    const own = stream(tick);
    const stratum = stratumAt(layout, tick);
    for (const row of own) {
      rows.push(row);
      strata.push(stratum);
    }
  }
  return inOrder(rows, strata, random);
}

/** Half of the rows of the data, chosen at random, and a stream of all others as they were. */
export function halfAsReference(
  layout: TickLayout,
  stream: Stream,
  random: Random,
): { readonly reference: DrawnReference; readonly stream: Stream } {
  const rows: number[] = [];
  const strata: string[] = [];
  const chosen = new Uint8Array(layout.rows);
  for (let tick = 0; tick < layout.ticks; tick++) {
    const stratum = stratumAt(layout, tick);
    for (const row of stream(tick)) {
      if (random() < 0.5) continue;
      chosen[row] = 1;
      rows.push(row);
      strata.push(stratum);
    }
  }
  return {
    reference: inOrder(rows, strata, random),
    stream: (tick) => stream(tick).filter((row) => chosen[row] === 0),
  };
}

/** Bins of a column from some rows of the reference, and the counts of all others. */
export function columnReference(
  cells: ColumnCells,
  { rows, strata }: DrawnReference,
): ColumnReference {
  const needed = setupRows(cells.kind);
  if (rows.length < 2 * needed) {
    const fix = `give ${2 * needed} rows or more, or --mode growing`;
    const where = `column ${cells.name}`;
    throw new InputError(`${rows.length} rows are too few for a reference`, { where, fix });
  }
  const bins = columnBins(
    cells.kind,
    Array.from(rows.subarray(0, needed), (row) => cells.value(row)),
  );
  const byStratum = new Map<string, number[]>();
  for (let i = needed; i < rows.length; i++) {
    const own = byStratum.get(strata[i]!);
    if (own === undefined) byStratum.set(strata[i]!, [rows[i]!]);
    else own.push(rows[i]!);
  }
  const counts = [...byStratum].map(([stratum, own]): [string, number[]] => [
    stratum,
    Array.from(cells.counts(bins, Int32Array.from(own))),
  ]);
  return { bins, counts: Object.fromEntries(counts) };
}

function inOrder(
  rows: readonly number[],
  strata: readonly string[],
  random: Random,
): DrawnReference {
  const order = randomOrder(rows.length, random);
  return {
    rows: Int32Array.from(order, (i) => rows[i]!),
    strata: Array.from(order, (i) => strata[i]!),
  };
}
