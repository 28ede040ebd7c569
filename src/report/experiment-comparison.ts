import type {
  ExperimentComparison,
  OmnibusTest,
  ScenarioComparison,
} from "../model/experiments/experiment-comparison.js";
import type { Block, CsvValue, Phrase, Report } from "./document.js";
import { shortNumber, shortPValue } from "./number.js";

/** An evaluated experiment in every form: the verdict, a line a comparison, the effects, the notes. */
export function experimentReport(result: ExperimentComparison): Report {
  return { document: document(result), blocks: blocks(result), csv: experimentCsv(result) };
}

/** The columns of mannwhitney_results.csv. */
const COLUMNS = [
  "metric",
  "scenario_a",
  "scenario_b",
  "n_a",
  "n_b",
  "median_a",
  "median_b",
  "u",
  "p",
  "method",
  "p_adjusted",
  "smallest_p",
  "cliffs_delta",
  "delta_low",
  "delta_high",
  "magnitude",
  "hl_shift",
  "hl_low",
  "hl_high",
] as const;

function csvRow(c: ScenarioComparison): Readonly<Record<(typeof COLUMNS)[number], CsvValue>> {
  return {
    metric: c.metric,
    scenario_a: c.scenarioA,
    scenario_b: c.scenarioB,
    n_a: c.nA,
    n_b: c.nB,
    median_a: c.medianA,
    median_b: c.medianB,
    u: c.statistic,
    p: c.p,
    method: c.method,
    p_adjusted: c.pAdjusted,
    smallest_p: c.smallestP,
    cliffs_delta: c.delta,
    delta_low: c.deltaInterval?.[0] ?? null,
    delta_high: c.deltaInterval?.[1] ?? null,
    magnitude: c.magnitude,
    hl_shift: c.shift,
    hl_low: c.shiftInterval?.[0] ?? null,
    hl_high: c.shiftInterval?.[1] ?? null,
  };
}

function experimentCsv({ comparisons }: ExperimentComparison): Report["csv"] {
  const rows = comparisons.map((comparison) => {
    const row = csvRow(comparison);
    return COLUMNS.map((name) => row[name]);
  });
  return { columns: COLUMNS, rows };
}

function document(result: ExperimentComparison): Report["document"] {
  return {
    schema: "arlequin.eval-stats/1",
    summary: summaryOf(result),
    alpha: result.alpha,
    confidence: result.level,
    fdr: result.adjustment,
    control: result.control,
    pair_by: result.pairBy,
    scenarios: result.scenarios,
    family_size: result.familySize,
    logs: result.logs,
    omnibus: result.omnibus.map((test) => ({
      metric: test.metric,
      test: test.test,
      statistic: test.statistic,
      df: test.degreesOfFreedom,
      p: test.p,
      n: test.n,
      reason: test.reason,
    })),
    comparisons: result.comparisons.map((comparison) => ({
      ...csvRow(comparison),
      magnitude_label: magnitudeLabel(comparison),
      hl_confidence: comparison.shiftConfidence,
      paired: comparison.paired,
      reachable: comparison.reachable,
      status: comparison.status,
      reason: reasonOf(comparison, result.alpha),
    })),
    notes: result.notes,
  };
}

function blocks(result: ExperimentComparison): Block[] {
  const { comparisons, omnibus, alpha } = result;
  const tables: Block[] =
    comparisons.length === 0
      ? []
      : [testTable(comparisons, alpha), shiftTable(result), effectTable(result)];
  return [
    { kind: "text", text: { text: summaryOf(result), tone: "strong" } },
    ...(omnibus.length === 0 ? [] : [omnibusTable(omnibus)]),
    ...tables,
    ...[...logLines(result), ...result.notes, ...readingNotes(result)].map((words): Block => ({
      kind: "text",
      text: { text: words, tone: "dim" },
    })),
  ];
}

function summaryOf({
  comparisons,
  scenarios,
  alpha,
  adjustment,
  familySize,
}: ExperimentComparison) {
  if (scenarios.length === 0) return "cannot tell: the logs hold no usable run";
  if (scenarios.length === 1) {
    return `cannot tell: all runs are of one scenario, ${scenarios[0]!}`;
  }
  if (comparisons.length === 0) return "cannot tell: no two scenarios share a metric";
  const count = (status: ScenarioComparison["status"]) =>
    comparisons.filter((comparison) => comparison.status === status).length;
  const family = `${adjustment} at ${shortPercent(alpha)} over a family of ${familySize}`;
  const silent = count("cannot-tell");
  const rest = silent > 0 ? `; ${silent} cannot tell` : "";
  return `${count("difference")} of ${comparisons.length} comparisons differ (${family})${rest}`;
}

function omnibusTable(omnibus: readonly OmnibusTest[]): Block {
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

function testTable(comparisons: readonly ScenarioComparison[], alpha: number): Block {
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

/** Why a comparison says nothing. */
function reasonOf({ status, reason, smallestP }: ScenarioComparison, alpha: number): string | null {
  if (status !== "cannot-tell") return null;
  if (reason !== null) return reason;
  return (smallestP ?? 1) > alpha ? "not reachable" : "not reachable in this family";
}

function shiftTable({ comparisons, level }: ExperimentComparison): Block {
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

function effectTable({ comparisons, level }: ExperimentComparison): Block {
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

/** The magnitude as far as the interval bears it out: "large (CI includes small)". */
function magnitudeLabel({ magnitude, leastMagnitude }: ScenarioComparison): string {
  if (leastMagnitude === null) return `${magnitude} (no CI)`;
  return leastMagnitude === magnitude ? magnitude : `${magnitude} (CI includes ${leastMagnitude})`;
}

function logLines({ logs }: ExperimentComparison): string[] {
  return logs.map(({ source, rows, used, overlapping, unusable }) => {
    const dropped = [
      ...(overlapping > 0 ? [`${overlapping} dropped, their windows overlap others'`] : []),
      ...(unusable > 0 ? [`${unusable} dropped without scenario or time`] : []),
    ];
    return [`${source}: ${used} of ${rows} rows used`, ...dropped].join("; ");
  });
}

/** How to read the numbers: each only where it matters here. */
function readingNotes({ comparisons, scenarios }: ExperimentComparison): string[] {
  const short = comparisons.some(({ reachable }) => !reachable);
  return [
    ...(comparisons.length > 0
      ? ["delta and shift are of a over b: positive where a is larger"]
      : []),
    ...(scenarios.length > 1
      ? ["runs that differ only by their seed show the noise of seeds, not of data"]
      : []),
    ...(short ? ["not reachable: with so few runs no result could have been a finding"] : []),
  ];
}

/** A level as people write it: "95 %", "99.9 %", "67 %". */
function shortPercent(share: number): string {
  return `${shortNumber(100 * share, 3)} %`;
}
