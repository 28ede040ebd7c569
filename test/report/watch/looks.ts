import type { LookColumn, WatchLook } from "../../../src/drift/watch/watch-look.js";

/** A column on which nothing happens, but for what is said. */
export function lookColumn(name: string, more: Partial<LookColumn> = {}): LookColumn {
  return {
    name,
    kind: "numeric",
    state: "watching",
    reason: null,
    evidenceDays: 0.02,
    psi: 0.0131,
    p: 0.412,
    change: null,
    changedAt: null,
    effect: null,
    outline: { reference: [0.1, 0.2, 0.4, 0.2, 0.1, 0], current: [0.1, 0.2, 0.3, 0.2, 0.1, 0.1] },
    ...more,
  };
}

export const ALARM = {
  state: "alarm",
  evidenceDays: 9.1,
  psi: 0.31,
  p: 3e-7,
  change: "larger",
  changedAt: Date.parse("2026-11-21T05:41:00Z"),
  effect: 0.28,
} as const;

/** The look at the end of a quiet minute, but for what is said. */
export function watchLook(more: Partial<WatchLook> = {}): WatchLook {
  return {
    at: Date.parse("2026-11-21T06:05:00Z"),
    rows: { tick: 50, reference: 250, recent: 1250, late: 3, undated: 0 },
    isDrift: false,
    columns: [lookColumn("age"), lookColumn("amount", { evidenceDays: 0.31 })],
    positiveShare: null,
    warnings: [],
    ...more,
  };
}
