import { isoSeconds } from "../../core/clock.js";
import { ArlequinError, UpstreamError } from "../../core/errors.js";
import type { FileStore } from "../../ports/file-store.js";
import type { Retrainer } from "../../ports/retrainer.js";
import { triggerRetraining, type TriggerResult } from "../trigger-retraining.js";
import type { TriggerPolicy } from "../trigger/trigger-gate.js";
import { readTriggerState } from "../trigger/trigger-state.js";
import type { Unanswered } from "./watch-state.js";

/** How alarms are answered. */
export interface AlarmAnswer {
  readonly retrainer: Retrainer;
  readonly policy: TriggerPolicy;
  readonly statePath: string;
  readonly auditPath: string;
  readonly dryRun: boolean;
}

/** What became of one alarm. */
export interface Answered {
  readonly alarm: Unanswered;
  readonly outcome: TriggerResult["outcome"];
  readonly reason: string;
  readonly error: ArlequinError | null;
  /** Certainly nothing was started: it is tried again at the next look. */
  readonly isOpen: boolean;
}

/**
 * Answer an alarm by a retraining, once, however often this is called: the trigger notes its intent
 * before it acts, under the alarm's own time, and so an alarm that was answered before a crash is known
 * by that time. Cooldowns run in event time: a replay decides as it would have done then.
 */
export async function answerAlarm(
  alarm: Unanswered,
  answer: AlarmAnswer,
  files: FileStore,
  say: (line: string) => void,
): Promise<Answered> {
  const { retrainer, policy, statePath, auditPath, dryRun } = answer;
  const at = new Date(alarm.at);
  if (await wasFired(files, statePath, retrainer.memoryKey, isoSeconds(at))) {
    const reason = "an earlier run has started it";
    return { alarm, outcome: "joined", reason, error: null, isOpen: false };
  }
  try {
    const result = await triggerRetraining(
      { files, clock: () => at, retrainer, say },
      { evidence: alarm.evidence, policy, statePath, auditPath, dryRun, wait: null },
    );
    const { outcome, reason, error } = result;
    const isOpen = outcome === "unreachable" || outcome === "refused";
    return { alarm, outcome, reason, error, isOpen };
  } catch (error) {
    // Somebody else holds the lock of the trigger: nothing was done.
    if (!(error instanceof ArlequinError)) throw error;
    const outcome = error instanceof UpstreamError ? "unreachable" : "refused";
    return { alarm, outcome, reason: error.message, error, isOpen: true };
  }
}

async function wasFired(
  files: FileStore,
  statePath: string,
  target: string,
  at: string,
): Promise<boolean> {
  const { targets } = await readTriggerState(files, statePath);
  const state = targets[target];
  return state?.intent === null && state.memory.lastFiredAt === at;
}
