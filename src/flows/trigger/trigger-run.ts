import { isoSeconds } from "../../core/clock.js";
import type { ArlequinError } from "../../core/errors.js";
import type { Firing, Receipt, RetrainingRequest } from "../../ports/retrainer.js";
import { type AuditEvent, appendAudit } from "./trigger-audit.js";
import type { Verdict } from "./trigger-gate.js";
import type { TriggerRequest, TriggerResult, TriggerTools } from "../trigger-retraining.js";
import {
  NEW_TARGET,
  type TargetState,
  readTriggerState,
  writeTargetState,
} from "./trigger-state.js";

/**
 * What came of a firing: `refused` and `unreachable` are sure to have started nothing, `unknown`
 * may have.
 */
export interface Fired {
  readonly outcome: Firing["outcome"] | "refused" | "unreachable";
  readonly detail: string;
  readonly receipt: Receipt | null;
  readonly error: ArlequinError | null;
}

/** A result, and what was asked for, if anything was. */
export interface RunOutcome {
  readonly result: TriggerResult;
  readonly wish: RetrainingRequest | null;
}

/** One run of a trigger: who it is, and how it notes what it does. */
export interface TriggerRun {
  readonly tools: TriggerTools;
  readonly request: TriggerRequest;
  readonly triggerId: string;
  readonly now: Date;
  readonly at: string;
  readonly verdict: Verdict | null;
  load(): Promise<TargetState>;
  save(state: TargetState): Promise<void>;
  /** Append a line to the audit log. */
  note(event: AuditEvent, id: string, reason: string, fired?: Fired): Promise<void>;
  /** Append what came of a firing, and make it the run's result. */
  settled(wish: RetrainingRequest, fired: Fired, resumed: boolean): Promise<RunOutcome>;
}

export function triggerRun(
  tools: TriggerTools,
  request: TriggerRequest,
  triggerId: string,
  now: Date,
): TriggerRun {
  const { files, retrainer, clock } = tools;
  const { statePath, auditPath } = request;
  const { kind, target, memoryKey } = retrainer;
  const at = isoSeconds(now);
  const verdict = request.evidence?.verdict ?? null;
  return {
    tools,
    request,
    triggerId,
    now,
    at,
    verdict,
    load: async () => (await readTriggerState(files, statePath)).targets[memoryKey] ?? NEW_TARGET,
    save: (state) => writeTargetState(files, statePath, memoryKey, state),
    note: (event, id, reason, fired) =>
      appendAudit(files, auditPath, {
        at: isoSeconds(clock()),
        event,
        kind,
        target,
        triggerId: id,
        verdict,
        outcome: fired?.outcome ?? null,
        reason,
        receipt: fired?.receipt ?? null,
        error: fired?.error ?? null,
      }),
    async settled(wish, fired, resumed) {
      await this.note("settled", wish.triggerId, fired.detail, fired);
      return { result: firedResult(this, wish, fired, resumed), wish };
    },
  };
}

export function firedResult(
  { at, verdict }: TriggerRun,
  { triggerId, reason }: RetrainingRequest,
  fired: Fired,
  resumed: boolean,
): TriggerResult {
  const decision = "fire";
  return { at, triggerId, verdict, decision, reason, resumed, finish: null, plan: null, ...fired };
}
