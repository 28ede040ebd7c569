import type { Checkpoint } from "../core/checkpoint.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import type { DataEngine, EngineTable, Reduction } from "../ports/data-engine.js";

/** How far a comparison has come. */
export type DriftProgress =
  { readonly doing: "reading"; readonly source: string; readonly share: number } | ColumnsProgress;

/** How far the columns are. Looking closer is what only some columns of large tables need. */
export interface ColumnsProgress {
  readonly doing: "counting" | "looking closer" | "judging" | "telling rows apart";
  /** The column, or the first and the last of some that are counted together. */
  readonly columns: readonly string[];
  /** Columns that are judged, and how many there are to judge. */
  readonly judged: number;
  readonly of: number;
  /** Rows of both tables together, ... */
  readonly ofRows: number;
  /** ... and so many as are behind us: that share of all scans of all columns. */
  readonly rows: number;
}

/** Keeps account of the columns of a comparison, from what is asked of the engine. */
export interface ColumnsWork {
  /** These columns are next. */
  begin(columns: readonly PlannedColumn[]): void;
  /** One of them is counted, and is judged now. */
  judging(column: PlannedColumn): void;
  /** It is judged. */
  judged(column: PlannedColumn): void;
  tellingRowsApart(): void;
  /** The same engine; what it is asked for is counted. */
  watched(engine: DataEngine): DataEngine;
}

/** What a long comparison is accompanied by. */
export interface Course {
  readonly work: ColumnsWork;
  readonly checkpoint: Checkpoint;
}

/**
 * The share of the work that is done is one of scans: a column takes one of both tables, and more where
 * it has to be looked into. How many those are is not known before, so a column is taken to need as
 * many as those before it did.
 */
export function columnsWork(
  tables: readonly Pick<EngineTable, "rows">[],
  planned: readonly PlannedColumn[],
  tell: (progress: ColumnsProgress) => void,
): ColumnsWork {
  const ofRows = tables.reduce((sum, { rows }) => sum + rows, 0);
  const of = planned.filter(isWanted).length;
  let batch: readonly string[] = [];
  let judged = 0;
  /** Columns before this batch, and rows that were scanned for them. */
  let [before, rowsBefore] = [0, 0];
  /** Rows scanned for this batch: in all calls that have ended, and in that which runs. */
  let [ended, running] = [0, 0];
  let doing: ColumnsProgress["doing"] = "counting";

  const say = (columns: readonly string[]): void => {
    const perColumn = Math.max(ofRows, before === 0 ? 0 : rowsBefore / before);
    const counted = Math.min(1, (ended + running) / (batch.length * perColumn || 1));
    const share = of === 0 ? 1 : Math.max(judged, before + counted * batch.length) / of;
    const ends = columns.length > 1 ? [columns[0]!, columns.at(-1)!] : columns;
    tell({ doing, columns: ends, judged, of, ofRows, rows: Math.floor(share * ofRows) });
  };
  return {
    begin(columns) {
      [before, rowsBefore] = [judged, rowsBefore + ended];
      [ended, running] = [0, 0];
      batch = columns.filter(isWanted).map(({ name }) => name);
      doing = "counting";
    },
    judging(column) {
      if (!isWanted(column)) return;
      doing = "judging";
      say([column.name]);
    },
    judged(column) {
      judged += Number(isWanted(column));
    },
    tellingRowsApart() {
      doing = "telling rows apart";
      say([]);
    },
    watched: (engine) => ({
      name: engine.name,
      open: (request, watch) => engine.open(request, watch),
      reduce: async (requests) => {
        const rows = requests.reduce((sum, request) => sum + scanned(request), 0);
        if (requests.length > 0) doing = requests.some(isCloser) ? "looking closer" : "counting";
        const answers = await engine.reduce(requests, (share) => {
          running = Math.max(running, share * rows);
          say(doing === "looking closer" ? [...new Set(requests.flatMap(columnOf))] : batch);
        });
        [ended, running] = [ended + rows, 0];
        return answers;
      },
      parts: (table, rule) => engine.parts(table, rule),
      sampleRows: (...request) => engine.sampleRows(...request),
      [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
    }),
  };
}

function isWanted({ skip }: PlannedColumn): boolean {
  return skip === null;
}

/** Rows that are read for a request; a glance reads next to none. */
function scanned({ kind, table }: Reduction): number {
  return kind === "glance" ? 0 : table.rows;
}

function columnOf(request: Reduction): string[] {
  return "column" in request ? [request.column] : [];
}

function isCloser(request: Reduction): boolean {
  return "within" in request;
}
