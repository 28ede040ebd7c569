import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { localFiles } from "../../../src/data/local-files.js";
import { folderRunTracker } from "../../../src/data/registry/folder-run-tracker.js";
import { runTrackerContract } from "../../integrations/run-tracker.contract.js";
import { scratch } from "../scratch.js";

const files = localFiles({ stdin: process.stdin });
const STARTED = new Date("2026-11-21T06:00:00Z");
const NEW_RUN = { experiment: "credit", name: "first", parent: null, tags: {}, started: STARTED };

runTrackerContract("the folder of runs", () => Promise.resolve(folderRunTracker(files, scratch())));

it("writes what a person can read", async () => {
  const root = scratch();
  const tracker = folderRunTracker(files, root);
  const run = await tracker.start(NEW_RUN);
  const metrics = [{ key: "f1", value: Number.NaN, step: 2, time: STARTED }];
  await tracker.log(run, { params: { depth: "3" }, metrics });
  const place = join(root, "credit", run);
  expect(readdirSync(place).sort()).toEqual(["metrics.jsonl", "run.json"]);
  expect(readFileSync(join(place, "metrics.jsonl"), "utf8")).toBe(
    '{"key":"f1","value":"NaN","step":2,"time":"2026-11-21T06:00:00.000Z"}\n',
  );
  expect(readFileSync(join(place, "run.json"), "utf8")).toBe(`{
  "schema": "arlequin.run/1",
  "id": "${run}",
  "experiment": "credit",
  "name": "first",
  "parent": null,
  "status": "running",
  "started": "2026-11-21T06:00:00.000Z",
  "ended": null,
  "params": {
    "depth": "3"
  },
  "tags": {},
  "inputs": []
}
`);
});

it("loses nothing that is logged side by side", async () => {
  const root = scratch();
  const run = await folderRunTracker(files, root).start(NEW_RUN);
  const logged = Array.from({ length: 12 }, (_, i) =>
    folderRunTracker(files, root).log(run, {
      params: { [`p${i}`]: "x" },
      metrics: [{ key: "m", value: i, step: i, time: STARTED }],
    }),
  );
  await Promise.all(logged);
  const tracker = folderRunTracker(files, root);
  expect(Object.keys((await tracker.read(run))!.params)).toHaveLength(12);
  expect(await tracker.history(run, "m")).toHaveLength(12);
});

it("goes on after a line that a crash has cut off", async () => {
  const root = scratch();
  const tracker = folderRunTracker(files, root);
  const run = await tracker.start(NEW_RUN);
  const metric = (step: number) => ({ key: "m", value: step, step, time: STARTED });
  await tracker.log(run, { metrics: [metric(1)] });
  appendFileSync(join(root, "credit", run, "metrics.jsonl"), '{"key":"m","val');
  await tracker.log(run, { metrics: [metric(2)] });
  expect(await tracker.history(run, "m")).toEqual([metric(1), metric(2)]);
});
