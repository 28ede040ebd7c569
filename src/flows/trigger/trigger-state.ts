import { InputError } from "../../core/errors.js";
import type { FileStore } from "../../ports/file-store.js";
import type { Receipt } from "../../ports/retrainer.js";
import { type GateMemory, NEW_MEMORY } from "./trigger-gate.js";

const SCHEMA = "arlequin.trigger-state/1";

/** A firing that was begun, and of which nobody has noted yet what became of it. */
export interface Intent {
  readonly triggerId: string;
  readonly at: string;
  /** True when a person asked for it without evidence. */
  readonly byHand: boolean;
  readonly reason: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly decisionPath: string;
  /** What the other side was like before. */
  readonly before: Receipt;
}

/** What a target's next run needs to know. */
export interface TargetState {
  readonly memory: GateMemory;
  readonly intent: Intent | null;
  /** What was started and is being waited for. */
  readonly waiting: { readonly triggerId: string; readonly receipt: Receipt } | null;
}

export const NEW_TARGET: TargetState = { memory: NEW_MEMORY, intent: null, waiting: null };

/** The state of all targets in one small file. */
export interface TriggerState {
  readonly targets: Readonly<Record<string, TargetState>>;
}

/**
 * Read the state; none is there before the first run.
 *
 * @throws {InputError} when the file is not one that this version wrote
 */
export async function readTriggerState(files: FileStore, path: string): Promise<TriggerState> {
  if (!(await files.exists(path))) return { targets: {} };
  const fix = "move the file away to begin anew: cooldowns and unsettled firings are forgotten";
  const text = await files.readText(path);
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (cause) {
    const what = "the trigger state is not JSON";
    throw new InputError(what, { where: path, fix, cause });
  }
  if (!isState(state)) {
    throw new InputError(`the trigger state is not ${SCHEMA}`, { where: path, fix });
  }
  return state;
}

/** Replace the state of one target; the others stay as they are. Call it under the file's lock. */
export async function writeTargetState(
  files: FileStore,
  path: string,
  target: string,
  change: TargetState,
): Promise<void> {
  const { targets } = await readTriggerState(files, path);
  const state = { schema: SCHEMA, targets: { ...targets, [target]: change } };
  await files.write(path, `${JSON.stringify(state, null, 2)}\n`);
}

function isState(value: unknown): value is TriggerState {
  if (typeof value !== "object" || value === null) return false;
  const { schema, targets } = value as { schema?: unknown; targets?: unknown };
  if (schema !== SCHEMA || typeof targets !== "object" || targets === null) return false;
  return Object.values(targets as Record<string, Partial<TargetState> | null>).every(
    (target) =>
      Array.isArray(target?.memory?.votes) &&
      typeof target.memory.answered === "boolean" &&
      target.intent !== undefined &&
      target.waiting !== undefined,
  );
}
