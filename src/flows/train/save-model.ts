import { isoSeconds } from "../../core/clock.js";
import { InputError } from "../../core/errors.js";
import { parentFolder } from "../../core/parent-folder.js";
import type { TableProfile } from "../../drift/profile/table-profile.js";
import type { Labeller } from "../../model/labels/labeller.js";
import { metricsDocument, modelDocument, schemaDocument } from "../../model/model-document.js";
import type { TrainedModel, TrainingPlan } from "../../model/trained-model.js";
import type { TrainingSummary } from "../../model/training/training-summary.js";
import type { FileStore } from "../../ports/file-store.js";
import { profileText } from "../../report/profile.js";
import type { TrainingRows } from "./read-training-rows.js";

/** Everything that a model's folder tells. */
export interface ModelToSave {
  readonly model: TrainedModel;
  readonly plan: TrainingPlan;
  readonly labeller: Labeller;
  readonly summary: TrainingSummary;
  readonly rows: TrainingRows;
  /** Of the rows: what later data is compared with. */
  readonly profile: TableProfile;
  readonly now: Date;
}

/**
 * Write the folder of a model: model.json, metrics.json, schema.json and profile.json. It appears under its name
 * whole, by a rename; a model that was there before keeps its files under `FOLDER.<time>`.
 *
 * @returns where the model that was there before has gone
 * @throws {InputError} when the folder is there and holds no model
 */
export async function saveModel(
  files: FileStore,
  folder: string,
  { model, plan, labeller, summary, rows, profile, now }: ModelToSave,
): Promise<{ readonly putAside: string | null }> {
  const path = folder.replace(/[/\\]+$/, "");
  const created = isoSeconds(now);
  const stamp = created.replace(/[-:]/g, "");
  const text = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;
  const contents = {
    "model.json": text(modelDocument({ model, plan, labeller, summary, created })),
    "metrics.json": text(metricsDocument(summary, created)),
    "schema.json": text(schemaDocument(rows.table, summary)),
    "profile.json": profileText(profile),
  };
  const parent = parentFolder(path);
  if (parent !== "") await files.makeFolder(parent);
  return files.locked(path, async () => {
    const isThere = await files.exists(path);
    if (isThere && !(await files.exists(`${path}/model.json`))) {
      throw new InputError(`${path} is there and holds no model`, {
        where: path,
        fix: "give the model another folder",
      });
    }
    const pending = `${path}.${stamp}.tmp`;
    await files.makeFolder(pending);
    for (const [name, content] of Object.entries(contents)) {
      await files.write(`${pending}/${name}`, content);
    }
    const putAside = isThere ? await freeName(files, `${path}.${stamp}`) : null;
    if (putAside !== null) await files.rename(path, putAside);
    await files.rename(pending, path);
    return { putAside };
  });
}

/** The name, or the name with a number behind it, that nothing has yet. */
async function freeName(files: FileStore, name: string): Promise<string> {
  let free = name;
  for (let n = 2; await files.exists(free); n++) free = `${name}-${n}`;
  return free;
}
