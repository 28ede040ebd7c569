import { availableParallelism, tmpdir, totalmem } from "node:os";
import type { TableRequest, Watch } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { noRoomFault } from "../no-room-fault.js";
import { requireUnchanged } from "../unchanged-files.js";
import { scanHere, type HeldTable } from "./held-table.js";
import { scanInThread, type TableThread } from "./scan-in-thread.js";
import { spillFolder } from "./spill-folder.js";

export interface HolderOptions {
  readonly memoryBytes?: number;
  readonly temporaryFolder?: string;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** The built form of `scan-worker.ts`: with it, large tables are held by threads of their own. */
  readonly scanWorker?: URL;
}

/** Scans tables and holds them, in this thread or in others, until it is disposed of. */
export interface TableHolder extends AsyncDisposable {
  /** @returns null where anything about the table is in doubt */
  hold(file: InputFile, request: TableRequest, watch?: Watch): Promise<HeldTable | null>;
}

/** A thread takes a tenth of a second to start. */
const LARGE_BYTES = 2 ** 24;
/** Of the memory that is allowed so much may be numbers; the other engine has the rest. */
const SHARE_OF_MEMORY = 8;
const GIB = 2 ** 30;

export function tableHolder(options: HolderOptions): TableHolder {
  const { signal, threads = availableParallelism(), scanWorker } = options;
  const { memoryBytes: allowed = Math.min(GIB, totalmem() / 2) } = options;
  const { temporaryFolder = tmpdir() } = options;
  const memoryBytes = allowed / SHARE_OF_MEMORY;
  const spill = spillFolder({ memoryBytes, temporaryFolder });
  const closing = new AbortController();
  const stop = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
  const scans = new Set<Promise<unknown>>();
  const others: TableThread[] = [];

  const scan = async (file: InputFile, request: TableRequest, watch: Watch | undefined) => {
    const course = { watch, signal: stop };
    if (scanWorker === undefined || threads === 1 || file.sizeBytes < LARGE_BYTES) {
      return scanHere(file, request, spill, course);
    }
    const own = { memoryBytes: memoryBytes / 8, temporaryFolder: spill.path() };
    const thread = await scanInThread(scanWorker, { file, request, spill: own }, course);
    if (thread === null) return null;
    others.push(thread);
    return thread.table;
  };
  return {
    hold: async (file, request, watch) => {
      const scanning = scan(file, request, watch);
      scans.add(scanning);
      try {
        return await scanning;
      } catch (error) {
        throw spillFault(error, temporaryFolder);
      } finally {
        scans.delete(scanning);
        await requireUnchanged([file]);
      }
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await Promise.allSettled(scans);
      for (const thread of others) await thread[Symbol.asyncDispose]();
      spill[Symbol.dispose]();
    },
  };
}

function spillFault(error: unknown, temporaryFolder: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return error;
  return noRoomFault(temporaryFolder, error);
}
