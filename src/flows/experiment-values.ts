import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import type { LogAccount } from "../model/experiments/experiment-comparison.js";
import { independentLooks } from "./independent-looks.js";

/** A log of an experiment as it was read: texts by column name. */
export interface ExperimentLog {
  readonly source: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** "runs": one row a training; "looks": one row a look of `watch`, its windows overlapping. */
  readonly kind: "runs" | "looks";
  /** The columns to compare; "psi_*" is every one with that beginning. */
  readonly metrics: readonly string[];
}

/** One value of a metric in a scenario; `key` says which others it belongs with. */
export interface MetricValue {
  readonly scenario: string;
  readonly value: number;
  readonly key: string | null;
}

/** What a log has to say. */
export interface ExperimentValues {
  /** By metric, in the order of the log's columns. */
  readonly metrics: ReadonlyMap<string, readonly MetricValue[]>;
  readonly account: LogAccount;
  readonly notes: readonly string[];
}

type Row = Readonly<Record<string, string>>;

/**
 * The usable values of a log, metric by metric: rows without a scenario left out, of overlapping
 * looks only some taken, fields that hold no number skipped; all of it counted.
 *
 * @param pairBy the column that says which runs belong together, where it is asked for
 * @throws {InputError} when the column `scenario` or a metric is missing
 */
export function experimentValues(
  { source, rows, kind, metrics }: ExperimentLog,
  {
    pairBy,
    windowSeconds,
  }: { readonly pairBy?: string | undefined; readonly windowSeconds: number },
): ExperimentValues {
  const names = Object.keys(rows[0] ?? {});
  const columns = rows.length === 0 ? [] : metricColumns(source, names, metrics);
  const named = rows.filter(({ scenario = "" }) => scenario !== "");
  const timed = kind === "runs" ? named : named.filter((row) => !Number.isNaN(timeOf(row)));
  const used = kind === "runs" ? timed : apart(timed, 1000 * windowSeconds);
  const notes: string[] = [];
  const values = columns.map((metric): [string, MetricValue[]] => [
    metric,
    used.flatMap((row) => metricValue(row, metric, pairBy)),
  ]);
  for (const metric of columns) notes.push(...unreadable(source, metric, used));
  if (kind === "runs") notes.push(...mixedModels(source, used));
  const account = {
    source,
    rows: rows.length,
    used: used.length,
    overlapping: timed.length - used.length,
    unusable: rows.length - timed.length,
  };
  return { metrics: new Map(values), account, notes };
}

function metricColumns(source: string, names: readonly string[], metrics: readonly string[]) {
  const known = names.filter((name) => name !== "");
  const missing = (name: string) => {
    const what = `column "${name}" is missing from ${source}${didYouMean(name, known)}`;
    return new InputError(what, {
      where: `${source} has: ${known.join(", ")}`,
      fix: `add the column, or give another log`,
    });
  };
  if (!known.includes("scenario")) throw missing("scenario");
  return metrics.flatMap((metric) => {
    if (metric.endsWith("*")) return known.filter((name) => name.startsWith(metric.slice(0, -1)));
    if (!known.includes(metric)) throw missing(metric);
    return [metric];
  });
}

/** Of the looks of each scenario, those that share no data. */
function apart(rows: readonly Row[], windowMs: number): Row[] {
  const scenarios = new Set(rows.map(({ scenario }) => scenario));
  return [...scenarios].flatMap((scenario) => {
    const looks = rows.filter((row) => row.scenario === scenario);
    const kept = independentLooks(looks.map(timeOf), windowMs);
    return looks.filter((_, i) => kept[i]);
  });
}

/** The row's moment in milliseconds; a time without a zone is UTC, wherever this runs. */
function timeOf({ timestamp = "" }: Row): number {
  const [, day, clock = "00:00", zone = "Z"] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]([\d:.]+))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(timestamp) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${zone}`);
}

function numberIn(text: string): number {
  return /^[+-]?Infinity$/.test(text) || /^[+-]?(\d|\.\d)/.test(text) ? Number(text) : Number.NaN;
}

function metricValue(row: Row, metric: string, pairBy: string | undefined): MetricValue[] {
  const value = numberIn(row[metric] ?? "");
  if (Number.isNaN(value)) return [];
  const key = pairBy === undefined ? null : row[pairBy];
  return [{ scenario: row.scenario!, value, key: key === undefined || key === "" ? null : key }];
}

/** Fields that are neither empty nor a number, grouped, with the first of them. */
function unreadable(source: string, metric: string, rows: readonly Row[]): string[] {
  const wrong = rows
    .map((row) => row[metric] ?? "")
    .filter((text) => !/^(|NA|NaN|null)$/i.test(text) && Number.isNaN(numberIn(text)));
  if (wrong.length === 0) return [];
  return [
    `${source}: values of ${metric} that are no numbers: ${wrong.length}, first "${wrong[0]!}"`,
  ];
}

function mixedModels(source: string, rows: readonly Row[]): string[] {
  const mixed = [...new Set(rows.map(({ scenario }) => scenario!))].filter((scenario) => {
    const own = rows.filter((row) => row.scenario === scenario);
    return new Set(own.map(({ model = "" }) => model)).size > 1;
  });
  if (mixed.length === 0) return [];
  return [`${source}: scenarios that mix runs of several models: ${mixed.join(", ")}`];
}
