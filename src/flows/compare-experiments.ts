import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import { comparePairs, compareSamples } from "../model/experiments/compare-samples.js";
import type { ExperimentComparison } from "../model/experiments/experiment-comparison.js";
import { judgeFamily, type UnjudgedComparison } from "../model/experiments/judge-family.js";
import { experimentValues, type ExperimentLog, type MetricValue } from "./experiment-values.js";
import { omnibusTest } from "./omnibus-test.js";
import { blocksOf, pairingFault } from "./paired-values.js";

export interface ExperimentRequest {
  readonly logs: readonly ExperimentLog[];
  /** Compare each other scenario with this one alone. */
  readonly control?: string | undefined;
  /** The column that says which runs belong together. */
  readonly pairBy?: string | undefined;
  readonly adjustment: "BH" | "BY";
  readonly alpha: number;
  /** Confidence of the intervals. */
  readonly level: number;
  /** w of the looks: each saw [t − 2w, t). */
  readonly windowSeconds: number;
}

/** One metric of one log, and whether its runs are paired. */
interface Metric {
  readonly name: string;
  readonly values: readonly MetricValue[];
  readonly paired: boolean;
  /** Why they are not, where that was asked for. */
  readonly fault: string | null;
}

/**
 * Compare the scenarios of an experiment over its logs: every pair by every metric, or each
 * treatment with the control, in one family of adjusted p-values.
 *
 * @throws {InputError} when a column or the control is missing, or no metric can be paired
 */
export function compareExperiments(request: ExperimentRequest): ExperimentComparison {
  const { logs, control, pairBy, adjustment, alpha, level } = request;
  const read = logs.map((log) => experimentValues(log, request));
  const metrics = read.flatMap((log) =>
    [...log.metrics].map(([name, values]) => metricOf(log.account.source, name, values, pairBy)),
  );
  const names = metrics.flatMap(({ values }) => values.map(({ scenario }) => scenario));
  const scenarios = [...new Set(names)].sort(NATURAL_ORDER.compare);
  checkControl(control, scenarios);
  checkPairing(pairBy, metrics);
  const found = metrics.flatMap((metric) =>
    pairsOf(scenarios, control).map(([a, b]) => comparisonOf(metric, a, b, level)),
  );
  const family = found.flatMap(({ comparison }) => (comparison ? [comparison] : []));
  const faults = new Set(metrics.flatMap(({ fault }) => fault ?? []));
  return {
    alpha,
    level,
    adjustment,
    control: control ?? null,
    pairBy: pairBy ?? null,
    scenarios,
    familySize: family.filter(({ p }) => p !== null).length,
    logs: read.map(({ account }) => account),
    omnibus: scenarios.length > 2 ? metrics.map((metric) => omnibusOf(metric, scenarios)) : [],
    comparisons: judgeFamily(family, adjustment, alpha),
    notes: [
      ...read.flatMap(({ notes }) => notes),
      ...[...faults].map((fault) => `${fault}: compared unpaired`),
      ...found.flatMap(({ note }) => note ?? []),
    ],
  };
}

/** E2 before E10, on every machine. */
const NATURAL_ORDER = new Intl.Collator("en", { numeric: true });

function metricOf(
  source: string,
  name: string,
  values: readonly MetricValue[],
  pairBy: string | undefined,
): Metric {
  const fault = pairBy === undefined ? null : pairingFault(source, values, pairBy);
  return { name, values, paired: pairBy !== undefined && fault === null, fault };
}

function checkControl(control: string | undefined, scenarios: readonly string[]): void {
  if (control === undefined || scenarios.includes(control)) return;
  throw new InputError(`no run is of scenario "${control}"${didYouMean(control, scenarios)}`, {
    where: `--control ${control}`,
    fix: scenarios.length > 0 ? `use one of ${scenarios.join(", ")}` : "look at the logs",
  });
}

function checkPairing(pairBy: string | undefined, metrics: readonly Metric[]): void {
  const fault = metrics[0]?.fault ?? null;
  if (pairBy === undefined || fault === null || metrics.some(({ paired }) => paired)) return;
  throw new InputError(`runs cannot be paired by "${pairBy}": ${fault}`, {
    where: `--pair-by ${pairBy}`,
    fix: "name a column whose values occur once in each scenario, or leave it out",
  });
}

/** Every pair, the first-named scenario first; or each treatment over the control. */
function pairsOf(
  scenarios: readonly string[],
  control: string | undefined,
): (readonly [string, string])[] {
  if (control !== undefined) {
    return scenarios.filter((name) => name !== control).map((name) => [name, control] as const);
  }
  return scenarios.flatMap((a, i) => scenarios.slice(i + 1).map((b) => [a, b] as const));
}

/** A metric of two scenarios, or a note on why there is nothing to compare. */
function comparisonOf(metric: Metric, a: string, b: string, level: number) {
  const { name, values, paired } = metric;
  const { lists, unpaired } = listsOf(metric, [a, b]);
  const [xs, ys] = [lists[0]!, lists[1]!];
  const empty = paired && values.length > 0 ? `no pair of ${a} and ${b}` : nothingIn(a, xs, b);
  if (xs.length === 0 || ys.length === 0) return { comparison: null, note: `${name}: ${empty}` };
  const tested = paired ? comparePairs(xs, ys, level) : compareSamples(xs, ys, level);
  const comparison: UnjudgedComparison = {
    metric: name,
    scenarioA: a,
    scenarioB: b,
    paired,
    ...tested,
  };
  const note =
    unpaired > 0 ? `${name}: runs of ${a} and ${b} without a partner: ${unpaired}` : null;
  return { comparison, note };
}

function nothingIn(a: string, xs: readonly number[], b: string): string {
  return `no values in ${xs.length === 0 ? a : b}`;
}

function omnibusOf(metric: Metric, scenarios: readonly string[]) {
  return omnibusTest(metric.name, listsOf(metric, scenarios).lists, metric.paired);
}

function listsOf({ values, paired }: Metric, scenarios: readonly string[]) {
  if (paired) return blocksOf(values, scenarios);
  const lists = scenarios.map((name) =>
    values.filter(({ scenario }) => scenario === name).map(({ value }) => value),
  );
  return { lists, unpaired: 0 };
}
