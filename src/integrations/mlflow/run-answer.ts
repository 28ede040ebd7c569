import type { Dataset, Metric, RunRecord, RunStatus } from "../../ports/run-tracker.js";
import type { Answer } from "./answer.js";

export const PARENT_TAG = "mlflow.parentRunId";
const ROLE_TAG = "mlflow.data.context";
const STATUS: Readonly<Record<string, RunStatus>> = {
  FINISHED: "finished",
  FAILED: "failed",
  KILLED: "killed",
};

/** A run as MLflow tells it; `experiment` is the name for its id. */
export function recordOf(run: Answer, experiment: string): RunRecord {
  const [info, data] = [run.of("info"), run.of("data")];
  const tags = data.pairs("tags");
  return {
    id: info.text("run_id"),
    experiment,
    name: info.text("run_name"),
    parent: tags[PARENT_TAG] ?? null,
    status: STATUS[info.text("status")] ?? "running",
    started: new Date(info.number("start_time")),
    ended: info.number("end_time") > 0 ? new Date(info.number("end_time")) : null,
    params: data.pairs("params"),
    metrics: Object.fromEntries(
      data.list("metrics").map((one) => [one.text("key"), doubleOf(one)] as const),
    ),
    tags,
    inputs: run.of("inputs").list("dataset_inputs").map(datasetOf),
  };
}

export function metricOf(metric: Answer): Metric {
  return {
    key: metric.text("key"),
    value: doubleOf(metric),
    step: metric.number("step"),
    time: new Date(metric.number("timestamp")),
  };
}

/** MLflow's databases keep an infinity as the largest double. */
function doubleOf(metric: Answer): number {
  const value = metric.number("value");
  return Math.abs(value) === Number.MAX_VALUE ? value * 2 : value;
}

/** A data set as MLflow's own clients write it, so that its page shows source and rows. */
export function datasetMessage({ name, digest, role, source, rows }: Dataset): object {
  const [scheme = ""] = /^[a-z][a-z0-9]+(?=:\/\/)/i.exec(source) ?? [];
  return {
    tags: [{ key: ROLE_TAG, value: role }],
    dataset: {
      ...{ name, digest, source_type: scheme === "" ? "local" : scheme },
      source: JSON.stringify({ uri: source }),
      profile: rows === null ? undefined : JSON.stringify({ num_rows: rows }),
    },
  };
}

function datasetOf(input: Answer): Dataset {
  const dataset = input.of("dataset");
  const { uri } = objectIn(dataset.text("source"));
  const { num_rows: rows } = objectIn(dataset.text("profile"));
  return {
    name: dataset.text("name"),
    digest: dataset.text("digest"),
    role: input.pairs("tags")[ROLE_TAG] ?? "",
    source: typeof uri === "string" ? uri : dataset.text("source"),
    rows: typeof rows === "number" ? rows : null,
  };
}

/** Others write there what they like. */
function objectIn(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
