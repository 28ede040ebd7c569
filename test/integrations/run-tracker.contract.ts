import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunTracker } from "../../src/ports/run-tracker.js";
import { scratch } from "../data/scratch.js";

const START = new Date("2026-11-21T06:00:00.250Z");
const later = (seconds: number) => new Date(START.getTime() + 1000 * seconds);
const INPUT_ERROR = { name: "InputError" };

/** What every RunTracker keeps, and what it refuses. */
export function runTrackerContract(name: string, open: () => Promise<RunTracker>): void {
  describe(name, () => {
    const begin = async (more: { parent?: string; tags?: Record<string, string> } = {}) => {
      const tracker = await open();
      const experiment = `credit Ü 50% ${randomUUID()}`;
      const one = { name: "first", parent: null, tags: {}, started: START, ...more };
      return { tracker, experiment, run: await tracker.start({ experiment, ...one }) };
    };

    it("keeps what is said of a run", async () => {
      const { tracker, experiment, run } = await begin({
        tags: { "ci.build_url": "https://ci/7" },
      });
      const said = { experiment, name: "first", parent: null, started: START, inputs: [] };
      expect(await tracker.read(run)).toMatchObject({ ...said, status: "running", ended: null });
      await tracker.log(run, {
        params: { "model/depth": "3", "ü.a-b_c:d e": "", long: "x".repeat(6000) },
        tags: { note: "zwei\nZeilen 日本", "ci.build_url": "https://ci/8" },
        metrics: [{ key: "f1", value: 0.1 + 0.2, step: 0, time: later(1) }],
      });
      await tracker.end(run, "finished", later(60));
      const record = await tracker.read(run);
      expect(record).toMatchObject({ ...said, id: run, status: "finished", ended: later(60) });
      expect(record?.params).toEqual({
        "model/depth": "3",
        "ü.a-b_c:d e": "",
        long: "x".repeat(6000),
      });
      expect(record?.metrics).toEqual({ f1: 0.1 + 0.2 });
      expect(record?.tags).toMatchObject({
        note: "zwei\nZeilen 日本",
        "ci.build_url": "https://ci/8",
      });
    });

    it("may be written to and ended again after the end", async () => {
      const { tracker, run } = await begin();
      await tracker.end(run, "failed", later(1));
      await tracker.log(run, { params: { a: "1" } });
      await tracker.end(run, "killed", later(2));
      const expected = { status: "killed", ended: later(2), params: { a: "1" } };
      expect(await tracker.read(run)).toMatchObject(expected);
    });

    it("keeps every double as a metric, and takes the highest step for the last", async () => {
      const { tracker, run } = await begin();
      const values = [Number.NaN, Infinity, -Infinity, 5e-324, -0.5, Number.MAX_SAFE_INTEGER];
      const metrics = values.map((value, i) => ({ key: `m${i}`, value, step: 0, time: START }));
      const steps = [3, 1, 2].map((step) => {
        return { key: "loss", value: step / 10, step, time: later(-step) };
      });
      await tracker.log(run, { metrics: [...metrics, ...steps] });
      await tracker.log(run, { metrics: [...metrics, ...steps] }); // a repetition adds nothing
      const { metrics: last } = (await tracker.read(run))!;
      expect(values.map((_, i) => last[`m${i}`])).toEqual(values);
      expect(last.loss).toBe(0.3);
      expect(await tracker.history(run, "loss")).toEqual([steps[1], steps[2], steps[0]]);
      expect(await tracker.history(run, "m0")).toEqual([metrics[0]]);
      expect(await tracker.history(run, "absent")).toEqual([]);
    });

    it("takes more at once than a server does", async () => {
      const { tracker, run } = await begin();
      const texts = (count: number, length: number) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`k${i}`, `${i}`.padEnd(length, "é")]),
        );
      const metrics = Array.from({ length: 2500 }, (_, step) => {
        return { key: "loss", value: step / 7, step, time: START };
      });
      const entries = { params: texts(250, 5000), tags: texts(120, 4000), metrics };
      await tracker.log(run, entries);
      const record = (await tracker.read(run))!;
      expect(record.params).toEqual(entries.params);
      expect(record.tags).toMatchObject(entries.tags);
      expect(await tracker.history(run, "loss")).toEqual(metrics);
    });

    it("never changes a parameter", async () => {
      const { tracker, run } = await begin();
      await tracker.log(run, { params: { a: "1" } });
      await tracker.log(run, { params: { a: "1", b: "2" } });
      await expect(tracker.log(run, { params: { a: "2" } })).rejects.toMatchObject(INPUT_ERROR);
      expect((await tracker.read(run))?.params).toEqual({ a: "1", b: "2" });
    });

    it.each([
      { params: { "a=b": "1" } },
      { params: { "../x": "1" } },
      { params: { "a//b": "1" } },
      { params: { "": "1" } },
      { params: { ["k".repeat(251)]: "1" } },
      { params: { long: "x".repeat(6001) } },
      { tags: { long: "x".repeat(5001) } },
      { metrics: [{ key: "f(1)", value: 1, step: 0, time: START }] },
      { metrics: [{ key: "f1", value: 1, step: 0.5, time: START }] },
    ])("refuses %j whole", async (entries) => {
      const { tracker, run } = await begin();
      const all = { ...entries, tags: { ok: "1", ...entries.tags } };
      await expect(tracker.log(run, all)).rejects.toMatchObject(INPUT_ERROR);
      const record = (await tracker.read(run))!;
      expect(record.params).toEqual({});
      expect(record.metrics).toEqual({});
      expect(record.tags).not.toHaveProperty("ok");
    });

    it("knows no run of another name", async () => {
      const { tracker } = await begin();
      const absent = "0123456789abcdef0123456789abcdef";
      expect(await tracker.read(absent)).toBeUndefined();
      expect(await tracker.read("../..")).toBeUndefined();
      await expect(tracker.log(absent, { tags: { a: "1" } })).rejects.toMatchObject(INPUT_ERROR);
      await expect(tracker.end(absent, "failed", START)).rejects.toMatchObject(INPUT_ERROR);
      expect(await tracker.search(`none ${randomUUID()}`, {})).toEqual([]);
    });

    it("finds the parts of a run, and runs by their tags, newest first", async () => {
      const { tracker, experiment, run } = await begin({ tags: { kind: "tune" } });
      const parts = [];
      for (const second of [1, 2, 3]) {
        const tags = { kind: "it's", "arlequin.run": `${second}` };
        const part = { experiment, name: `part ${second}`, parent: run, tags };
        parts.push(await tracker.start({ ...part, started: later(second) }));
      }
      const found = await tracker.search(experiment, { kind: "it's" });
      expect(found.map(({ id, parent }) => [id, parent])).toEqual(
        parts.toReversed().map((id) => [id, run]),
      );
      const both = { kind: "it's", "arlequin.run": "2" };
      expect(await tracker.search(experiment, both)).toMatchObject([{ id: parts[1] }]);
      expect(await tracker.search(experiment, {})).toHaveLength(4);
    });

    it("keeps what data a run has read, each once", async () => {
      const { tracker, run } = await begin();
      const train = { name: "credit.csv", digest: "f".repeat(36), role: "training" };
      const inputs = [
        { ...train, source: "data/credit.csv", rows: 1000 },
        { ...train, role: "test", digest: "e", source: "data/test.csv", rows: null },
      ];
      await tracker.logInputs(run, inputs);
      await tracker.logInputs(run, inputs.slice(0, 1));
      const record = (await tracker.read(run))!;
      expect(record.inputs.toSorted((a, b) => (a.role < b.role ? 1 : -1))).toEqual(inputs);
      const long = [{ ...inputs[0]!, digest: "f".repeat(37) }];
      await expect(tracker.logInputs(run, long)).rejects.toMatchObject(INPUT_ERROR);
    });

    it("takes files and folders in, and gives the same bytes back", async () => {
      const { tracker, run } = await begin();
      const folder = scratch();
      mkdirSync(join(folder, "in/a b"), { recursive: true });
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
      writeFileSync(join(folder, "in/model.bin"), bytes);
      writeFileSync(join(folder, "in/a b/empty.txt"), "");
      await tracker.upload(run, join(folder, "in"), "model");
      await tracker.upload(run, join(folder, "in"), "model"); // again: nothing more
      await tracker.upload(run, join(folder, "in/model.bin"), "copy.bin");
      expect(await tracker.artifacts(run, "")).toEqual([
        { path: "copy.bin", sizeBytes: 300_000 },
        { path: "model/a b/empty.txt", sizeBytes: 0 },
        { path: "model/model.bin", sizeBytes: 300_000 },
      ]);
      expect(await tracker.artifacts(run, "model/a b")).toEqual([
        { path: "model/a b/empty.txt", sizeBytes: 0 },
      ]);
      expect(await tracker.artifacts(run, "absent")).toEqual([]);
      await tracker.download(run, "model", join(folder, "out"));
      expect(readFileSync(join(folder, "out/model.bin")).equals(bytes)).toBe(true);
      expect(readFileSync(join(folder, "out/a b/empty.txt"), "utf8")).toBe("");
      await tracker.download(run, "copy.bin", join(folder, "one"));
      expect(readFileSync(join(folder, "one/copy.bin")).equals(bytes)).toBe(true);
      const taken = tracker.download(run, "model", join(folder, "out"));
      await expect(taken).rejects.toMatchObject(INPUT_ERROR);
      const absent = tracker.download(run, "absent", join(folder, "none"));
      await expect(absent).rejects.toMatchObject(INPUT_ERROR);
    });

    it.each(["../x", "a//b", "/x", "a\\b", "a%2fb", "."])("refuses the path %j", async (path) => {
      const { tracker, run } = await begin();
      const from = join(scratch(), "file");
      writeFileSync(from, "x");
      await expect(tracker.upload(run, from, path)).rejects.toMatchObject(INPUT_ERROR);
    });
  });
}
