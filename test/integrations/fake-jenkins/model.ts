/** A parameter as a job declares it. */
export interface FakeParameter {
  readonly name: string;
  readonly type?: "String" | "Boolean" | "Choice";
  readonly choices?: readonly string[];
  readonly value?: string;
}

/** A job, and how its builds will go. */
export interface FakeJob {
  /** "folder/name" */
  readonly name: string;
  /** Undefined: the job takes no parameters. */
  parameters?: readonly FakeParameter[];
  disabled?: boolean;
  concurrent?: boolean;
  quietMs?: number;
  buildMs?: number;
  result?: "SUCCESS" | "UNSTABLE" | "FAILURE" | "NOT_BUILT" | "ABORTED";
  /** The log of a build; it grows evenly while the build runs. */
  log?: string | Uint8Array;
  /** Hidden from all but those with the permission to read: absent, as far as they can see. */
  hidden?: boolean;
  configXml?: string;
}

export interface Build {
  readonly number: number;
  readonly queueId: number;
  readonly parameters: ReadonlyMap<string, string>;
  readonly startedAt: number;
  endsAt: number;
  result: string;
}

export interface Item {
  readonly id: number;
  readonly job: Job;
  readonly parameters: ReadonlyMap<string, string>;
  readonly inQueueSince: number;
  readonly quietUntil: number;
  leftAt: number | null;
  cancelled: boolean;
  build: Build | null;
}

export class Job {
  nextBuildNumber = 1;
  readonly builds: Build[] = [];
  constructor(readonly spec: FakeJob) {}

  get path(): string {
    return this.spec.name
      .split("/")
      .map((name) => `job/${encodeURIComponent(name)}`)
      .join("/");
  }

  running(at: number): Build | undefined {
    return this.builds.find((build) => build.startedAt <= at && at < build.endsAt);
  }

  log(): Uint8Array {
    const { log = "Started by user\nFinished\n" } = this.spec;
    return typeof log === "string" ? Buffer.from(log) : log;
  }
}

/** How long a left item is still known: core's cache forgets it five minutes after it has left. */
const REMEMBERED_MS = 5 * 60_000;

/**
 * Queue and builds of a controller, driven by a clock: an item waits for its quiet period, then for
 * the build before it, leaves, and becomes a build that ends after its time.
 */
export class FakeController {
  readonly jobs = new Map<string, Job>();
  private items: Item[] = [];
  private lastQueueId = 40;

  constructor(readonly now: () => number) {}

  add(spec: FakeJob): Job {
    const job = new Job({ ...spec });
    this.jobs.set(spec.name, job);
    return job;
  }

  /** Put a build into the queue, or join the one that waits there with the same parameters. */
  schedule(
    job: Job,
    parameters: ReadonlyMap<string, string>,
    quietMs: number,
  ): { item: Item; joined: boolean } {
    this.advance();
    const same = this.items.find(
      (item) => item.job === job && item.leftAt === null && isSame(item.parameters, parameters),
    );
    if (same !== undefined) return { item: same, joined: true };
    const now = this.now();
    const item: Item = {
      id: ++this.lastQueueId,
      job,
      parameters,
      inQueueSince: now,
      quietUntil: now + quietMs,
      leftAt: null,
      cancelled: false,
      build: null,
    };
    this.items.push(item);
    return { item, joined: false };
  }

  item(id: number): Item | undefined {
    this.advance();
    return this.items.find((item) => item.id === id);
  }

  waiting(): Item[] {
    this.advance();
    return this.items.filter((item) => item.leftAt === null);
  }

  cancel(id: number): boolean {
    const item = this.item(id);
    if (item?.leftAt !== null) return false;
    item.cancelled = true;
    item.leftAt = this.now();
    return true;
  }

  stop(build: Build): void {
    if (this.now() >= build.endsAt) return;
    build.endsAt = this.now();
    build.result = "ABORTED";
  }

  /** Bring everything up to the present. */
  advance(): void {
    const now = this.now();
    for (const item of this.items) {
      if (item.leftAt !== null || item.quietUntil > now) continue;
      const { job } = item;
      if (job.spec.disabled === true) {
        item.cancelled = true;
        item.leftAt = now;
        continue;
      }
      const before = job.builds.at(-1);
      const free = job.spec.concurrent === true ? 0 : (before?.endsAt ?? 0);
      const startedAt = Math.max(item.quietUntil, free);
      if (startedAt > now) continue; // blocked by the build before it
      item.leftAt = startedAt;
      item.build = {
        number: job.nextBuildNumber++,
        queueId: item.id,
        parameters: item.parameters,
        startedAt,
        endsAt: startedAt + (job.spec.buildMs ?? 1000),
        result: job.spec.result ?? "SUCCESS",
      };
      job.builds.push(item.build);
    }
    this.items = this.items.filter(({ leftAt }) => leftAt === null || now - leftAt < REMEMBERED_MS);
  }
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}
