import { Worker } from "node:worker_threads";
import type { Watch } from "../../ports/data-engine.js";
import { NumberStore } from "./number-store.js";
import type { HandedTable, ScanMessage, ScanTask } from "./scan-worker.js";
import type { ScannedTable } from "./scan-table.js";
import type { SpillFolder } from "./spill-folder.js";

/**
 * Scan a table in a thread of its own.
 *
 * @param script the built form of `scan-worker.ts`
 * @param spill where the files of the thread lie in
 * @returns null where anything is in doubt, or went wrong
 */
export async function scanInThread(
  script: URL,
  task: Omit<ScanTask, "spill"> & { readonly memoryBytes: number },
  spill: SpillFolder,
  {
    watch,
    signal,
  }: { readonly watch?: Watch | undefined; readonly signal?: AbortSignal | undefined },
): Promise<ScannedTable | null> {
  const { file, request, memoryBytes } = task;
  const workerData: ScanTask = {
    ...{ file, request },
    spill: { memoryBytes, temporaryFolder: spill.path() },
  };
  const worker = new Worker(script, { workerData });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  try {
    const table = await new Promise<HandedTable | null>((resolve) => {
      worker.on("message", (message: ScanMessage) => {
        if ("table" in message) resolve(message.table);
        else watch?.(message.share);
      });
      worker.on("error", () => {
        resolve(null);
      });
      worker.on("exit", () => {
        resolve(null);
      });
    });
    signal?.throwIfAborted();
    if (table === null) return null;
    const columns = table.columns.map(([name, column]) => {
      const numbers =
        column.numbers && NumberStore.of(column.numbers, (path) => spill.reopen(path));
      return [name, { ...column, numbers }] as const;
    });
    return { ...table, columns: new Map(columns) };
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
