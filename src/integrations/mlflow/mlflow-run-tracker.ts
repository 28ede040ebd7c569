import { InputError } from "../../core/errors.js";
import {
  checkArtifactPath,
  checkDigest,
  checkEntries,
  checkName,
} from "../../core/tracked-names.js";
import type { FolderFiles } from "../../ports/folder-files.js";
import type { RunRecord, RunTracker } from "../../ports/run-tracker.js";
import type { Answer } from "./answer.js";
import { artifactStore, storePath } from "./artifacts.js";
import { batchesOf, pairs } from "./batches.js";
import { isRefusal } from "./refusal.js";
import { datasetMessage, metricOf, PARENT_TAG, recordOf } from "./run-answer.js";
import type { MlflowServer } from "./server.js";

const ABSENT = "RESOURCE_DOES_NOT_EXIST";
const MOST_RUNS = 1000;
const MOST_VALUES = 25_000;

/** Runs on an MLflow server, 2 or 3, by its REST interface; artifacts go through the server. */
export function mlflowRunTracker(server: MlflowServer, folders: FolderFiles): RunTracker {
  const store = artifactStore(server, folders);
  const names = new Map<string, string>(); // of experiments, by id

  async function findExperiment(name: string): Promise<string | undefined> {
    const found = await orUndefined(
      server.get("experiments/get-by-name", { experiment_name: name }),
    );
    const experiment = found?.of("experiment");
    if (experiment?.text("lifecycle_stage") === "deleted") {
      const fix = "restore it, delete it for good (mlflow gc), or choose another name";
      throw new InputError(`the experiment "${name}" is deleted`, { where: server.root, fix });
    }
    return experiment?.text("experiment_id");
  }

  async function needExperiment(name: string): Promise<string> {
    const found = await findExperiment(name);
    if (found !== undefined) return found;
    try {
      return (await server.send("POST", "experiments/create", { name })).text("experiment_id");
    } catch (error) {
      if (!isRefusal(error, "RESOURCE_ALREADY_EXISTS")) throw error;
      const made = await findExperiment(name); // another was faster
      if (made === undefined) throw error;
      return made;
    }
  }

  async function experimentName(id: string): Promise<string> {
    const known = names.get(id);
    if (known !== undefined) return known;
    const answer = await server.get("experiments/get", { experiment_id: id });
    names.set(id, answer.of("experiment").text("name"));
    return names.get(id)!;
  }

  async function find(run: string): Promise<Answer | undefined> {
    if (!/^[A-Za-z0-9][\w-]{0,255}$/.test(run)) return undefined;
    const found = (await orUndefined(server.get("runs/get", { run_id: run })))?.of("run");
    return found?.of("info").text("lifecycle_stage") === "deleted" ? undefined : found;
  }

  async function artifactsOf(run: string): Promise<string> {
    const found = (await find(run)) ?? noRun(run);
    return storePath(found.of("info").text("artifact_uri"), server.root);
  }

  function noRun(run: string): never {
    const fix = "give the id of a run that is there";
    throw new InputError(`there is no run ${run}`, { where: server.root, fix });
  }

  const toRecord = async (run: Answer): Promise<RunRecord> =>
    recordOf(run, await experimentName(run.of("info").text("experiment_id")));

  /** A change of a run, whose absence is the caller's mistake. */
  async function change(run: string, route: "runs/update" | "runs/log-inputs", body: object) {
    await server.send("POST", route, { run_id: run, ...body }).catch((error: unknown) => {
      throw isRefusal(error, ABSENT) ? asInput(error, "give the id of a run that is there") : error;
    });
  }

  return {
    target: server.root,

    async start({ experiment, name, parent, tags, started }) {
      checkName("an experiment", experiment);
      checkEntries({ tags });
      if (parent !== null && (await find(parent)) === undefined) noRun(parent);
      const all = parent === null ? tags : { ...tags, [PARENT_TAG]: parent };
      const answer = await server.send("POST", "runs/create", {
        experiment_id: await needExperiment(experiment),
        run_name: name,
        start_time: started.getTime(),
        tags: pairs(all),
      });
      return answer.of("run").of("info").text("run_id");
    },

    async log(run, entries) {
      checkEntries(entries);
      for (const batch of batchesOf(entries)) {
        try {
          await server.send("POST", "runs/log-batch", { run_id: run, ...batch });
        } catch (error) {
          if (isRefusal(error, ABSENT)) throw asInput(error, "give the id of a run that is there");
          if (isRefusal(error, "INVALID_PARAMETER_VALUE")) {
            throw asInput(error, "log another value under a key of its own, or in another run");
          }
          throw error;
        }
      }
    },

    async logInputs(run, datasets) {
      for (const { digest } of datasets) checkDigest(digest);
      await change(run, "runs/log-inputs", { datasets: datasets.map(datasetMessage) });
    },

    async end(run, status, time) {
      const end = { status: status.toUpperCase(), end_time: time.getTime() };
      await change(run, "runs/update", end);
    },

    async read(run) {
      const found = await find(run);
      return found && toRecord(found);
    },

    async search(experiment, tags) {
      checkName("an experiment", experiment);
      const id = await findExperiment(experiment);
      const runs: RunRecord[] = [];
      let token = "";
      while (id !== undefined) {
        const answer = await server.send("POST", "runs/search", {
          experiment_ids: [id],
          filter: filterOf(tags),
          order_by: ["attributes.start_time DESC"],
          max_results: MOST_RUNS,
          page_token: token === "" ? undefined : token,
        });
        for (const run of answer.list("runs")) runs.push(await toRecord(run));
        token = answer.text("next_page_token");
        if (token === "") break;
      }
      const wanted = Object.entries(tags);
      return runs.filter((run) => wanted.every(([key, value]) => run.tags[key] === value));
    },

    async history(run, metric) {
      const metrics = [];
      let token = "";
      do {
        const answer = await server.get("metrics/get-history", {
          run_id: run,
          metric_key: metric,
          max_results: String(MOST_VALUES),
          ...(token === "" ? {} : { page_token: token }),
        });
        metrics.push(...answer.list("metrics").map(metricOf));
        token = answer.text("next_page_token");
      } while (token !== "");
      return metrics.sort((a, b) => a.step - b.step || a.time.getTime() - b.time.getTime());
    },

    async upload(run, from, path) {
      checkArtifactPath(path);
      await store.upload(from, `${await artifactsOf(run)}/${path}`);
    },

    async artifacts(run, path) {
      if (path !== "") checkArtifactPath(path);
      const root = await artifactsOf(run);
      const list = await store.list(path === "" ? root : `${root}/${path}`);
      return list.map((file) => ({
        path: [path, file.path].filter((part) => part !== "").join("/"),
        sizeBytes: file.sizeBytes,
      }));
    },

    async download(run, path, to) {
      checkArtifactPath(path);
      await store.download(`${await artifactsOf(run)}/${path}`, to);
    },
  };
}

/** What there is, or undefined where MLflow knows none. */
export async function orUndefined(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusal(error, ABSENT)) return undefined;
    throw error;
  }
}

function asInput(cause: unknown, fix: string): InputError {
  const { message, where = "" } = cause as { message: string; where?: string };
  return new InputError(message, { where, fix, cause });
}

/** Only plain values: what MLflow's language makes of quotes and backslashes is not told. */
function filterOf(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .filter(([, value]) => /^[\w .:/-]+$/.test(value))
    .map(([key, value]) => `tags.\`${key}\` = '${value}'`)
    .join(" and ");
}
