import type { Block, CsvValue, Phrase, Report } from "./document.js";

/** What a trigger came to. */
export interface TriggerOutcome {
  readonly kind: string;
  readonly target: string;
  readonly at: string;
  readonly triggerId: string;
  readonly verdict: string | null;
  readonly decision: "fire" | "hold";
  readonly outcome: string;
  readonly reason: string;
  readonly detail: string | null;
  /** It went on with what an earlier run had begun. */
  readonly resumed: boolean;
  readonly receipt: Readonly<Record<string, string | number | null>> | null;
  readonly finish: { readonly status: string; readonly detail: string } | null;
  readonly plan: readonly { readonly step: string; readonly details: readonly string[] }[] | null;
  readonly error: { readonly what: string; readonly where: string | null; readonly fix: string | null } | null; // prettier-ignore
  readonly auditPath: string;
}

const BAD = ["refused", "failed", "unreachable", "unknown"];

/** A trigger's end: a line or two for people, one document, one row. */
export function triggerReport(end: TriggerOutcome): Report {
  const document = {
    schema: "arlequin.trigger/1",
    kind: end.kind,
    target: end.target,
    at: end.at,
    trigger_id: end.triggerId,
    verdict: end.verdict,
    decision: end.decision,
    outcome: end.outcome,
    reason: end.reason,
    detail: end.detail,
    resumed: end.resumed,
    receipt: end.receipt,
    finish: end.finish && { status: end.finish.status, detail: end.finish.detail },
    plan: end.plan,
    error: end.error,
    audit_log: end.auditPath,
  };
  const row: Record<string, CsvValue> = {
    at: end.at,
    kind: end.kind,
    target: end.target,
    trigger_id: end.triggerId,
    verdict: end.verdict,
    decision: end.decision,
    outcome: end.outcome,
    reason: end.reason,
    finish: end.finish?.status ?? null,
  };
  return {
    document,
    blocks: blocksOf(end),
    csv: { columns: Object.keys(row), rows: [Object.values(row)] },
  };
}

function blocksOf(end: TriggerOutcome): Block[] {
  const rows: (readonly [string, string | null])[] = [
    ["why", end.reason],
    ["what came of it", end.detail],
    ["end", end.finish?.detail ?? null],
    ["resumed", end.resumed ? "yes: an earlier run had begun it" : null],
    ["trigger id", end.triggerId],
  ];
  const table: Block = {
    kind: "table",
    head: [end.kind, end.target],
    rows: rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  };
  const steps: Block[] = (end.plan ?? []).map(({ step, details }) => ({
    kind: "text",
    text: [step, ...details.map((line) => `  ${line}`)].join("\n"),
  }));
  return [{ kind: "text", text: headline(end) }, table, ...steps];
}

function headline({ outcome, finish }: TriggerOutcome): Phrase {
  if (finish !== null) {
    return { text: finish.status, tone: finish.status === "succeeded" ? "good" : "bad" };
  }
  if (outcome === "held") return { text: "held: nothing was started", tone: "dim" };
  if (outcome === "planned")
    return { text: "would fire (--dry-run: nothing was done)", tone: "warn" };
  return { text: outcome, tone: BAD.includes(outcome) ? "bad" : "good" };
}
