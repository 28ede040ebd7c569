import { InputError } from "../../core/errors.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import type { WatchLook } from "../../drift/watch/watch-look.js";
import type {
  DataEngine,
  DataFinding,
  EngineTable,
  TableRequest,
} from "../../ports/data-engine.js";
import type { LogRow } from "../../ports/log-book.js";
import { skipped, warningsOf } from "../watch/look-column.js";
import { NEW_QUEUE } from "../watch/tick-queue.js";
import type { Learnt, WatchKeeper } from "../watch/watch-keeper.js";
import type { WatchPlan } from "../watch/watch-plan.js";
import type { WatchReference } from "../watch/watch-reference.js";
import type { WatchState } from "../watch/watch-state.js";
import { WatchedDetector } from "../watch/watched-detector.js";
import { watchedColumns, type WatchedColumn } from "../watch/watched-columns.js";
import {
  batchPosition,
  countedBefore,
  readBatchMemory,
  type BatchMemory,
  type CountedBatch,
} from "./batch-memory.js";
import { columnOf, lookOf, verdictOf, waiting } from "./batch-look.js";
import { chooseColumns } from "./choose-columns.js";
import { countBatch } from "./count-batch.js";
import { latestTime, printOf, readAsWatched } from "./open-batch.js";
import { schemaChanges } from "./schema-change.js";

/** What a batch is judged with. */
export interface BatchTools {
  readonly engine: DataEngine;
  readonly keeper: WatchKeeper;
  findings(findings: readonly DataFinding[]): void;
}

export interface BatchRequest {
  readonly plan: WatchPlan;
  readonly choices: ColumnChoices;
  /** In the mode `reference`. */
  readonly reference: WatchReference | null;
  readonly batch: TableRequest;
  /** Up to when the batch reaches: a moment, the latest one in a column of it, or now. */
  readonly at: { readonly moment: number } | { readonly column: string };
  readonly statePath: string;
  /** The row of the log that a look leaves. */
  logRow(look: WatchLook): LogRow;
}

/** What is found of a batch. */
export interface BatchVerdict {
  readonly batch: CountedBatch;
  /** It was counted by an earlier run, and is not counted twice. */
  readonly isAgain: boolean;
  /** Null of a batch that was counted before the last one: the state keeps its verdict alone. */
  readonly look: WatchLook | null;
  readonly table: EngineTable;
  /** Batches so far. */
  readonly batches: number;
}

/**
 * Count a batch in the detector of a state, once, and judge it. The state is kept before the answer is
 * given: a run that is killed either has not counted the batch, or is answered from the state when it is run again.
 *
 * @param kept what earlier runs have left; null for none
 * @throws {InputError} when the batch does not follow the last one, or does not have the columns
 */
export async function judgeBatch(
  tools: BatchTools,
  request: BatchRequest,
  kept: WatchState | null,
): Promise<BatchVerdict> {
  const { engine, keeper } = tools;
  const { plan, choices, reference, statePath } = request;
  const memory = readBatchMemory(kept?.position ?? null, statePath);
  const opened = await engine.open(request.batch);
  tools.findings(opened.findings);
  const at =
    "moment" in request.at
      ? request.at.moment
      : await latestTime(engine, opened, request.at.column);
  const print = await printOf(engine, opened);
  const before = countedBefore(memory, { at, print, source: opened.source });
  if (before !== null) {
    if (keeper.hasArrears && kept !== null) await keeper.keep(kept);
    const look = before.at === memory.look?.at ? memory.look : null;
    return { batch: before, isAgain: true, look, table: opened, batches: memory.batches };
  }
  const known = kept?.columns ?? reference?.columns ?? null;
  const candidates = known ?? memory.candidates ?? watchedColumns(opened.columns, choices);
  requireRows(opened, candidates);
  const table = await readAsWatched(engine, request.batch, opened, candidates);
  const choice =
    known === null
      ? await chooseColumns(engine, table, candidates, { at, held: memory.held, seed: plan.seed })
      : { columns: known };
  const isHeld = "waiting" in choice;
  const changes = schemaChanges(opened, isHeld ? candidates : choice.columns);
  const judged = isHeld
    ? { look: lookOf(at, table, candidates.map(waiting), changes), learnt: null }
    : await judge(engine, table, { request, kept, memory, columns: choice.columns, changes, at });
  const { look, learnt } = judged;
  const drifted = look.columns.filter(({ state }) => state === "alarm").map(({ name }) => name);
  const batch = { at, rows: table.rows, print, verdict: verdictOf(look), drifted };
  const batches = memory.batches + 1;
  const now: BatchMemory = {
    batches,
    look,
    counted: [...memory.counted, batch],
    held: isHeld ? [...memory.held, choice.waiting] : [],
    candidates: isHeld ? candidates : null,
  };
  keeper.note(look, request.logRow(look), null);
  await keeper.keep({
    plan,
    queue: NEW_QUEUE,
    position: batchPosition(now),
    ...(learnt ?? { columns: null, lastAt: null, detector: null }),
  });
  return { batch, isAgain: false, look, table, batches };
}

/** A retraining has taken note of the alarms of the mode `reference`. */
export async function acknowledgeBatches(
  keeper: WatchKeeper,
  { plan, reference }: Pick<BatchRequest, "plan" | "reference">,
  kept: WatchState,
): Promise<void> {
  if (kept.columns === null) return;
  const references = reference?.byColumn ?? new Map<string, never>();
  const detector = new WatchedDetector({ ...kept, plan, columns: kept.columns, references });
  detector.acknowledge();
  await keeper.keep({ ...kept, detector: detector.state() });
}

async function judge(
  engine: DataEngine,
  table: EngineTable,
  {
    request,
    kept,
    memory,
    columns,
    changes,
    at,
  }: {
    readonly request: BatchRequest;
    readonly kept: WatchState | null;
    readonly memory: BatchMemory;
    readonly columns: readonly WatchedColumn[];
    readonly changes: readonly string[];
    readonly at: number;
  },
): Promise<{ look: WatchLook; learnt: Pick<Learnt, "columns" | "lastAt" | "detector"> }> {
  const { plan, reference } = request;
  const detector = new WatchedDetector({
    ...{ plan, columns },
    references: reference?.byColumn ?? new Map<string, never>(),
    detector: kept?.detector ?? null,
    lastAt: kept?.lastAt ?? null,
  });
  for (const { at: then, rows, cells } of memory.held)
    detector.take(then, (name) => ({ values: cells[name] ?? new Array<null>(rows).fill(null) }));
  const watched = columns.filter(({ skip }) => skip === null);
  const batches = await countBatch(engine, table, watched, {
    binsOf: (name) => detector.bins(name),
    seed: plan.seed,
  });
  const reports = detector.take(at, (name) => batches.get(name)!);
  const byName = new Map(reports.map((report) => [report.name, report]));
  const shown = columns.map((column) =>
    column.skip === null ? columnOf(column, byName.get(column.name)!) : skipped(column),
  );
  const warnings = [...changes, ...warningsOf(reports, plan.season)];
  const look = lookOf(at, table, shown, warnings);
  return { look, learnt: { columns, lastAt: detector.lastAt, detector: detector.state() } };
}

function requireRows(
  { source, rows, columns }: EngineTable,
  watched: readonly WatchedColumn[],
): void {
  if (rows === 0) {
    const fix = "leave it out: its time counts with the next batch";
    throw new InputError("the batch has no rows", { where: source, fix });
  }
  const isThere = new Set(columns.map(({ name }) => name));
  const wanted = watched.filter(({ skip }) => skip === null).map(({ name }) => name);
  if (wanted.some((name) => isThere.has(name))) return;
  const names = columns
    .map(({ name }) => name)
    .slice(0, 12)
    .join(", ");
  throw new InputError("the batch has none of the columns that are watched", {
    where: `${source} has ${names}; watched: ${wanted.slice(0, 12).join(", ")}`,
    fix: "give a batch of the same table, or another --state",
  });
}
