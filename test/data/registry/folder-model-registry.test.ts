import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { localFiles } from "../../../src/data/local-files.js";
import { folderModelRegistry } from "../../../src/data/registry/folder-model-registry.js";
import { modelRegistryContract } from "../../integrations/model-registry.contract.js";
import { scratch } from "../scratch.js";

const files = localFiles({ stdin: process.stdin });

modelRegistryContract("the folder of models", () =>
  Promise.resolve(folderModelRegistry(files, scratch())),
);

/** A registry, and a model folder that is not in it yet. */
function fresh() {
  const root = scratch();
  const folder = join(root, "in");
  mkdirSync(folder);
  writeFileSync(join(folder, "model.json"), "{}");
  const said = { runId: null, description: "", tags: {}, created: new Date(0) };
  const models = join(root, "models");
  return { root, models, version: { model: "credit", folder, ...said } };
}

it("writes what a person can read", async () => {
  const { models, version } = fresh();
  const registry = folderModelRegistry(files, models);
  await registry.register(version);
  await registry.moveAliases("credit", [["champion", 1]]);
  expect(readFileSync(join(models, "credit/registered-model.json"), "utf8")).toBe(`{
  "schema": "arlequin.registered-model/1",
  "name": "credit",
  "aliases": {
    "champion": 1
  },
  "last_version": 1
}
`);
  // printf '%s  %s\n' "$(printf '{}' | sha256sum | cut -c1-64)" model.json | sha256sum
  expect(readFileSync(join(models, "credit/1/version.json"), "utf8")).toContain(
    '"digest": "fc80efe33cbbb3849e6889dba5b645298fc806a5c7493ddb173a72ff2b167b90"',
  );
});

it("numbers versions that are registered side by side", async () => {
  const { models, version } = fresh();
  const made = Array.from({ length: 6 }, () =>
    folderModelRegistry(files, models).register(version),
  );
  const numbers = (await Promise.all(made)).map((one) => one.version);
  expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it("gives out no files that have been changed since", async () => {
  const { root, models, version } = fresh();
  const registry = folderModelRegistry(files, models);
  await registry.register(version);
  appendFileSync(join(models, "credit/1/model/model.json"), " ");
  const out = join(root, "out");
  await expect(registry.download("credit", 1, out)).rejects.toMatchObject({ fault: "refused" });
  expect(existsSync(out)).toBe(false);
});
