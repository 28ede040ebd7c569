import type { ColumnAlarm } from "../../detect/column-detector.js";
import type { ColumnBins } from "../../detect/column-bins.js";
import { percent, shortNumber } from "../number.js";

const LOCATION = { 1: "larger", [-1]: "smaller" } as const;
const SCALE = { 1: "wider spread", [-1]: "narrower spread" } as const;

/**
 * What an alarm has seen, in a few words: "larger", "wider spread", or the bin whose share has changed most:
 * "web 20 % -> 31 %".
 */
export function alarmWords({ leading, bins, before, since }: ColumnAlarm): string {
  const { look } = leading.direction;
  if (look === "location") return LOCATION[leading.sign];
  if (look === "scale") return SCALE[leading.sign];
  const [m, n] = [before, since].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!(m! > 0) || !(n! > 0)) return "another mix of values";
  let most = 0;
  const gap = (bin: number) => since[bin]! / n! - before[bin]! / m!;
  for (let bin = 1; bin < since.length; bin++)
    if (Math.abs(gap(bin)) > Math.abs(gap(most))) most = bin;
  return `${binWords(bins, most)} ${percent(before[most]! / m!)} -> ${percent(since[most]! / n!)}`;
}

/** Bin 0 holds missing values; then come the numbers between edges, or the levels and all others. */
function binWords(bins: ColumnBins, bin: number): string {
  if (bin === 0) return "missing";
  if (bins.kind === "category") return bins.levels[bin - 1] ?? "other values";
  const [from, to] = [bins.edges[bin - 2], bins.edges[bin - 1]].map((edge) =>
    edge === undefined ? null : shortNumber(edge),
  );
  if (from === null) return to === null ? "any value" : `below ${to!}`;
  return to === null ? `from ${from!}` : `from ${from!} to ${to!}`;
}
