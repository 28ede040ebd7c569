import type { RetrainingRequest } from "../../ports/retrainer.js";
import { fireRetraining, firedOf, stateAfter } from "./fire-retraining.js";
import { type GateMemory, afterFiring, decideTrigger } from "./trigger-gate.js";
import type { RunOutcome, TriggerRun } from "./trigger-run.js";
import type { Intent, TargetState } from "./trigger-state.js";

/**
 * Find out what became of a firing that an earlier run did not live to settle.
 *
 * @returns how this run ends, when that firing is the one that this run is for, or nobody can tell
 *   what became of it; undefined when the run goes on to its own decision
 */
export async function settleIntent(
  run: TriggerRun,
  state: TargetState,
  intent: Intent,
): Promise<RunOutcome | undefined> {
  const { retrainer, say } = run.tools;
  say(`the firing of ${intent.at} was never settled; finding out what became of it`);
  const wish = await wishOf(run, intent);
  // A person who asks again after a crash means the same retraining.
  const byHand = run.request.evidence === null && intent.byHand;
  const same = intent.triggerId === run.triggerId || byHand;
  const found = await retrainer.reconcile(wish, intent.before);
  const memory = same ? withVote(run, state.memory) : state.memory;
  if (found.outcome === "absent") {
    await run.note("settled", wish.triggerId, `it was never sent: ${found.detail}`);
    const cleared = { ...state, intent: null };
    await run.save(cleared);
    return same ? fireRetraining(run, wish, cleared, memory, true) : undefined;
  }
  const fired = firedOf(found);
  await run.save(stateAfter(run, afterFiring(memory, intent.at), wish.triggerId, fired));
  const outcome = await run.settled(wish, fired, true);
  return same || fired.outcome === "unknown" ? outcome : undefined;
}

/** The gate had said yes before the crash; what is left of this run's verdict is its vote. */
function withVote({ request, verdict, now }: TriggerRun, memory: GateMemory): GateMemory {
  return decideTrigger(verdict, memory, request.policy, now).memory;
}

async function wishOf({ tools: { files } }: TriggerRun, intent: Intent) {
  const { triggerId, reason, facts, decisionPath } = intent;
  const there = await files.exists(decisionPath);
  const decision = there ? (await files.readText(decisionPath)).trimEnd() : "";
  return { triggerId, reason, facts, decision, decisionPath } satisfies RetrainingRequest;
}
