import { stat } from "node:fs/promises";
import { availableParallelism, totalmem, tmpdir } from "node:os";
import { Readable } from "node:stream";
import { InputError } from "../../core/errors.js";
import type {
  DataEngine,
  EngineTable,
  Reduction,
  ReductionAnswer,
  TableRequest,
  Watch,
} from "../../ports/data-engine.js";
import type { RowReader } from "../../ports/row-reader.js";
import { inputFiles, type InputFile } from "../input-files.js";
import { localPath } from "../local-path.js";
import { requireUnchanged } from "../unchanged-files.js";
import { answerScanned, isAnswered } from "./answer-scanned.js";
import { scanInThread } from "./scan-in-thread.js";
import { scanTable, type ScannedTable } from "./scan-table.js";
import { spillFolder } from "./spill-folder.js";

type Engine = DataEngine & RowReader;

export interface ScannedOptions {
  /** The engine for all else; it is opened when it is needed. */
  readonly openOther: () => Promise<Engine>;
  readonly memoryBytes?: number;
  readonly temporaryFolder?: string;
  readonly signal?: AbortSignal;
  readonly threads?: number;
  /** The built form of `scan-worker.ts`: with it, large files are read in threads of their own. */
  readonly scanWorker?: URL;
}

/** A thread takes a tenth of a second to start. */
const LARGE_BYTES = 2 ** 24;
/** Of the memory that is allowed so much may be numbers; the other engine has the rest. */
const SHARE_OF_MEMORY = 8;
const GIB = 2 ** 30;

interface Opened {
  readonly request: TableRequest;
  readonly file: InputFile;
  readonly scanned: ScannedTable;
  /** The same table in the other engine, once something was asked that only that one can tell. */
  other?: Promise<EngineTable>;
}

/**
 * An engine that reads plain CSV by itself, in one go, three times as fast as a database; whatever is
 * in doubt about a file, and whatever it cannot tell of one, it leaves to another engine.
 */
export function openScanned(options: ScannedOptions): Engine {
  const { openOther, signal, threads = availableParallelism(), scanWorker, ...settings } = options;
  const { memoryBytes = Math.min(GIB, totalmem() / 2), temporaryFolder = tmpdir() } = settings;
  const ownMemory = memoryBytes / SHARE_OF_MEMORY;
  const spill = spillFolder({ memoryBytes: ownMemory, temporaryFolder });
  const closing = new AbortController();
  const stop = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
  const scans = new Set<Promise<unknown>>();
  let opening: Promise<Engine> | null = null;
  const other = () => (opening ??= openOther());
  const tables = new WeakMap<EngineTable, Opened>();
  /** The table that the other engine knows. */
  const handedOver = async (table: EngineTable): Promise<EngineTable> => {
    const opened = tables.get(table);
    if (opened === undefined) return table;
    await requireUnchanged([opened.file]);
    const engine = await other();
    return (opened.other ??= engine.open(opened.request));
  };
  return {
    get name() {
      return "duckdb";
    },
    open: async (request: TableRequest, watch?: Watch) => {
      const file = await singleFile(request.source);
      const scanned = file && (await scanFile(file, request, watch));
      if (!file || !scanned) return (await other()).open(request, watch);
      const table = tableOf(request, scanned);
      tables.set(table, { request, file, scanned });
      return table;
    },
    reduce: async <const R extends readonly Reduction[]>(
      requests: R,
      watch: Watch = () => undefined,
    ) => {
      const answers: unknown[] = [];
      const left: { readonly place: number; readonly request: Reduction }[] = [];
      for (const [place, request] of requests.entries()) {
        const scanned = tables.get(request.table)?.scanned;
        if (scanned && isAnswered(request, scanned)) {
          const told = (share: number) => {
            watch((place + share) / requests.length);
          };
          answers[place] = await answerScanned(request, scanned, { signal, watch: told });
          told(1);
        } else
          left.push({ place, request: { ...request, table: await handedOver(request.table) } });
      }
      if (left.length > 0) {
        const engine = await other();
        const told = (share: number) => {
          watch(1 - ((1 - share) * left.length) / requests.length);
        };
        const rest = await engine.reduce(
          left.map(({ request }) => request),
          told,
        );
        left.forEach(({ place }, i) => (answers[place] = rest[i]));
      }
      return answers as { [I in keyof R]: ReductionAnswer<R[I]> };
    },
    parts: async (table, rule) => {
      const handed = await handedOver(table);
      return (await other()).parts(handed, rule);
    },
    sampleRows: async (table, ...sample) => {
      const handed = await handedOver(table);
      return (await other()).sampleRows(handed, ...sample);
    },
    read: async (table, columns) => {
      const handed = await handedOver(table);
      return (await other()).read(handed, columns);
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await Promise.allSettled(scans);
      spill[Symbol.dispose]();
      if (opening !== null) await (await opening)[Symbol.asyncDispose]();
    },
  };

  async function scanFile(
    file: InputFile,
    request: TableRequest,
    watch: Watch | undefined,
  ): Promise<ScannedTable | null> {
    const scanning = scan(file, request, watch);
    scans.add(scanning);
    try {
      return await scanning;
    } finally {
      scans.delete(scanning);
    }
  }

  async function scan(
    file: InputFile,
    request: TableRequest,
    watch: Watch | undefined,
  ): Promise<ScannedTable | null> {
    const course = { watch, signal: stop };
    try {
      if (scanWorker === undefined || threads === 1 || file.sizeBytes < LARGE_BYTES) {
        return await scanTable(file, request, spill, course);
      }
      const task = { file, request, memoryBytes: ownMemory / 2 };
      return await scanInThread(scanWorker, task, spill, course);
    } catch (error) {
      throw spillFault(error, temporaryFolder);
    } finally {
      await requireUnchanged([file]);
    }
  }
}

/** The file behind a source, if it is one that can be read more than once. */
async function singleFile(source: string): Promise<InputFile | null> {
  if (source === "-") return null;
  const state = await stat(localPath(source)).catch(() => null);
  if (state?.isFile() !== true) return null;
  const [file] = await inputFiles(source, Readable.from([]), "");
  return file;
}

function tableOf(
  { source }: TableRequest,
  { rows, sha256, dialect, columns }: ScannedTable,
): EngineTable {
  const types = Array.from(columns, ([name, { type }]) => ({ name, type, storedAs: "text" }));
  return { source, rows, sha256, columns: types, findings: dialect.findings };
}

function spillFault(error: unknown, temporaryFolder: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return error;
  return new InputError("there is no room for the temporary files", {
    where: temporaryFolder,
    fix: "free some space, or name a folder on a larger disk with --temp",
    cause: error,
  });
}
