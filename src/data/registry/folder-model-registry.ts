import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError, UpstreamError } from "../../core/errors.js";
import { checkExpectedAliases, checkUnused } from "../../core/alias-guards.js";
import { checkAlias, checkEntries, checkName } from "../../core/tracked-names.js";
import type { FileStore } from "../../ports/file-store.js";
import type { ModelRegistry, NewVersion } from "../../ports/model-registry.js";
import { folderFiles } from "../folder-files.js";
import { localPath } from "../local-path.js";
import { folderName } from "./folder-name.js";
import { readDocument, writeDocument } from "./json-file.js";
import {
  MODEL_SCHEMA,
  type ModelDocument,
  VERSION_SCHEMA,
  type VersionDocument,
  versionOf,
} from "./version-document.js";

/**
 * A registry that anybody can read: `ROOT/MODEL/` holds registered-model.json with the aliases, and for
 * each version `N/version.json` and `N/model/`. A model is changed under its lock; a version appears by
 * one rename, and all aliases move by one.
 */
export function folderModelRegistry(files: FileStore, folder: string): ModelRegistry {
  const root = localPath(folder);
  const placeOf = (model: string) => {
    checkName("a model", model);
    return join(root, folderName(model));
  };
  const pathOf = (model: string) => join(placeOf(model), "registered-model.json");

  async function find(model: string): Promise<ModelDocument | undefined> {
    const document = await readDocument<ModelDocument>(files, pathOf(model), MODEL_SCHEMA);
    if (document === undefined || document.name === model) return document;
    // The file system does not tell upper case from lower.
    throw new InputError(`the model is called "${document.name}" here`, {
      where: `${folder}, model "${model}"`,
      fix: `write "${document.name}"`,
    });
  }

  async function need(model: string): Promise<ModelDocument> {
    const document = await find(model);
    if (document !== undefined) return document;
    const fix = "list the models that are there, and give one of them";
    throw new InputError(`there is no model "${model}"`, { where: folder, fix });
  }

  async function versionAt(model: string, version: number): Promise<VersionDocument | undefined> {
    if (!Number.isSafeInteger(version)) return undefined;
    const path = join(placeOf(model), String(version), "version.json");
    return readDocument<VersionDocument>(files, path, VERSION_SCHEMA);
  }

  async function needVersion(model: string, version: number): Promise<VersionDocument> {
    const document = await versionAt(model, version);
    if (document !== undefined) return document;
    const fix = "list the versions of the model, and give one of them";
    const where = `${folder}, model "${model}"`;
    throw new InputError(`there is no version ${version} of it`, { where, fix });
  }

  async function numbersOf(model: string): Promise<number[]> {
    const names = await readdir(placeOf(model)).catch(() => []);
    const numbers = names.filter((name) => /^[1-9]\d*$/.test(name)).map(Number);
    return numbers.sort((a, b) => b - a);
  }

  async function put(model: string, number: number, version: NewVersion): Promise<VersionDocument> {
    const source = localPath(version.folder);
    const list = await folderFiles.list(source);
    return folderFiles.make(join(placeOf(model), String(number)), async (add) => {
      const copies = [];
      for (const { path } of list) {
        const copy = await add(`model/${path}`, folderFiles.read(join(source, path)));
        copies.push({ ...copy, path });
      }
      const document: VersionDocument = {
        ...{ schema: VERSION_SCHEMA, model, version: number },
        ...{ created: version.created.toISOString(), run_id: version.runId },
        ...{ description: version.description, tags: version.tags },
        digest: folderFiles.digest(copies),
      };
      await add("version.json", bytesOf(`${JSON.stringify(document, null, 2)}\n`));
      return document;
    });
  }

  return {
    target: folder,

    async models() {
      const names = await readdir(root).catch(() => []);
      const models = [];
      for (const name of names) {
        const path = join(root, name, "registered-model.json");
        const document = await readDocument<ModelDocument>(files, path, MODEL_SCHEMA);
        if (document !== undefined) models.push({ name: document.name, aliases: document.aliases });
      }
      return models.sort((a, b) => (a.name < b.name ? -1 : 1));
    },

    async model(name) {
      const document = await find(name);
      return document && { name, aliases: document.aliases };
    },

    async versions(model) {
      const document = await find(model);
      if (document === undefined) return [];
      const versions = [];
      for (const number of await numbersOf(model)) {
        versions.push(versionOf(await needVersion(model, number), document));
      }
      return versions;
    },

    async version(model, which) {
      const document = await find(model);
      const number = typeof which === "number" ? which : document?.aliases[which];
      if (document === undefined || number === undefined) return undefined;
      const version = await versionAt(model, number);
      return version && versionOf(version, document);
    },

    async register(version) {
      const { model, tags } = version;
      checkEntries({ tags });
      await files.makeFolder(placeOf(model));
      return files.locked(pathOf(model), async () => {
        const old = (await find(model)) ?? {
          ...{ schema: MODEL_SCHEMA, name: model, aliases: {}, last_version: 0 },
        };
        const number = Math.max(old.last_version, ...(await numbersOf(model))) + 1;
        const document = { ...old, last_version: number };
        await writeDocument(files, pathOf(model), document);
        return versionOf(await put(model, number, version), document);
      });
    },

    async tag(model, version, tags) {
      checkEntries({ tags });
      await need(model);
      await files.locked(pathOf(model), async () => {
        const old = await needVersion(model, version);
        const path = join(placeOf(model), String(version), "version.json");
        await writeDocument(files, path, { ...old, tags: { ...old.tags, ...tags } });
      });
    },

    async moveAliases(model, moves, expected = []) {
      for (const [alias] of moves) checkAlias(alias);
      await need(model);
      await files.locked(pathOf(model), async () => {
        const document = await need(model);
        checkExpectedAliases(model, document.aliases, expected);
        for (const [, version] of moves) if (version !== null) await needVersion(model, version);
        const aliases = new Map(Object.entries(document.aliases));
        for (const [alias, version] of moves) {
          if (version === null) aliases.delete(alias);
          else aliases.set(alias, version);
        }
        const moved = { ...document, aliases: Object.fromEntries([...aliases].sort()) };
        await writeDocument(files, pathOf(model), moved);
      });
    },

    async download(model, version, to) {
      await need(model);
      const { digest } = await needVersion(model, version);
      const place = join(placeOf(model), String(version), "model");
      await folderFiles.make(localPath(to), async (add) => {
        const copies = [];
        for (const { path } of await folderFiles.list(place)) {
          copies.push(await add(path, folderFiles.read(join(place, path))));
        }
        if (folderFiles.digest(copies) === digest) return;
        throw new UpstreamError("the files are not those that were registered", {
          where: place,
          fix: "register the model again, and look who changed it",
          fault: "refused",
        });
      });
    },

    async remove(model, version) {
      await need(model);
      await files.locked(pathOf(model), async () => {
        const [document, old] = [await need(model), await needVersion(model, version)];
        const { aliases } = versionOf(old, document);
        checkUnused(model, version, aliases);
        const place = join(placeOf(model), String(version));
        const leaving = join(placeOf(model), `.${version}.gone`);
        await rm(leaving, { recursive: true, force: true }); // of a removal that a crash has cut off
        await rename(place, leaving);
        await rm(leaving, { recursive: true });
      });
    },
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
