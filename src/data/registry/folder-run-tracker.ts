import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { InputError, UpstreamError } from "../../core/errors.js";
import {
  checkArtifactPath,
  checkDigest,
  checkEntries,
  checkName,
} from "../../core/tracked-names.js";
import type { FileStore } from "../../ports/file-store.js";
import type { RunTracker } from "../../ports/run-tracker.js";
import { folderFiles, putFile } from "../folder-files.js";
import { localPath } from "../local-path.js";
import { folderName } from "./folder-name.js";
import { readDocument, writeDocument } from "./json-file.js";
import { metricLine, metricsOf, recordOf, RUN_SCHEMA, type RunDocument } from "./run-document.js";
import { appendLines, findRunPlace, runPlaces } from "./run-places.js";

/**
 * Runs as folders that anybody can read: `ROOT/EXPERIMENT/RUN/` holds run.json, metrics.jsonl (a line
 * a value) and artifacts/. Many processes may write at once: a run is changed under its lock.
 */
export function folderRunTracker(files: FileStore, folder: string): RunTracker {
  const root = localPath(folder);

  async function placeOf(run: string): Promise<string> {
    const place = await findRunPlace(root, run);
    if (place !== undefined) return place;
    const fix = "give the id of a run that is there";
    throw new InputError(`there is no run ${run}`, { where: folder, fix });
  }

  async function documentAt(place: string): Promise<RunDocument> {
    const path = join(place, "run.json");
    const document = await readDocument<RunDocument>(files, path, RUN_SCHEMA);
    if (document !== undefined) return document;
    const fix = "start the run again";
    throw new UpstreamError("a run was deleted meanwhile", { where: path, fix, fault: "refused" });
  }

  async function change(run: string, edit: (old: RunDocument, place: string) => unknown) {
    const place = await placeOf(run);
    const path = join(place, "run.json");
    await files.locked(path, async () => {
      const old = await documentAt(place);
      await writeDocument(files, path, { ...old, ...((await edit(old, place)) as RunDocument) });
    });
  }

  async function metricsAt(place: string) {
    const path = join(place, "metrics.jsonl");
    return metricsOf((await files.exists(path)) ? await files.readText(path) : "");
  }

  return {
    target: folder,

    async start({ experiment, name, parent, tags, started }) {
      checkName("an experiment", experiment);
      checkEntries({ tags });
      if (parent !== null) await placeOf(parent);
      const id = randomBytes(16).toString("hex");
      const place = join(root, folderName(experiment), id);
      const document: RunDocument = {
        ...{ schema: RUN_SCHEMA, id, experiment, name, parent, status: "running" },
        ...{ started: started.toISOString(), ended: null, params: {}, tags, inputs: [] },
      };
      await files.makeFolder(place);
      await writeDocument(files, join(place, "run.json"), document);
      return id;
    },

    async log(run, entries) {
      checkEntries(entries);
      const { params = {}, tags = {}, metrics = [] } = entries;
      await change(run, async (old, place) => {
        checkUnchanged(old, params);
        await appendLines(join(place, "metrics.jsonl"), metrics.map(metricLine).join(""));
        return { params: { ...old.params, ...params }, tags: { ...old.tags, ...tags } };
      });
    },

    async logInputs(run, datasets) {
      for (const { digest } of datasets) checkDigest(digest);
      await change(run, ({ inputs }) => {
        const known = new Set(inputs.map(({ role, digest, name }) => `${role} ${digest} ${name}`));
        const isNew = ({ role, digest, name }: (typeof datasets)[number]) =>
          !known.has(`${role} ${digest} ${name}`);
        return { inputs: [...inputs, ...datasets.filter(isNew)] };
      });
    },

    async end(run, status, time) {
      await change(run, () => ({ status, ended: time.toISOString() }));
    },

    async read(run) {
      const place = await findRunPlace(root, run);
      if (place === undefined) return undefined;
      return recordOf(await documentAt(place), await metricsAt(place));
    },

    async search(experiment, tags) {
      checkName("an experiment", experiment);
      const runs = [];
      for (const place of await runPlaces(join(root, folderName(experiment)))) {
        const document = await documentAt(place);
        const hasAll = Object.entries(tags).every(([key, value]) => document.tags[key] === value);
        if (hasAll) runs.push(recordOf(document, await metricsAt(place)));
      }
      return runs.sort((a, b) => b.started.getTime() - a.started.getTime());
    },

    async history(run, metric) {
      return (await metricsAt(await placeOf(run))).filter(({ key }) => key === metric);
    },

    async upload(run, from, path) {
      checkArtifactPath(path);
      const [source, place] = [localPath(from), await placeOf(run)];
      for (const file of await folderFiles.list(source)) {
        const target = join(place, "artifacts", path, file.path);
        await putFile(target, file.path, folderFiles.read(join(source, file.path)));
      }
    },

    async artifacts(run, path) {
      if (path !== "") checkArtifactPath(path);
      const at = join(await placeOf(run), "artifacts", path);
      if ((await stat(at).catch(() => null)) === null) return [];
      return (await folderFiles.list(at)).map(({ path: below, sizeBytes }) => ({
        path: [path, below].filter((part) => part !== "").join("/"),
        sizeBytes,
      }));
    },

    async download(run, path, to) {
      checkArtifactPath(path);
      const at = join(await placeOf(run), "artifacts", path);
      const list = await folderFiles.list(at);
      await folderFiles.make(localPath(to), async (put) => {
        for (const file of list) {
          await put(file.path || basename(path), folderFiles.read(join(at, file.path)));
        }
      });
    },
  };
}

/** @throws {InputError} when a parameter was logged with another value before */
function checkUnchanged(old: RunDocument, params: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(params)) {
    const before = old.params[key];
    if (before === undefined || before === value) continue;
    throw new InputError(`parameter "${key}" of the run is "${before}" already`, {
      where: `run ${old.id}, parameter "${key}"`,
      fix: "log the other value under a key of its own, or in another run",
    });
  }
}
