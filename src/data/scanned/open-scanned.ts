import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { sum } from "../../core/sum.js";
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
import { isAnswered, type HeldTable } from "./held-table.js";
import { tableHolder, type HolderOptions } from "./table-holder.js";

type Engine = DataEngine & RowReader;

export interface ScannedOptions extends HolderOptions {
  /** The engine for all else; it is opened when it is needed. */
  readonly openOther: () => Promise<Engine>;
}

interface Opened {
  readonly request: TableRequest;
  readonly file: InputFile;
  readonly held: HeldTable;
  /** The same table in the other engine, once something was asked that only that one can tell. */
  other?: Promise<EngineTable>;
}

/**
 * An engine that reads plain CSV by itself, in one go, three times as fast as a database; whatever is
 * in doubt about a file, and whatever it cannot tell of one, it leaves to another engine.
 */
export function openScanned({ openOther, ...options }: ScannedOptions): Engine {
  const holder = tableHolder(options);
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
    name: "duckdb", // as people choose it: who reads a file is no choice of theirs
    open: async (request: TableRequest, watch?: Watch) => {
      const file = await singleFile(request.source);
      const held = file && (await holder.hold(file, request, watch));
      if (!file || !held) return (await other()).open(request, watch);
      const table = tableOf(request, held);
      tables.set(table, { request, file, held });
      return table;
    },
    reduce: async <const R extends readonly Reduction[]>(
      requests: R,
      watch: Watch = () => undefined,
    ) => {
      const shares = requests.map(() => 0);
      const tellOf = (places: readonly number[]) => (share: number) => {
        for (const place of places) shares[place] = share;
        watch(sum(shares) / shares.length);
      };
      const answers: unknown[] = [];
      const left: number[] = [];
      const answering = requests.map(async (request, place) => {
        const held = tables.get(request.table)?.held;
        if (!held || !isAnswered(request, held)) {
          left.push(place);
          return;
        }
        const told = tellOf([place]);
        answers[place] = await held.answer(request, told);
        told(1);
      });
      const answerLeft = async () => {
        if (left.length === 0) return;
        const handed: Reduction[] = [];
        for (const place of left) {
          const request = requests[place]!;
          handed.push({ ...request, table: await handedOver(request.table) });
        }
        const rest = await (await other()).reduce(handed, tellOf(left));
        left.forEach((place, i) => (answers[place] = rest[i]));
      };
      await Promise.all([...answering, answerLeft()]);
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
      await holder[Symbol.asyncDispose]();
      if (opening !== null) await (await opening)[Symbol.asyncDispose]();
    },
  };
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
  { rows, sha256, columns, findings }: HeldTable,
): EngineTable {
  const types = columns.map(({ name, type }) => ({ name, type, storedAs: "text" }));
  return { source, rows, sha256, columns: types, findings };
}
