import type {
  ExperimentComparison,
  OmnibusTest,
  ScenarioComparison,
} from "../../model/experiments/experiment-comparison.js";
import type { Block, Phrase } from "../document.js";
import { shortNumber, shortPValue } from "../number.js";
import { magnitudeLabel, reasonOf, shortPercent } from "./experiment-words.js";

/** The tests over all scenarios, a row a metric. */
export function omnibusTable(omnibus: readonly OmnibusTest[]): Block {
  return {
    kind: "table",
    head: ["metric", "over all scenarios", "n", "chi2", "df", "p"],
    align: ["left", "left", "right", "right", "right", "right"],
    rows: omnibus.map(({ metric, test, statistic, degreesOfFreedom, p, n, reason }) => [
      metric,
      test + (reason === null ? "" : `: ${reason}`),
      String(n),
      statistic === null ? "-" : shortNumber(statistic),
      String(degreesOfFreedom),
      p === null ? "-" : shortPValue(p),
    ]),
  };
}

const VERDICT: Readonly<Record<ScenarioComparison["status"], Phrase>> = {
  difference: { text: "difference", tone: "warn" },
  "no-difference": "none found",
  "cannot-tell": { text: "cannot tell", tone: "dim" },
};

/** A column that names the two scenarios, where there is more than one pair. */
function pairColumn(comparisons: readonly ScenarioComparison[]) {
  const pairs = new Set(comparisons.map((c) => `${c.scenarioA}, ${c.scenarioB}`));
  const many = pairs.size > 1;
  return {
    head: many ? ["a, b"] : [],
    align: many ? (["left"] as const) : [],
    cell: (c: ScenarioComparison): Phrase[] => (many ? [`${c.scenarioA}, ${c.scenarioB}`] : []),
  };
}

/** What the tests say, a row a comparison. */
export function testTable(comparisons: readonly ScenarioComparison[], alpha: number): Block {
  const paired = comparisons.some((comparison) => comparison.paired);
  const pair = pairColumn(comparisons);
  return {
    kind: "table",
    head: [
      "metric",
      ...pair.head,
      "n",
      paired ? "U or W" : "U",
      "p",
      "by",
      "p adj.",
      "least p",
      "",
    ],
    align: ["left", ...pair.align, "right", "right", "right", "left", "right", "right", "left"],
    rows: comparisons.map((c) => [
      c.metric,
      ...pair.cell(c),
      `${c.nA}, ${c.nB}`,
      c.statistic === null ? "-" : shortNumber(c.statistic, 6),
      c.p === null ? "-" : shortPValue(c.p),
      c.method?.replace(/^(mann-whitney|wilcoxon)-/, "") ?? "-",
      c.pAdjusted === null ? "-" : shortPValue(c.pAdjusted),
      c.smallestP === null ? "-" : shortPValue(c.smallestP),
      withReason(VERDICT[c.status], reasonOf(c, alpha)),
    ]),
  };
}

function withReason(verdict: Phrase, reason: string | null): Phrase {
  if (reason === null || typeof verdict === "string") return verdict;
  return { ...verdict, text: `${verdict.text}: ${reason}` };
}

/** By how much medians differ. */
export function shiftTable({ comparisons, level }: ExperimentComparison): Block {
  const pair = pairColumn(comparisons);
  const [first] = comparisons;
  const of = (name: string | undefined) => (pair.head.length > 0 ? "" : ` ${name ?? ""}`);
  return {
    kind: "table",
    head: [
      "metric",
      ...pair.head,
      `median${of(first?.scenarioA) || " a"}`,
      `median${of(first?.scenarioB) || " b"}`,
      "shift",
      shortPercent(level),
    ],
    align: ["left", ...pair.align, "right", "right", "right", "right"],
    rows: comparisons.map((c) => [
      c.metric,
      ...pair.cell(c),
      shortNumber(c.medianA),
      shortNumber(c.medianB),
      c.shift === null ? "-" : shortNumber(c.shift, 3),
      interval(c.shiftInterval) + coverage(c, level),
    ]),
  };
}

/** How often one scenario beats the other. */
export function effectTable({ comparisons, level }: ExperimentComparison): Block {
  const pair = pairColumn(comparisons);
  return {
    kind: "table",
    head: ["metric", ...pair.head, "delta", shortPercent(level), "magnitude"],
    align: ["left", ...pair.align, "right", "right", "left"],
    rows: comparisons.map((c) => [
      c.metric,
      ...pair.cell(c),
      shortNumber(c.delta, 3),
      interval(c.deltaInterval),
      magnitudeLabel(c),
    ]),
  };
}

function interval(ends: readonly [number, number] | null): string {
  return ends === null ? "-" : `${shortNumber(ends[0], 3)}..${shortNumber(ends[1], 3)}`;
}

/** " (67 %)" where so few values cannot reach the level that the head of the column says. */
function coverage({ shiftConfidence }: ScenarioComparison, level: number): string {
  if (shiftConfidence === null || shiftConfidence >= level - 1e-9) return "";
  return ` (${shortPercent(shiftConfidence)})`;
}
