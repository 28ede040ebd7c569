import type { ModelVersion } from "../../ports/model-registry.js";

export const MODEL_SCHEMA = "arlequin.registered-model/1";
export const VERSION_SCHEMA = "arlequin.model-version/1";

/** registered-model.json: where the aliases point. */
export interface ModelDocument {
  readonly schema: typeof MODEL_SCHEMA;
  readonly name: string;
  readonly aliases: Readonly<Record<string, number>>;
  /** The highest number that was ever given, to a version that may be gone. */
  readonly last_version: number;
}

/** version.json: what is said of a version; its files lie beside it in `model/`. */
export interface VersionDocument {
  readonly schema: typeof VERSION_SCHEMA;
  readonly model: string;
  readonly version: number;
  readonly created: string;
  readonly run_id: string | null;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly digest: string;
}

export function versionOf(document: VersionDocument, { aliases }: ModelDocument): ModelVersion {
  const { model, version, created, run_id, description, tags, digest } = document;
  const pointing = Object.entries(aliases).filter(([, target]) => target === version);
  return {
    ...{ model, version, description, tags, digest },
    created: new Date(created),
    runId: run_id,
    aliases: pointing.map(([alias]) => alias).sort(),
  };
}
