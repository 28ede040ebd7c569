import type { RetrainingRequest } from "../../ports/retrainer.js";
import { type DriftEvidence, factsOf } from "./drift-evidence.js";

export interface DecisionParts {
  readonly evidence: DriftEvidence | null;
  readonly triggerId: string;
  /** Why the gate opened. */
  readonly reason: string;
  readonly at: string;
  /** The decision's file lies beside the state. */
  readonly statePath: string;
}

/** A decision to retrain, as it is told to the other side: the drift report, `trigger` filled in. */
export function decisionFor({
  evidence,
  triggerId,
  reason: opening,
  at,
  statePath,
}: DecisionParts): RetrainingRequest {
  const summary = evidence?.summary ?? "";
  const reason = summary === "" ? opening : `${opening}: ${summary.replace(/\.$/, "")}`;
  const document = {
    ...(evidence?.document ?? { schema: "arlequin.trigger-request/1", verdict: null }),
    trigger: { id: triggerId, decision: "fire", reason, at },
  };
  return {
    triggerId,
    reason,
    facts: [...(evidence === null ? [] : factsOf(evidence)), ["trigger id", triggerId]],
    decision: JSON.stringify(document),
    decisionPath: `${folderOf(statePath)}/decisions/${triggerId}.json`,
  };
}

/** The folder of a path; "." where it names none. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash === 0) return "/";
  return slash === -1 ? "." : path.slice(0, slash);
}
