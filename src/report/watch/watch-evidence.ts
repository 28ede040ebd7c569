import { isoSeconds } from "../../core/clock.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";

/** What a watcher is asked to watch, for those who are told of an alarm. */
export interface WatchedSource {
  readonly source: string;
  readonly policy: string;
  readonly mode: string;
  readonly budgetDays: number;
}

/** A look as a document: one line of `watch --json`, and what a trigger hands over. */
export function watchDocument(look: WatchLook, watched: WatchedSource): Record<string, unknown> {
  return {
    schema: "arlequin.watch/1",
    at: isoSeconds(new Date(look.at)),
    verdict: look.isDrift ? "drift" : "no-drift",
    summary: watchSummary(look, watched),
    source: watched.source,
    policy: watched.policy,
    mode: watched.mode,
    budget_days: watched.budgetDays,
    rows: {
      tick: look.rows.tick,
      reference: look.rows.reference,
      recent: look.rows.recent,
      late: look.rows.late,
      undated: look.rows.undated,
    },
    positive_share: look.positiveShare,
    drifted_columns: alarmed(look).map(({ name }) => name),
    columns: look.columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      state: column.state,
      reason: column.reason,
      evidence_days: column.evidenceDays,
      psi: column.psi,
      p: column.p,
      change: column.change,
      changed_at: column.changedAt === null ? null : isoSeconds(new Date(column.changedAt)),
      effect: column.effect,
      headline: { measure: "psi", value: column.effect ?? column.psi },
    })),
    warnings: look.warnings,
  };
}

/** The alarm in one sentence. */
export function watchSummary(look: WatchLook, { policy, budgetDays }: WatchedSource): string {
  const columns = alarmed(look);
  if (columns.length === 0) return "No column has changed, as far as the rows so far can tell.";
  const named = columns.map(({ name, change }) => (change === null ? name : `${name} (${change})`));
  const has = columns.length === 1 ? "has" : "have";
  const why =
    policy === "classic"
      ? "by the rule of the classic policy"
      : `by evidence that chance alone brings about once in ${Math.round(budgetDays)} days at most`;
  return `${named.join(", ")} ${has} changed, ${why}.`;
}

function alarmed(look: WatchLook): readonly LookColumn[] {
  return look.columns.filter(({ state }) => state === "alarm");
}
