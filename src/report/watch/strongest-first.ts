import type { LookColumn } from "../../drift/watch/watch-look.js";

const ORDER: readonly LookColumn["state"][] = [
  "alarm",
  "small",
  "in-alarm",
  "watching",
  "learning",
  "skipped",
];

/**
 * The columns that a person should see first: alarms, then by evidence; by p and PSI where a rule
 * weighs no evidence. Ties stay in the order of the data.
 */
export function strongestFirst(columns: readonly LookColumn[]): LookColumn[] {
  return [...columns].sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      downwards(a.evidenceDays, b.evidenceDays) ||
      downwards(b.p ?? 1, a.p ?? 1) ||
      downwards(a.psi, b.psi),
  );
}

/** Larger first, none last; no difference of infinities, which is NaN. */
function downwards(a: number | null, b: number | null): number {
  const [x, y] = [a ?? -Infinity, b ?? -Infinity];
  return x === y ? 0 : y > x ? 1 : -1;
}
