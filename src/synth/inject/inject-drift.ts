import type { Random } from "../../core/random.js";
import type { Column, Table } from "../../core/table.js";
import { checkColumns, checkRows, checkSize } from "./check-injection.js";
import { columnSummary, type ColumnSummary } from "./column-summary.js";
import { injectCorrelation } from "./correlation.js";
import { injectImbalance } from "./imbalance.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { Injection, InjectionOf } from "./injection.js";
import { injectLabelFlip } from "./label-flip.js";
import { injectMissing } from "./missing.js";
import { injectNewCategory } from "./new-category.js";
import { injectNoise } from "./noise.js";
import { hasSameValues } from "./same-values.js";
import { injectScale } from "./scale.js";
import { injectShift } from "./shift.js";
import { injectSwap } from "./swap.js";
import { injectTail } from "./tail.js";
import { copyCells, isSameCell, traced, type TracedColumn } from "./traced-column.js";

/** What an injection has done. */
export interface InjectionTruth {
  readonly injection: Injection;
  /** Rows of the result that were chosen, ascending; of an imbalance the rows of the source that went. */
  readonly rows: Int32Array;
  /** How many cells have another value now. */
  readonly cellsChanged: number;
  /** The size that it came to, by the names of the truth file. */
  readonly realised: Injected["realised"];
  /** The whole column, right before and right after. */
  readonly before: ColumnSummary;
  readonly after: ColumnSummary;
  /** Is the distribution of the column, looked at alone, another now? */
  readonly isDrift: boolean;
}

export interface InjectedTable {
  readonly table: Table;
  /** Of each column and row the row of the source whose cell it has; −1 where the cell was made. */
  readonly cells: readonly Int32Array[];
  /** Of each row that of the source. */
  readonly sourceRows: Int32Array;
  /** In the order of the injections. */
  readonly truths: readonly InjectionTruth[];
  /** Columns whose own distribution has changed; a correlation alone changes none. */
  readonly driftedColumns: readonly string[];
}

/**
 * Inject known drift into a table. Injections work one after the other, those that drop rows
 * (imbalance) first; rows keep their order, and what no injection names stays as it is.
 *
 * @param table its columns are not changed; the result shares those that no injection names
 * @param random uniform on [0, 1); the same numbers, the same drift
 * @throws {InputError} when a column is not there or of the wrong kind, or a size cannot be had
 */
export function injectDrift(
  table: Table,
  injections: readonly Injection[],
  random: Random,
): InjectedTable {
  const names = table.columns.map(({ name }) => name);
  for (const injection of injections) {
    checkSize(injection);
    checkColumns(injection, names);
    checkRows(injection, table);
  }
  const work: Work = {
    names,
    columns: table.columns.map(traced),
    sourceRows: Int32Array.from({ length: table.rows }, (_, row) => row),
    random,
  };
  const truths = new Map<Injection, InjectionTruth>();
  const dropping = injections.filter((injection) => injection.kind === "imbalance");
  for (const injection of dropping) truths.set(injection, dropRows(work, injection));
  for (const injection of injections) {
    if (injection.kind !== "imbalance") truths.set(injection, changeCells(work, injection));
  }
  const inOrder = injections.map((injection) => truths.get(injection)!);
  const drifted = inOrder.filter(({ isDrift }) => isDrift);
  return {
    table: { rows: work.sourceRows.length, columns: work.columns.map(({ column }) => column) },
    cells: work.columns.map(({ cells }) => cells),
    sourceRows: work.sourceRows,
    truths: inOrder,
    driftedColumns: [...new Set(drifted.map(({ injection }) => injection.column))],
  };
}

/** The table as far as it is done. */
interface Work {
  readonly names: readonly string[];
  columns: TracedColumn[];
  sourceRows: Int32Array;
  readonly random: Random;
}

function columnOf({ names, columns }: Work, name: string): TracedColumn {
  return columns[names.indexOf(name)]!;
}

function sceneOf({ sourceRows, random }: Work, { startRow = 0 }: Injection): InjectionScene {
  const firstRow = sourceRows.findIndex((row) => row >= startRow);
  return { random, firstRow: firstRow < 0 ? sourceRows.length : firstRow };
}

function dropRows(work: Work, injection: InjectionOf<"imbalance">): InjectionTruth {
  const before = columnOf(work, injection.column);
  const { kept, realised } = injectImbalance(before, injection, sceneOf(work, injection));
  const stays = new Set(kept);
  const rows = work.sourceRows.filter((_, row) => !stays.has(row));
  work.sourceRows = kept.map((row) => work.sourceRows[row]!);
  work.columns = work.columns.map((column) => copyCells(column, kept));
  const after = columnOf(work, injection.column);
  const truth = { injection, rows, cellsChanged: 0, realised, isDrift: rows.length > 0 };
  return { ...truth, ...summaries(before.column, after.column) };
}

function changeCells(work: Work, injection: CellInjection): InjectionTruth {
  const { column: before } = columnOf(work, injection.column);
  const injected = inject(injection, work);
  const { rows, realised } = injected;
  const { column: after } = injected.column;
  work.columns[work.names.indexOf(injection.column)] = injected.column;
  const cellsChanged = rows.filter((row) => !isSameCell(before, after, row)).length;
  const isDrift = cellsChanged > 0 && !hasSameValues(before, after);
  return { injection, rows, cellsChanged, realised, isDrift, ...summaries(before, after) };
}

function summaries(before: Column, after: Column) {
  return { before: columnSummary(before), after: columnSummary(after) };
}

type CellInjection = Exclude<Injection, InjectionOf<"imbalance">>;

function inject(injection: CellInjection, work: Work): Injected {
  const column = columnOf(work, injection.column);
  const scene = sceneOf(work, injection);
  switch (injection.kind) {
    case "shift":
      return injectShift(column, injection, scene);
    case "noise":
      return injectNoise(column, injection, scene);
    case "scale":
      return injectScale(column, injection, scene);
    case "tail":
      return injectTail(column, injection, scene);
    case "swap":
      return injectSwap(column, injection, scene);
    case "missing":
      return injectMissing(column, injection, scene);
    case "new-category":
      return injectNewCategory(column, injection, scene);
    case "label-flip":
      return injectLabelFlip(column, injection, scene);
    case "correlation":
      return injectCorrelation(column, columnOf(work, injection.other).column, injection, scene);
  }
}
