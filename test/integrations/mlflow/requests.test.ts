import { expect, it } from "vitest";
import { batchesOf } from "../../../src/integrations/mlflow/batches.js";
import { REQUESTS } from "../../../src/integrations/mlflow/requests.js";

const batch = (more: object) => REQUESTS["runs/log-batch"]({ run_id: "r", ...more }, "body");

it.each([
  { params: [{ key: "a", value: 3 }] },
  { tags: [{ key: "a", value: true }] },
  { metrics: [{ key: "a", value: 1, timestamp: 1.5, step: 0 }] },
  { metrics: [{ key: "a", value: 1, timestamp: 1, step: 0.5 }] },
  { metrics: [{ key: "a", value: null, timestamp: 1, step: 0 }] },
  { run_id: 7 },
  { unknown: "x" },
])("sends no %j, which MLflow would drop without a word", (more) => {
  expect(() => batch(more)).toThrow(TypeError);
});

it("refuses a status that MLflow would ignore", () => {
  const update = { run_id: "r", status: "DONE", end_time: 1 };
  expect(() => REQUESTS["runs/update"](update, "body")).toThrow("body.status must be FINISHED");
});

it("writes NaN and the infinities as texts", () => {
  const metrics = [Number.NaN, -Infinity, 0.5].map((value) => {
    return { key: "a", value, timestamp: 1, step: 0 };
  });
  const sent = batch({ metrics }) as { metrics: { value: unknown }[] };
  expect(sent.metrics.map(({ value }) => value)).toEqual(["NaN", "-Infinity", 0.5]);
});

it("cuts at MLflow's limits, and keeps the order", () => {
  const texts = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "x"]));
  const time = new Date(0);
  const metrics = Array.from({ length: 2000 }, (_, step) => ({ key: "m", value: 1, step, time }));
  const batches = batchesOf({ params: texts(150), tags: texts(30), metrics });
  const sizes = batches.map(({ params, tags, metrics: some }) => [
    params.length,
    tags.length,
    some.length,
  ]);
  expect(sizes).toEqual([
    [100, 0, 0],
    [50, 30, 920],
    [0, 0, 1000],
    [0, 0, 80],
  ]);
  expect(batchesOf({})).toEqual([]);
});
