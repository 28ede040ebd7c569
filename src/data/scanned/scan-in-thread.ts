import { Worker } from "node:worker_threads";
import type { Watch } from "../../ports/data-engine.js";
import type { HeldTable, ScanCourse } from "./held-table.js";
import type { ScanMessage, ScanTask } from "./scan-worker.js";

/** What is short-lived in a thread: with the usual 48 MB ten million rows took 80 MB more, and no less time. */
const YOUNG = { maxYoungGenerationSizeMb: 8 };

/** A scanned table that another thread holds. */
export interface TableThread extends AsyncDisposable {
  readonly table: HeldTable;
}

/**
 * Scan a table in a thread of its own, which holds it from then on.
 *
 * @param script the built form of `scan-worker.ts`
 * @returns null where anything about the table is in doubt, or went wrong
 */
export async function scanInThread(
  script: URL,
  task: ScanTask,
  { watch, signal }: ScanCourse,
): Promise<TableThread | null> {
  const worker = new Worker(script, {
    workerData: task,
    resourceLimits: YOUNG,
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  const end = async () => {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  };
  const first = await nextWord(worker, watch).catch(() => null);
  signal?.throwIfAborted();
  if (first === null || !("facts" in first) || first.facts === null) {
    await end();
    return null;
  }
  let last: Promise<unknown> = Promise.resolve();
  const table: HeldTable = {
    ...first.facts,
    answer: (asked, told) => {
      const mine = last.then(async () => {
        signal?.throwIfAborted();
        const word = nextWord(worker, told);
        worker.postMessage(asked);
        const said = await word.catch((error: unknown) => {
          signal?.throwIfAborted();
          throw error;
        });
        return "answer" in said ? said.answer : undefined;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
  return { table, [Symbol.asyncDispose]: end };
}

type Word = Exclude<ScanMessage, { share: number }>;

/** What a thread says next, but for how far it is. */
function nextWord(worker: Worker, watch: Watch | undefined): Promise<Word> {
  return new Promise((resolve, reject) => {
    const hear = (message: ScanMessage) => {
      if ("share" in message) watch?.(message.share);
      else settle(resolve, message);
    };
    const fail = (error: Error) => {
      settle(reject, error);
    };
    const exit = () => {
      settle(reject, new Error("a thread has ended before its time"));
    };
    const settle = <T>(then: (value: T) => void, value: T) => {
      worker.off("message", hear).off("error", fail).off("exit", exit);
      then(value);
    };
    worker.on("message", hear).on("error", fail).on("exit", exit);
  });
}
