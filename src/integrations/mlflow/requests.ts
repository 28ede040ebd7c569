import { double, integer, many, message, oneOf, text, type Field } from "./message.js";

const pair = message({ key: text, value: text });
const tags = many(pair);

/** The body of each call that we make, by its route below `/api/2.0/mlflow/`. */
export const REQUESTS = {
  "experiments/create": message({ name: text }),
  "runs/create": message({ experiment_id: text, run_name: text, start_time: integer, tags }),
  "runs/update": message({
    run_id: text,
    status: oneOf("FINISHED", "FAILED", "KILLED"),
    end_time: integer,
  }),
  "runs/search": message({
    experiment_ids: many(text),
    filter: text,
    order_by: many(text),
    max_results: integer,
    page_token: text,
  }),
  "runs/log-batch": message({
    run_id: text,
    metrics: many(message({ key: text, value: double, timestamp: integer, step: integer })),
    params: many(pair),
    tags,
  }),
  "runs/log-inputs": message({
    run_id: text,
    datasets: many(
      message({
        tags,
        dataset: message({
          name: text,
          digest: text,
          source_type: text,
          source: text,
          profile: text,
        }),
      }),
    ),
  }),
  "registered-models/create": message({ name: text }),
  "registered-models/alias": message({ name: text, alias: text, version: text }),
  "model-versions/create": message({
    name: text,
    source: text,
    run_id: text,
    description: text,
    tags,
  }),
  "model-versions/set-tag": message({ name: text, version: text, key: text, value: text }),
  "model-versions/delete": message({ name: text, version: text }),
} as const satisfies Record<string, Field>;

export type Route = keyof typeof REQUESTS;

/** What makes something anew each time it is called; the others may be sent again. */
export const UNREPEATABLE: ReadonlySet<Route> = new Set(["runs/create", "model-versions/create"]);
