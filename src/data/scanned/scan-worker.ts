import { parentPort, workerData } from "node:worker_threads";
import type { TableRequest } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import type { StoredNumbers } from "./number-store.js";
import { scanTable, type ScannedColumn, type ScannedTable } from "./scan-table.js";
import { spillFolder, type SpillSettings } from "./spill-folder.js";

/** What a thread is asked to scan. */
export interface ScanTask {
  readonly file: InputFile;
  readonly request: TableRequest;
  readonly spill: SpillSettings;
}

/** A scanned table as it goes from one thread to another. */
export type HandedTable = Omit<ScannedTable, "columns"> & {
  readonly columns: readonly (readonly [name: string, column: HandedColumn])[];
};

export type HandedColumn = Omit<ScannedColumn, "numbers"> & {
  readonly numbers: StoredNumbers | null;
};

/** What a thread says: how far it is, and at the end the table, or that it is in doubt. */
export type ScanMessage = { readonly share: number } | { readonly table: HandedTable | null };

/** Tell the other thread no more often than that. */
const LEAST_SHARE = 0.01;

async function scan({ file, request, spill }: ScanTask): Promise<HandedTable | null> {
  let told = 0;
  const watch = (share: number) => {
    if (share < told + LEAST_SHARE) return;
    told = share;
    say({ share });
  };
  const scanned = await scanTable(file, request, spillFolder(spill), { watch });
  if (scanned === null) return null;
  const columns = Array.from(scanned.columns, ([name, column]) => {
    return [name, { ...column, numbers: column.numbers && column.numbers.handOver() }] as const;
  });
  return { ...scanned, columns };
}

function say(message: ScanMessage): void {
  const blocks =
    "table" in message
      ? (message.table?.columns ?? []).flatMap(([, { numbers }]) => [...(numbers?.blocks ?? [])])
      : [];
  parentPort?.postMessage(
    message,
    blocks.map(({ buffer }) => buffer),
  );
}

// What goes wrong here goes wrong in the other engine, too, which says it better.
say({ table: await scan(workerData as ScanTask).catch(() => null) });
