import type { ColumnResult, DriftResult, Moments, NumericFindings } from "../drift/drift-result.js";
import { explainPsi, type ExplainedBin } from "../drift/explain-psi.js";
import { binWords } from "./bin-words.js";
import { percent, shortNumber } from "./number.js";

/** From this size on, an excess of higher over lower values is a move, not a change of shape. */
const LEAST_MOVE = 0.05;
/** From this ratio of widths on, values lie wider or narrower than they did. */
const LEAST_SPREAD = 1.1;

/**
 * What a drift is, and what to do about it, in two sentences for anyone; none where nothing drifted.
 *
 * @param mayExplain whether `--explain` is worth a hint
 */
export function driftWords(
  { columns, driftedColumns }: DriftResult,
  mayExplain: boolean,
): string[] {
  const drifted = columns.filter(({ name }) => driftedColumns.includes(name));
  const [first] = [...drifted].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (!first) return [];
  const words = changeInWords(first);
  const most = words === null ? [] : [`${drifted.length > 1 ? "Changed most: " : ""}${words}.`];
  return [...most, whatToDo(first, mayExplain)];
}

function sizeOf({ findings, byMissing, missingTest }: ColumnResult): number {
  return byMissing ? (missingTest?.psi ?? 0) : (findings?.headline.value ?? 0);
}

function whatToDo({ name, byMissing }: ColumnResult, mayExplain: boolean): string {
  const more = mayExplain ? ` --explain ${name} shows the arithmetic.` : "";
  return byMissing
    ? `Find out why values of ${name} are missing before a model is trained on them.`
    : `If the change will stay, retrain; if it is a fault of the data, mend the source.${more}`;
}

/**
 * How a column has changed, in its own units, as a clause that starts with its name.
 *
 * @returns null where the column was not compared
 */
export function changeInWords({
  name,
  byMissing,
  missingTest,
  findings,
}: ColumnResult): string | null {
  if (missingTest && (byMissing || !findings)) {
    const [before, after] = [missingTest.shareReference, missingTest.shareCurrent];
    return `${name} is missing in ${ofTheRows(after)}, before in ${ofRows(before)}`;
  }
  if (!findings) return null;
  const { bins } = explainPsi(findings);
  const [largest] = largestBins(bins, 1);
  if (findings.kind === "numeric") {
    const how = `${name} ${direction(findings)}`;
    return largest ? `${how}; ${move(largest, bins)}` : how;
  }
  if (!largest) return null;
  const [before, after] = rawShares(largest, bins);
  return `${name} is ${subjectOf(largest, bins)} in ${ofTheRows(after)}, before in ${ofRows(before)}`;
}

/** Whether numbers have moved, spread, or changed in shape alone. */
function direction({ cliffsDelta, reference, current }: NumericFindings): string {
  const between = ({ quantiles }: Moments, low: string, high: string) =>
    (quantiles[high] ?? NaN) - (quantiles[low] ?? NaN);
  const [before, after] = [reference, current].map(({ quantiles }) => quantiles["0.5"] ?? null);
  // Delta is above 0 where the reference is the higher of the two.
  if (before != null && after != null && (after - before) * -cliffsDelta > 0) {
    if (Math.abs(cliffsDelta) >= LEAST_MOVE) {
      const word = after > before ? "higher" : "lower";
      return `is ${word}: median ${shortNumber(before)} -> ${shortNumber(after)}`;
    }
  }
  const [narrow, wide] = [reference, current].map((side) => between(side, "0.05", "0.95"));
  const ratio = wide! / narrow!;
  if (ratio >= LEAST_SPREAD || ratio <= 1 / LEAST_SPREAD) {
    const word = ratio > 1 ? "wider" : "narrower";
    const range = ({ quantiles }: Moments) =>
      `${shortNumber(quantiles["0.05"]!)}..${shortNumber(quantiles["0.95"]!)}`;
    return `is spread ${word}: the middle 90 % in ${range(reference)} -> ${range(current)}`;
  }
  return "lies differently";
}

/** How the share of a bin has changed. */
function move(bin: ExplainedBin, bins: readonly ExplainedBin[]): string {
  const [before, after] = rawShares(bin, bins);
  return `${subjectOf(bin, bins)} went from ${ofRows(before)} to ${ofTheRows(after)}`;
}

function subjectOf({ place }: ExplainedBin, bins: readonly ExplainedBin[]): string {
  return binWords(bins.map((bin) => bin.place)).subject(place);
}

function ofRows(share: number): string {
  return share === 0 ? "none" : sharePercent(share);
}

function ofTheRows(share: number): string {
  return `${ofRows(share)} of the rows`;
}

/** The bins that add most to the PSI; the rest of small ones only where there is no other. */
export function largestBins(bins: readonly ExplainedBin[], most: number): readonly ExplainedBin[] {
  const own = bins.filter(({ place }) => !("merged" in place));
  const shown = own.length > 0 ? own : bins;
  return [...shown].sort((a, b) => b.contribution - a.contribution).slice(0, most);
}

/** The shares of the rows in a bin, not smoothed. */
export function rawShares(bin: ExplainedBin, bins: readonly ExplainedBin[]): [number, number] {
  const [m, n] = bins.reduce(
    ([before, after], { countReference, countCurrent }) => [
      before + countReference,
      after + countCurrent,
    ],
    [0, 0],
  );
  return [bin.countReference / m, bin.countCurrent / n];
}

/** A share as a percentage, with two places where one would say nothing. */
export function sharePercent(share: number): string {
  return percent(share, share > 0 && share < 0.005 ? 2 : 1);
}
