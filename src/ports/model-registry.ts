/** The aliases that mean something to us; others may be set. */
export type RoleAlias = "champion" | "challenger" | "previous";

export interface NewVersion {
  /** Name of the model; made if it is not there. */
  readonly model: string;
  /** The folder with the model's files, as `train` wrote it. */
  readonly folder: string;
  /** The tracked run that made it, if there is one. */
  readonly runId: string | null;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Date;
}

export interface ModelVersion {
  readonly model: string;
  /** 1, 2, 3…; a number is never given twice. */
  readonly version: number;
  readonly created: Date;
  readonly runId: string | null;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  /** Of all its files (`folderDigest`); null where another program registered it. */
  readonly digest: string | null;
}

export interface RegisteredModel {
  readonly name: string;
  /** Versions by alias. */
  readonly aliases: Readonly<Record<string, number>>;
}

/** Aliases to move, null to take one away: made in this order. */
export type AliasMoves = readonly (readonly [alias: string, version: number | null])[];

/**
 * Versions of models under names, and aliases that point at them: a folder, or an MLflow server. A
 * version never changes but for its tags; which of them is in use is what the aliases say.
 */
export interface ModelRegistry {
  /** Which one, for people; without a secret. */
  readonly target: string;
  /** All models, by name. */
  models(): Promise<readonly RegisteredModel[]>;
  /** @returns undefined where there is no such model */
  model(name: string): Promise<RegisteredModel | undefined>;
  /** Newest first; none where there is no such model. */
  versions(model: string): Promise<readonly ModelVersion[]>;
  /** By number or alias. @returns undefined where there is none */
  version(model: string, which: number | string): Promise<ModelVersion | undefined>;
  /** Copy the files in, whole or not at all, as a new version. */
  register(version: NewVersion): Promise<ModelVersion>;
  tag(model: string, version: number, tags: Readonly<Record<string, string>>): Promise<void>;
  /**
   * Move aliases. The folder moves all of them at once; a server one after the other.
   *
   * @param expected where aliases must point now (null: nowhere), so that a decision about a champion is
   *   not carried out on another one
   * @throws {InputError} for a version or a model that is not there
   * @throws {UpstreamError} `refused`, when an alias has been moved meanwhile: nothing is changed then
   */
  moveAliases(model: string, moves: AliasMoves, expected?: AliasMoves): Promise<void>;
  /**
   * Write the files of a version into a folder that is not there yet.
   *
   * @throws {UpstreamError} `refused`, when they are not the files that were registered
   */
  download(model: string, version: number, to: string): Promise<void>;
  /** Delete a version. @throws {InputError} while an alias points at it */
  remove(model: string, version: number): Promise<void>;
}
