/** How a run stands. */
export type RunStatus = "running" | "finished" | "failed" | "killed";

export interface NewRun {
  /** Its name; an experiment that is not there is made. */
  readonly experiment: string;
  readonly name: string;
  /** The run that this one is a part of: a configuration of `tune`. */
  readonly parent: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly started: Date;
}

export interface Metric {
  readonly key: string;
  /** Any double, NaN and the infinities included. */
  readonly value: number;
  /** A whole number: fold, iteration; 0 where there is one value only. */
  readonly step: number;
  readonly time: Date;
}

/** Data that a run read: what it was, so that it can be known again. */
export interface Dataset {
  readonly name: string;
  /** At most 36 characters: the beginning of the SHA-256 of the bytes. */
  readonly digest: string;
  /** "training", "test", "reference": the same data may be read in more than one. */
  readonly role: string;
  /** Path or address, without a secret. */
  readonly source: string;
  readonly rows: number | null;
}

/** What is said of a run at once. A parameter never changes: the same again is fine, another is refused. */
export interface RunEntries {
  readonly params?: Readonly<Record<string, string>>;
  readonly metrics?: readonly Metric[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface RunRecord {
  readonly id: string;
  readonly experiment: string;
  readonly name: string;
  readonly parent: string | null;
  readonly status: RunStatus;
  readonly started: Date;
  readonly ended: Date | null;
  readonly params: Readonly<Record<string, string>>;
  /** The value of the highest step, of those the latest. */
  readonly metrics: Readonly<Record<string, number>>;
  /** A server adds some of its own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly inputs: readonly Dataset[];
}

export interface Artifact {
  /** From the root of the run's artifacts, parts joined by "/". */
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Where runs are written down: a folder, or an MLflow server. Keys, names and texts are checked alike by
 * all, before anything is written. Repeating a call that failed halfway is safe, but for `start`.
 */
export interface RunTracker {
  /** Which one, for people; without a secret. */
  readonly target: string;
  /** @returns the run's id */
  start(run: NewRun): Promise<string>;
  /** Any number of entries. @throws {InputError} for a refused key, value or parameter, or no such run */
  log(run: string, entries: RunEntries): Promise<void>;
  logInputs(run: string, datasets: readonly Dataset[]): Promise<void>;
  /** A run may be written to after its end, and ended again. */
  end(run: string, status: Exclude<RunStatus, "running">, time: Date): Promise<void>;
  /** @returns undefined where there is no such run */
  read(run: string): Promise<RunRecord | undefined>;
  /** Runs of an experiment that have all of these tags, newest first; none where it is not there. */
  search(experiment: string, tags: Readonly<Record<string, string>>): Promise<readonly RunRecord[]>;
  /** Every value of a metric, by step, then time. */
  history(run: string, metric: string): Promise<readonly Metric[]>;
  /** Put a file, or all files of a folder, at this path of the run's artifacts. */
  upload(run: string, from: string, path: string): Promise<void>;
  /** All files at and below a path, sorted; "" for all of the run. */
  artifacts(run: string, path: string): Promise<readonly Artifact[]>;
  /** Write the files at and below a path into a folder that is not there yet. */
  download(run: string, path: string, to: string): Promise<void>;
}
