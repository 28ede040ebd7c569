import type { FileStore } from "../ports/file-store.js";
import type { TableWriter } from "../ports/table-writer.js";
import type { Timer } from "../ports/timer.js";
import type { MadeUpTable } from "../synth/made-up-tables.js";
import type { RowRequest } from "../synth/row-request.js";

/** Rows that are in memory at once. */
const ROWS_AT_ONCE = 10_000;

/** One file of all rows ("-" is stdout), or a folder of files, one a batch. */
export type RowTarget =
  | { readonly file: string }
  | {
      readonly folder: string;
      /** Ending of the files' names, such as "csv". */
      readonly extension: string;
    };

export interface GenerateRequest {
  readonly table: MadeUpTable;
  readonly plan: RowRequest;
  readonly batches: number;
  readonly rowsPerBatch: number;
  /** Seconds from the start of one batch to the start of the next; 0 does not wait. */
  readonly intervalSeconds: number;
  readonly target: RowTarget;
}

/** What the flow works with. */
export interface GenerateTools {
  readonly files: FileStore;
  readonly timer: Timer;
  /** Aborted when the work is called off: a batch that is not whole leaves no file. */
  readonly signal: AbortSignal;
  readonly openWriter: (path: string) => Promise<TableWriter>;
  /** Told how many rows have been written so far. */
  readonly onRows: (rows: number) => void;
  /** Told when a batch, counted from 1, is there. */
  readonly onBatch: (batch: number) => void;
}

/**
 * Write the rows of a made-up table, batch by batch, in bounded memory. A file appears whole or not at all,
 * so that whoever watches the folder never sees half a batch.
 *
 * @throws the reason of the signal when it is aborted; the batches before are there
 */
export async function generateRows(request: GenerateRequest, tools: GenerateTools): Promise<void> {
  const { target, batches } = request;
  const wait = pace(request.intervalSeconds, tools.timer);
  const fill = batchFiller(request, tools);
  if ("file" in target) {
    await writeWhole(tools, target.file, async (writer) => {
      for (let batch = 1; batch <= batches; batch++) {
        await wait(batch);
        await fill(writer);
        tools.onBatch(batch);
      }
    });
    return;
  }
  const folder = target.folder.replace(/(?<=.)\/+$/, "");
  await tools.files.makeFolder(folder);
  for (let batch = 1; batch <= batches; batch++) {
    await wait(batch);
    const name = `batch-${String(batch).padStart(6, "0")}.${target.extension}`;
    await writeWhole(tools, `${folder}/${name}`, fill);
    tools.onBatch(batch);
  }
}

/** A function that waits until a batch is due, counted from the first: delays do not add up. */
function pace(intervalSeconds: number, timer: Timer): (batch: number) => Promise<void> {
  const startedAt = timer.now();
  return async (batch) => {
    const due = startedAt + 1000 * intervalSeconds * (batch - 1) - timer.now();
    if (intervalSeconds > 0 && due > 0) await timer.sleep(due);
  };
}

/** A function that writes the rows of the next batch. */
function batchFiller(
  { table, plan, rowsPerBatch }: GenerateRequest,
  { signal, onRows }: GenerateTools,
): (writer: TableWriter) => Promise<void> {
  const stream = table.rows(plan);
  let done = 0;
  return async (writer) => {
    for (let left = rowsPerBatch; left > 0; left -= ROWS_AT_ONCE) {
      signal.throwIfAborted();
      const rows = Math.min(left, ROWS_AT_ONCE);
      await writer.write(stream.next(rows));
      done += rows;
      onRows(done);
    }
  };
}

async function writeWhole(
  { openWriter }: GenerateTools,
  path: string,
  fill: (writer: TableWriter) => Promise<void>,
): Promise<void> {
  const writer = await openWriter(path);
  try {
    await fill(writer);
    await writer.commit();
  } finally {
    await writer.discard();
  }
}
