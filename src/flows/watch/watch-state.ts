import { InputError } from "../../core/errors.js";
import type { TriggerCounts } from "../../drift/watch/watch-look.js";
import type { FileStore } from "../../ports/file-store.js";
import type { LogRow } from "../../ports/log-book.js";
import type { SourcePosition } from "../../ports/row-source.js";
import type { DriftEvidence } from "../trigger/drift-evidence.js";
import { NEW_QUEUE, type QueueMemory } from "./tick-queue.js";
import type { WatchPlan } from "./watch-plan.js";
import type { WatchedColumn } from "./watched-columns.js";

const SCHEMA = "arlequin.watch-state/1";

/** An alarm that has not been answered by a trigger yet. */
export interface Unanswered {
  /** End of its tick, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly evidence: DriftEvidence;
}

/** All that a watcher needs to go on where it stopped, or was killed. */
export interface WatchState {
  readonly plan: WatchPlan;
  /** Null until there are rows enough to know what the columns are. */
  readonly columns: readonly WatchedColumn[] | null;
  readonly queue: QueueMemory;
  readonly position: SourcePosition | null;
  /** End of the last tick that was judged; null before the first. */
  readonly lastAt: number | null;
  /** Ticks that were judged, by what was found. */
  readonly looks: { readonly drift: number; readonly quiet: number };
  /** Of the detector: it reads it itself. */
  readonly detector: unknown;
  /** What became of triggers so far. */
  readonly triggers: TriggerCounts;
  readonly unanswered: readonly Unanswered[];
  /** Rows of the log that may not be there yet, if `after` so many bytes they are not. */
  readonly pending: { readonly after: number; readonly rows: readonly LogRow[] };
}

export function newState(plan: WatchPlan): WatchState {
  return {
    plan,
    columns: null,
    queue: NEW_QUEUE,
    position: null,
    lastAt: null,
    looks: { drift: 0, quiet: 0 },
    detector: null,
    triggers: {},
    unanswered: [],
    pending: { after: 0, rows: [] },
  };
}

/**
 * Read a state; null where there is none yet.
 *
 * @throws {InputError} when the file is not one that this version wrote
 */
export async function readWatchState(files: FileStore, path: string): Promise<WatchState | null> {
  if (!(await files.exists(path))) return null;
  const fix = "move the file away to begin anew, or give another --state";
  const text = await files.readText(path);
  let kept: unknown;
  try {
    kept = JSON.parse(text, fromJson);
  } catch (cause) {
    throw new InputError("the state of the watcher is not JSON", { where: path, fix, cause });
  }
  const { schema, ...state } = (kept ?? {}) as { schema?: unknown } & WatchState;
  if (schema !== SCHEMA) {
    throw new InputError(`the state of the watcher is not ${SCHEMA}`, { where: path, fix });
  }
  return state;
}

/** The old state or the new one, never half. */
export async function writeWatchState(
  files: FileStore,
  path: string,
  state: WatchState,
): Promise<void> {
  await files.write(path, `${JSON.stringify({ schema: SCHEMA, ...state }, inJson)}\n`);
}

/** No watermark yet: JSON knows no infinity. */
function inJson(_key: string, value: unknown): unknown {
  return value === -Infinity ? "-Infinity" : value;
}

function fromJson(key: string, value: unknown): unknown {
  const isBound = key === "watermark" || key === "judgedTo";
  return isBound && value === "-Infinity" ? -Infinity : value;
}
