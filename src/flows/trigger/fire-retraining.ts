import { ArlequinError, UpstreamError } from "../../core/errors.js";
import type { Firing, Receipt, RetrainingRequest } from "../../ports/retrainer.js";
import { folderOf } from "./trigger-decision.js";
import { type GateMemory, afterFiring } from "./trigger-gate.js";
import type { Fired, RunOutcome, TriggerRun } from "./trigger-run.js";
import type { Intent, TargetState } from "./trigger-state.js";

/**
 * Look whether the act can succeed, note that it is about to be, act, and note what came of it.
 *
 * @param opened the gate's memory, should something be started; else `state` stays as it is, so that
 *   a retry has this run's vote once
 */
export async function fireRetraining(
  run: TriggerRun,
  wish: RetrainingRequest,
  state: TargetState,
  opened: GateMemory,
  resumed: boolean,
): Promise<RunOutcome> {
  const { files, retrainer } = run.tools;
  let before: Receipt;
  try {
    before = await retrainer.preflight(wish);
  } catch (error) {
    return run.settled(wish, nothingStarted(error), resumed);
  }
  await files.makeFolder(folderOf(wish.decisionPath));
  await files.write(wish.decisionPath, `${wish.decision}\n`);
  await run.note("intent", wish.triggerId, wish.reason);
  await run.save({ ...state, intent: intentOf(run, wish, before) });
  const fired = await retrainer.fire(wish, before).then(firedOf, nothingStarted);
  const { outcome } = fired;
  if (outcome === "refused" || outcome === "unreachable") {
    await run.save({ ...state, intent: null });
  } else if (outcome !== "unknown" || !retrainer.canReconcile) {
    // What can be asked about stays an intent: the next run asks.
    await run.save(stateAfter(run, afterFiring(opened, run.at), wish.triggerId, fired));
  }
  return run.settled(wish, fired, resumed);
}

function intentOf(
  { at, request }: TriggerRun,
  { triggerId, reason, facts, decisionPath }: RetrainingRequest,
  before: Receipt,
): Intent {
  const byHand = request.evidence === null;
  return { triggerId, at, byHand, reason, facts, decisionPath, before };
}

/** The state once something was, or may have been, started. */
export function stateAfter(
  { request, tools }: TriggerRun,
  memory: GateMemory,
  triggerId: string,
  { receipt }: Fired,
): TargetState {
  const waits = request.wait !== null && tools.retrainer.wait !== undefined && receipt !== null;
  return { memory, intent: null, waiting: waits ? { triggerId, receipt } : null };
}

/** A firing, with an error where it is no success. */
export function firedOf({ outcome, detail, receipt, error }: Firing): Fired {
  if (outcome !== "unknown") return { outcome, detail, receipt, error: error ?? null };
  const doubt = new UpstreamError(`the outcome is unknown: ${detail}`, {
    fix: "look there whether it has begun; it is not repeated blindly",
    fault: "refused",
  });
  return { outcome, detail, receipt, error: doubt };
}

/** @throws the error itself when it does not say that nothing was started */
function nothingStarted(error: unknown): Fired {
  if (!(error instanceof ArlequinError)) throw error;
  const away = error instanceof UpstreamError && /unreachable|timed-out/.test(error.fault);
  const outcome = away ? "unreachable" : "refused";
  return { outcome, detail: error.message, receipt: null, error };
}
