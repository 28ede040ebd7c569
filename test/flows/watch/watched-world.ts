import { neverStops } from "../../../src/core/checkpoint.js";
import { InputError, UpstreamError } from "../../../src/core/errors.js";
import { seededRandom } from "../../../src/core/random.js";
import type { WatchLook } from "../../../src/drift/watch/watch-look.js";
import type { Answered } from "../../../src/flows/watch/answer-alarms.js";
import type { WatchPlan } from "../../../src/flows/watch/watch-plan.js";
import { WatchKeeper } from "../../../src/flows/watch/watch-keeper.js";
import {
  Watcher,
  type WatchListener,
  type WatchRequest,
} from "../../../src/flows/watch/watcher.js";
import { readWatchState } from "../../../src/flows/watch/watch-state.js";
import type { FileStore } from "../../../src/ports/file-store.js";
import type { LogBook, LogRow } from "../../../src/ports/log-book.js";
import type { Firing, Retrainer } from "../../../src/ports/retrainer.js";
import { filesInMemory } from "../../cli/fake-context.js";
import { MemorySource, type SourceRow } from "./memory-source.js";

export const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 2);
export const NAMES = ["amount", "kind"];

export const PLAN: WatchPlan = {
  source: "memory",
  time: "time",
  everyMs: MINUTE,
  windowMs: 5 * MINUTE,
  latenessMs: MINUTE,
  missingValues: [],
  policy: "calibrated",
  mode: "growing",
  slidingMs: 0,
  season: "none",
  budgetDays: 7,
  minEffect: 0.02,
  alpha: 0.01,
  psiAlert: 0.2,
  seed: 1,
};

/** Minutes of rows, whose amounts are larger by `shift` from minute `from` on. */
export function rowsOf(
  minutes: number,
  { perMinute = 20, from = Infinity, shift = 2 } = {},
): SourceRow[] {
  const random = seededRandom(5);
  return Array.from({ length: minutes * perMinute }, (_, i): SourceRow => {
    const minute = Math.floor(i / perMinute);
    const amount = random() + random() + random() + (minute >= from ? shift : 0);
    return [START + (i * MINUTE) / perMinute, amount, random() < 0.3 ? "web" : "shop"];
  });
}

/** What stays when a process dies: files, the log, and what was fired. */
export interface Disk {
  readonly files: Record<string, string>;
  readonly log: LogRow[];
  readonly fired: string[];
}

export const newDisk = (): Disk => ({ files: {}, log: [], fired: [] });

class Killed extends Error {}

/** A run of a watcher over what lies on a disk; it may be killed at one of its acts. */
export async function runWatcher(
  disk: Disk,
  rows: readonly SourceRow[],
  options: {
    readonly plan?: Partial<WatchPlan>;
    readonly killAt?: number;
    /** Where looks end, in rows. */
    readonly lookAt?: readonly number[];
    readonly canFire?: () => boolean;
    readonly canLog?: () => boolean;
    readonly cooldownSeconds?: number;
  } = {},
): Promise<{
  looks: WatchLook[];
  answers: Answered[];
  acts: number;
  troubles: string[];
  wasKilled: boolean;
}> {
  let acts = 0;
  const act = () => {
    acts += 1;
    if (acts === options.killAt) throw new Killed();
  };
  const inMemory = filesInMemory(disk.files);
  const killable =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      act(); // dies before it,
      const result = await call(...args);
      act(); // or right after it
      return result;
    };
  const files: FileStore = {
    ...inMemory,
    write: killable((path, content) => inMemory.write(path, content)),
    append: killable((path, text) => inMemory.append(path, text)),
  };
  const log: LogBook = {
    append: killable((_path: string, more: LogRow | readonly LogRow[], { after } = {}) => {
      if (options.canLog?.() === false) {
        return Promise.reject(new InputError("the disk is full", { where: "log.csv" }));
      }
      const list = (Array.isArray(more) ? more : [more]) as readonly LogRow[];
      const there =
        after === undefined ? [] : disk.log.slice(after).map((row) => JSON.stringify(row));
      disk.log.push(...list.filter((row) => !there.includes(JSON.stringify(row))));
      return Promise.resolve({ putAside: null });
    }),
    size: () => Promise.resolve(disk.log.length),
    read: () => Promise.resolve([]),
  };
  const retrainer = fakeRetrainer(disk, act, options.canFire ?? (() => true));
  const [looks, answers, troubles]: [WatchLook[], Answered[], string[]] = [[], [], []];
  const plan = { ...PLAN, ...options.plan };
  const request: WatchRequest = {
    plan,
    choices: {},
    reference: null,
    facts: { scenario: "", model: "", scoreColumn: "" },
    answer: {
      retrainer,
      policy: {
        cooldownSeconds: options.cooldownSeconds ?? 0,
        edgeOnly: false,
        confirm: { needed: 1, of: 1 },
      },
      statePath: "trigger.json",
      auditPath: "audit.jsonl",
      dryRun: false,
    },
    isReplay: true,
  };
  const run = async () => {
    const kept = await readWatchState(files, "state.json");
    const source = new MemorySource(NAMES, 7, kept?.position);
    const clock = () => new Date(START);
    const listener: WatchListener = {
      look: (look) => looks.push(look),
      findings: () => undefined,
      say: () => undefined,
      answered: (answer) => answers.push(answer),
      trouble: (what, error) => troubles.push(`${what}: ${error.message}`),
      wantsOutlines: false,
    };
    const { answer } = request;
    const parts = { files, log, statePath: "state.json", logPath: "log.csv", answer };
    const keeper = new WatchKeeper(parts, listener, kept);
    const watcher = new Watcher(
      { source, keeper, clock, pause: neverStops },
      request,
      listener,
      kept,
    );
    let from = 0;
    for (const end of [...(options.lookAt ?? []), rows.length]) {
      source.rows.push(...rows.slice(from, end));
      from = end;
      await watcher.look({ toTheEnd: false });
    }
  };
  try {
    await run();
    return { looks, answers, acts, troubles, wasKilled: false };
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return { looks, answers, acts, troubles, wasKilled: true };
  }
}

/** Fires into the disk; can be asked what became of a firing. */
function fakeRetrainer({ fired }: Disk, act: () => void, canFire: () => boolean): Retrainer {
  const accepted = (triggerId: string): Firing => ({
    outcome: fired.includes(triggerId) ? "joined" : "accepted",
    detail: "queued",
    receipt: {},
  });
  return {
    kind: "jenkins",
    target: "retrain-model",
    memoryKey: "retrain-model",
    canReconcile: true,
    plan: () => [],
    preflight: () => Promise.resolve({}),
    // eslint-disable-next-line @typescript-eslint/require-await -- a throw becomes a rejection
    fire: async ({ triggerId }) => {
      act();
      if (!canFire()) throw new UpstreamError("Jenkins does not answer", { fault: "unreachable" });
      const firing = accepted(triggerId);
      fired.push(triggerId);
      act();
      return firing;
    },
    reconcile: ({ triggerId }) =>
      Promise.resolve(
        fired.includes(triggerId)
          ? { outcome: "accepted", detail: "it was queued", receipt: {} }
          : { outcome: "absent", detail: "nothing there" },
      ),
  };
}
