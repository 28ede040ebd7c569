import { checkExpectedAliases, checkUnused } from "../../core/alias-guards.js";
import { InputError } from "../../core/errors.js";
import { checkAlias, checkEntries, checkName } from "../../core/tracked-names.js";
import type { FolderFiles } from "../../ports/folder-files.js";
import type { ModelRegistry, ModelVersion, RegisteredModel } from "../../ports/model-registry.js";
import type { RunTracker } from "../../ports/run-tracker.js";
import type { Answer } from "./answer.js";
import { artifactStore, storePath } from "./artifacts.js";
import { pairs } from "./batches.js";
import { orUndefined } from "./mlflow-run-tracker.js";
import { isRefusal, MlflowRefusal } from "./refusal.js";
import type { MlflowServer } from "./server.js";

/** The tag of a version that holds the digest of its files. */
const DIGEST_TAG = "arlequin.digest";
/** Where a model is registered that no tracked run made: MLflow wants a run behind each version. */
const EXPERIMENT = "arlequin models";
const MOST = 1000;

/**
 * The registry of an MLflow server, 2 or 3. The files of a version are artifacts of its run, in a
 * folder named by their digest, so that one run may register more than once.
 */
export function mlflowModelRegistry(
  server: MlflowServer,
  tracker: RunTracker,
  folders: FolderFiles,
): ModelRegistry {
  const store = artifactStore(server, folders);

  async function find(name: string): Promise<RegisteredModel | undefined> {
    checkName("a model", name);
    const answer = await orUndefined(server.get("registered-models/get", { name }));
    return answer && registeredModel(answer.of("registered_model"));
  }

  async function need(name: string): Promise<RegisteredModel> {
    const found = await find(name);
    if (found !== undefined) return found;
    const fix = "list the models that are there, and give one of them";
    throw new InputError(`there is no model "${name}"`, { where: server.root, fix });
  }

  async function versionOf(name: string, version: number): Promise<Answer | undefined> {
    if (!Number.isSafeInteger(version)) return undefined;
    const asked = server.get("model-versions/get", { name, version: String(version) });
    return (await orUndefined(asked))?.of("model_version");
  }

  async function needVersion(name: string, version: number): Promise<Answer> {
    const found = await versionOf(name, version);
    if (found !== undefined) return found;
    const fix = "list the versions of the model, and give one of them";
    const where = `${server.root}, model "${name}"`;
    throw new InputError(`there is no version ${version} of it`, { where, fix });
  }

  async function ensureModel(name: string): Promise<void> {
    await server.send("POST", "registered-models/create", { name }).catch((error: unknown) => {
      if (!isRefusal(error, "RESOURCE_ALREADY_EXISTS")) throw error;
    });
  }

  async function runFor(model: string, created: Date): Promise<string> {
    const run = await tracker.start({
      experiment: EXPERIMENT,
      ...{ name: `register ${model}`, parent: null, tags: {}, started: created },
    });
    await tracker.end(run, "finished", created);
    return run;
  }

  async function artifactsOf(run: string): Promise<string> {
    const answer = await orUndefined(server.get("runs/get", { run_id: run }));
    if (answer !== undefined) return answer.of("run").of("info").text("artifact_uri");
    const fix = "register it with the id of a run that is there, or with none";
    throw new InputError(`there is no run ${run}`, { where: server.root, fix });
  }

  async function allPages(
    route: "registered-models/search" | "model-versions/search",
    list: "registered_models" | "model_versions",
    query: Readonly<Record<string, string>>,
  ): Promise<Answer[]> {
    const found: Answer[] = [];
    let token = "";
    do {
      const page: Record<string, string> = token === "" ? {} : { page_token: token };
      const answer = await server.get(route, { ...query, ...page, max_results: String(MOST) });
      found.push(...answer.list(list));
      token = answer.text("next_page_token");
    } while (token !== "");
    return found;
  }

  return {
    target: server.root,
    model: find,

    async models() {
      const all = await allPages("registered-models/search", "registered_models", {});
      return all.map(registeredModel).sort((a, b) => (a.name < b.name ? -1 : 1));
    },

    async versions(model) {
      const registered = await find(model);
      if (registered === undefined) return [];
      const quote = model.includes("'") ? '"' : "'";
      const filter = `name = ${quote}${model}${quote}`;
      const all = await allPages("model-versions/search", "model_versions", { filter });
      return all
        .map((version) => modelVersion(version, registered))
        .sort((a, b) => b.version - a.version);
    },

    async version(model, which) {
      const registered = await find(model);
      const number = typeof which === "number" ? which : registered?.aliases[which];
      if (registered === undefined || number === undefined) return undefined;
      const version = await versionOf(model, number);
      return version && modelVersion(version, registered);
    },

    async register({ model, folder, runId, description, tags, created }) {
      checkName("a model", model);
      checkEntries({ tags });
      const digest = folders.digest(await folders.list(folder));
      await ensureModel(model);
      const run = runId ?? (await runFor(model, created));
      const source = `${await artifactsOf(run)}/model-${digest.slice(0, 12)}`;
      await store.upload(folder, storePath(source, server.root));
      const answer = await server.send("POST", "model-versions/create", {
        ...{ name: model, source, run_id: run, description },
        tags: pairs({ ...tags, [DIGEST_TAG]: digest }),
      });
      return modelVersion(answer.of("model_version"), await need(model));
    },

    async tag(model, version, tags) {
      checkEntries({ tags });
      await needVersion(model, version);
      for (const tag of pairs(tags)) {
        const body = { name: model, version: String(version), ...tag };
        await server.send("POST", "model-versions/set-tag", body);
      }
    },

    async moveAliases(model, moves, expected = []) {
      for (const [alias] of moves) checkAlias(alias);
      const { aliases } = await need(model);
      checkExpectedAliases(model, aliases, expected);
      for (const [, version] of moves) if (version !== null) await needVersion(model, version);
      for (const [alias, version] of moves) {
        const body = { name: model, alias };
        if (version === null) await server.send("DELETE", "registered-models/alias", body);
        else {
          const set = { ...body, version: String(version) };
          await server.send("POST", "registered-models/alias", set);
        }
      }
    },

    async download(model, version, to) {
      const found = await needVersion(model, version);
      const digest = found.pairs("tags")[DIGEST_TAG];
      const where = `${server.root}, model "${model}", version ${version}`;
      await store.download(storePath(found.text("source"), where), to, (files) => {
        if (digest === undefined || folders.digest(files) === digest) return;
        const fix = "register the model again, and look who changed it";
        const what = "the files are not those that were registered";
        throw new MlflowRefusal(what, where, fix, "refused");
      });
    },

    async remove(model, version) {
      const registered = await need(model);
      const { aliases } = modelVersion(await needVersion(model, version), registered);
      checkUnused(model, version, aliases);
      const body = { name: model, version: String(version) };
      await server.send("DELETE", "model-versions/delete", body);
    },
  };
}

function registeredModel(model: Answer): RegisteredModel {
  const aliases = model
    .list("aliases")
    .map((one) => [one.text("alias"), one.number("version")] as const);
  return { name: model.text("name"), aliases: Object.fromEntries(aliases) };
}

function modelVersion(version: Answer, { aliases }: RegisteredModel): ModelVersion {
  const number = version.number("version");
  const { [DIGEST_TAG]: digest = null, ...tags } = version.pairs("tags");
  const pointing = Object.entries(aliases).filter(([, target]) => target === number);
  return {
    ...{ model: version.text("name"), version: number, tags, digest },
    created: new Date(version.number("creation_timestamp")),
    runId: version.text("run_id") || null,
    description: version.text("description"),
    aliases: pointing.map(([alias]) => alias).sort(),
  };
}
