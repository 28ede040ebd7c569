import { type Clock, isoSeconds } from "../core/clock.js";
import { type ArlequinError, UpstreamError } from "../core/errors.js";
import type { FileStore } from "../ports/file-store.js";
import type {
  Finish,
  PlannedStep,
  Receipt,
  Retrainer,
  RetrainingRequest,
  WaitOptions,
} from "../ports/retrainer.js";
import type { DriftEvidence } from "./trigger/drift-evidence.js";
import { fireRetraining } from "./trigger/fire-retraining.js";
import { settleIntent } from "./trigger/settle-intent.js";
import { appendAudit } from "./trigger/trigger-audit.js";
import { decisionFor, folderOf } from "./trigger/trigger-decision.js";
import { type TriggerPolicy, type Verdict, decideTrigger } from "./trigger/trigger-gate.js";
import { byHandId, evidenceId } from "./trigger/trigger-id.js";
import {
  type Fired,
  type RunOutcome,
  type TriggerRun,
  firedResult,
  triggerRun,
} from "./trigger/trigger-run.js";

/** What a trigger works with. */
export interface TriggerTools {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly retrainer: Retrainer;
  /** A line for people. */
  readonly say: (line: string) => void;
}

export interface TriggerRequest {
  /** Null when a person asks for a retraining without evidence. */
  readonly evidence: DriftEvidence | null;
  readonly policy: TriggerPolicy;
  readonly statePath: string;
  readonly auditPath: string;
  /** Decide, say what would be done, and neither do nor note anything. */
  readonly dryRun: boolean;
  /** Null does not wait for the end of what was started. */
  readonly wait: WaitOptions | null;
}

/** How a trigger ended. */
export interface TriggerResult {
  readonly at: string;
  readonly triggerId: string;
  readonly verdict: Verdict | null;
  readonly decision: "fire" | "hold";
  readonly outcome: Fired["outcome"] | "held" | "planned";
  readonly reason: string;
  readonly detail: string | null;
  /** True when this goes on with what an earlier run had begun. */
  readonly resumed: boolean;
  readonly receipt: Receipt | null;
  readonly finish: Finish | null;
  readonly plan: readonly PlannedStep[] | null;
  /** Why the run is no success; the result holds all the same. */
  readonly error: ArlequinError | null;
}

/**
 * Start a retraining if there is reason to: the gate decides, an intent is noted, the retrainer
 * acts, the outcome is noted. A run that dies between leaves the intent; the next one finds out what
 * became of it before anything else, so that at no moment a kill makes two retrainings of one.
 *
 * @throws {UpstreamError} `locked`, while another run decides or acts
 */
export async function triggerRetraining(
  tools: TriggerTools,
  request: TriggerRequest,
): Promise<TriggerResult> {
  const { files, clock, retrainer } = tools;
  const now = clock();
  const { evidence, statePath, auditPath, wait } = request;
  const triggerId = await (evidence === null
    ? byHandId(retrainer.target, now)
    : evidenceId(evidence));
  const run = triggerRun(tools, request, triggerId, now);
  if (request.dryRun) return rehearse(run);
  await files.makeFolder(folderOf(statePath));
  await files.makeFolder(folderOf(auditPath));
  // Held until the act is settled: two runs at once must not both find the gate open.
  const { result, wish } = await files.locked(statePath, () => decideAndFire(run));
  return wait === null || wish === null ? result : waitForEnd(run, result, wish, wait);
}

/** Settle what an earlier run has left, decide, and fire. */
async function decideAndFire(run: TriggerRun): Promise<RunOutcome> {
  const { triggerId, verdict, now, at, tools } = run;
  const { evidence, policy, statePath, wait } = run.request;
  const before = await run.load();
  if (before.intent !== null) {
    const outcome = await settleIntent(run, before, before.intent);
    if (outcome !== undefined) return outcome;
  } else if (before.waiting?.triggerId === triggerId && wait !== null) {
    tools.say("going on to wait for what an earlier run has started");
    const wish = decisionFor({ evidence, triggerId, reason: "drift", at, statePath });
    const { receipt } = before.waiting;
    const detail = "started by an earlier run";
    const fired: Fired = { outcome: "joined", detail, receipt, error: null };
    return { result: firedResult(run, wish, fired, true), wish };
  }
  const state = await run.load();
  const { fire, reason, memory } = decideTrigger(verdict, state.memory, policy, now);
  if (fire) {
    const wish = decisionFor({ evidence, triggerId, reason, at, statePath });
    return fireRetraining(run, wish, state, memory, false);
  }
  await run.save({ ...state, memory });
  await run.note("hold", triggerId, reason);
  return { result: unfired(run, "held", reason), wish: null };
}

/** What a run would do now, from the state as it is. */
async function rehearse(run: TriggerRun): Promise<TriggerResult> {
  const { triggerId, verdict, now, at, tools } = run;
  const { evidence, policy, statePath } = run.request;
  const { memory, intent } = await run.load();
  const { fire, reason } = decideTrigger(verdict, memory, policy, now);
  const detail =
    intent === null ? null : `first: find out what became of the firing of ${intent.at}`;
  if (!fire) return { ...unfired(run, "held", reason), detail, plan: [] };
  const wish = decisionFor({ evidence, triggerId, reason, at, statePath });
  const planned = unfired(run, "planned", wish.reason);
  return { ...planned, decision: "fire", detail, plan: tools.retrainer.plan(wish) };
}

function unfired(
  { at, triggerId, verdict }: TriggerRun,
  outcome: "held" | "planned",
  reason: string,
): TriggerResult {
  const nothing = { detail: null, receipt: null, finish: null, plan: null, error: null };
  return { at, triggerId, verdict, decision: "hold", outcome, reason, resumed: false, ...nothing };
}

/** Wait for the end of what was started; a run that is killed meanwhile can be taken up again. */
async function waitForEnd(
  run: TriggerRun,
  result: TriggerResult,
  wish: RetrainingRequest,
  options: WaitOptions,
): Promise<TriggerResult> {
  const { files, clock, retrainer } = run.tools;
  const { kind, target } = retrainer;
  const { statePath, auditPath } = run.request;
  const started = result.outcome === "accepted" || result.outcome === "joined";
  if (!started || retrainer.wait === undefined) return result;
  const finish = await retrainer.wait(wish, result.receipt ?? {}, options);
  const { receipt } = finish;
  const { triggerId } = wish;
  const over = finish.status !== "timed-out" || options.cancelOnTimeout;
  await files.locked(statePath, async () => {
    const waiting = over ? null : { triggerId, receipt };
    await run.save({ ...(await run.load()), waiting });
  });
  const error = errorOf(finish, !over && run.request.evidence !== null);
  await appendAudit(files, auditPath, {
    at: isoSeconds(clock()),
    event: "finished",
    kind,
    target,
    triggerId,
    verdict: result.verdict,
    outcome: finish.status,
    reason: finish.detail,
    receipt,
    error,
  });
  return { ...result, receipt, finish, error };
}

function errorOf({ status, detail, receipt }: Finish, isResumable: boolean): UpstreamError | null {
  if (status === "succeeded") return null;
  const place = receipt.build_url ?? receipt.job_url;
  const where = typeof place === "string" ? { where: place } : {};
  if (status === "timed-out") {
    const again = isResumable ? "; the same command goes on waiting for the same build" : "";
    const fix = `give it more --timeout${again}`;
    return new UpstreamError(detail, { ...where, fix, fault: "timed-out" });
  }
  const fix = status === "lost" ? "look at the job's builds" : "look at the log of the build";
  return new UpstreamError(detail, { ...where, fix, fault: "refused" });
}
