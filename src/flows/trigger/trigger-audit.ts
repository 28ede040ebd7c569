import type { ArlequinError } from "../../core/errors.js";
import type { FileStore } from "../../ports/file-store.js";
import type { Receipt } from "../../ports/retrainer.js";
import type { Verdict } from "./trigger-gate.js";

/** `intent` before an act, `settled` once its outcome is known, `finished` after waiting for it. */
export type AuditEvent = "hold" | "intent" | "settled" | "finished";

/** One thing that happened, as the audit log keeps it. */
export interface AuditEntry {
  readonly at: string;
  readonly event: AuditEvent;
  readonly kind: string;
  readonly target: string;
  readonly triggerId: string;
  readonly verdict: Verdict | null;
  readonly outcome: string | null;
  readonly reason: string;
  readonly receipt: Receipt | null;
  readonly error: ArlequinError | null;
}

/** Append one line of JSON to the audit log; nothing in it is ever changed. */
export async function appendAudit(
  files: FileStore,
  path: string,
  entry: AuditEntry,
): Promise<void> {
  const line = {
    schema: "arlequin.trigger-audit/1",
    at: entry.at,
    event: entry.event,
    kind: entry.kind,
    target: entry.target,
    trigger_id: entry.triggerId,
    verdict: entry.verdict,
    outcome: entry.outcome,
    reason: entry.reason,
    receipt: entry.receipt,
    error: entry.error ? errorParts(entry.error) : null,
  };
  await files.append(path, `${JSON.stringify(line)}\n`);
}

/** An error as JSON documents show it. */
export function errorParts({ message, where, fix }: ArlequinError) {
  return { what: message, where: where ?? null, fix: fix ?? null };
}
