import { VERSION } from "../../core/version.js";
import type { DataFormat, EngineTable } from "../../ports/data-engine.js";
import type { InjectedTable, InjectionTruth } from "../../synth/inject/inject-drift.js";
import { columnsOf, type Injection } from "../../synth/inject/injection.js";
import { rowRanges } from "./row-ranges.js";

/** What was asked for, and of what. */
export interface TruthFrame {
  readonly table: EngineTable;
  readonly out: string;
  readonly format: DataFormat;
  readonly seed: number;
}

/** What is known about an output, as JSON: `arlequin.generate.truth/1`. */
export function truthDocument(
  { table, out, format, seed }: TruthFrame,
  injected: InjectedTable,
): Record<string, unknown> {
  const { source, rows, sha256 } = table;
  return {
    schema: "arlequin.generate.truth/1",
    version: VERSION,
    source: { path: source, rows, sha256 },
    output: { path: out, format, rows: injected.sourceRows.length },
    seed,
    drifted_columns: injected.driftedColumns,
    injections: injected.truths.map(injectionDocument),
  };
}

function injectionDocument(truth: InjectionTruth): Record<string, unknown> {
  const { injection, rows, realised, before, after } = truth;
  return {
    kind: injection.kind,
    columns: columnsOf(injection),
    asked: askedFor(injection),
    realised,
    // An imbalance takes rows away: they are told by their place in the source.
    rows: {
      of: injection.kind === "imbalance" ? "source" : "output",
      count: rows.length,
      first: rows.length > 0 ? rows[0]! + 1 : null,
      last: rows.length > 0 ? rows.at(-1)! + 1 : null,
      ranges: rowRanges(rows),
    },
    cells_changed: truth.cellsChanged,
    is_drift: truth.isDrift,
    before,
    after,
  };
}

const NOT_THE_SIZE = ["kind", "column", "other", "size", "startRow", "rowShare"];

/** The size as it was asked for, and where. */
function askedFor(injection: Injection): Record<string, unknown> {
  const own = Object.entries(injection).filter(([name]) => !NOT_THE_SIZE.includes(name));
  return {
    ...Object.fromEntries(own),
    ...("size" in injection ? injection.size : {}),
    start_row: (injection.startRow ?? 0) + 1,
    row_share: injection.rowShare ?? 1,
  };
}
