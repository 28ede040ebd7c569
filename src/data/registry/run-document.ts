import type { Dataset, Metric, RunRecord, RunStatus } from "../../ports/run-tracker.js";

export const RUN_SCHEMA = "arlequin.run/1";

/** run.json: everything of a run but its metrics and artifacts. */
export interface RunDocument {
  readonly schema: typeof RUN_SCHEMA;
  readonly id: string;
  readonly experiment: string;
  readonly name: string;
  readonly parent: string | null;
  readonly status: RunStatus;
  readonly started: string;
  readonly ended: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly inputs: readonly Dataset[];
}

interface MetricLine {
  readonly key: string;
  readonly value: number | string;
  readonly step: number;
  readonly time: string;
}

/** A metric as a line of metrics.jsonl; JSON has no NaN and no infinities, so they are texts. */
export function metricLine({ key, value, step, time }: Metric): string {
  const written = Number.isFinite(value) ? value : String(value);
  return `${JSON.stringify({ key, value: written, step, time: time.toISOString() })}\n`;
}

/** The metrics of a file, by step, then time; one that was written twice is there once. */
export function metricsOf(text: string): Metric[] {
  const metrics = [...new Set(text.split("\n"))].flatMap(metricOf);
  return metrics.sort((a, b) => a.step - b.step || a.time.getTime() - b.time.getTime());
}

/** None for a line that a crash has cut off: its writer was told of no success. */
function metricOf(line: string): Metric[] {
  try {
    const { key, value, step, time } = JSON.parse(line) as MetricLine;
    return [{ key, value: Number(value), step, time: new Date(time) }];
  } catch {
    return [];
  }
}

export function recordOf(document: RunDocument, metrics: readonly Metric[]): RunRecord {
  const { id, experiment, name, parent, status, started, ended, params, tags, inputs } = document;
  return {
    ...{ id, experiment, name, parent, status, params, tags, inputs },
    started: new Date(started),
    ended: ended === null ? null : new Date(ended),
    // The last one of a key stays: that of the highest step.
    metrics: Object.fromEntries(metrics.map(({ key, value }) => [key, value])),
  };
}
