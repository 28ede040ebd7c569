import { InputError } from "../../../core/errors.js";
import { formatOfPath } from "../../../data/table-writer.js";
import type { GenerateRequest, RowTarget } from "../../../flows/generate-rows.js";
import { rowPlan, type RowWish } from "../../../flows/row-plan.js";
import type { DataFormat } from "../../../ports/data-engine.js";
import { MADE_UP_TABLES, type MadeUpTableName } from "../../../synth/made-up-tables.js";

export const DEFAULT_ROWS = 10_000;
export const DEFAULT_BATCH_SIZE = 1000;

/** What the flags came to. */
export interface GenerateOptions extends Omit<RowWish, "batches" | "rowsPerBatch"> {
  readonly table: MadeUpTableName;
  readonly rows: number | undefined;
  readonly batches: number | undefined;
  readonly batchSize: number | undefined;
  readonly out: string;
  readonly format: DataFormat | undefined;
}

/**
 * What is to be generated, in which format.
 *
 * @throws {InputError} when flags exclude each other
 */
export function generateRequest(
  options: GenerateOptions,
): GenerateRequest & { readonly format: DataFormat } {
  const { out, intervalSeconds } = options;
  const size = sizeOf(options);
  if (/\.gz$/i.test(out)) {
    const fix = "leave .gz off, and compress the file afterwards";
    throw new InputError("compressed files are not written", { where: `--out ${out}`, fix });
  }
  const format = options.format ?? formatOfPath(out) ?? "csv";
  const target = targetOf(out, format, options.batches !== undefined);
  return {
    ...size,
    format,
    target,
    intervalSeconds,
    table: MADE_UP_TABLES[options.table],
    plan: rowPlan({ ...options, ...size }),
  };
}

function sizeOf({ rows, batches, batchSize, intervalSeconds }: GenerateOptions): {
  readonly batches: number;
  readonly rowsPerBatch: number;
} {
  if (batches !== undefined) {
    if (rows === undefined) return { batches, rowsPerBatch: batchSize ?? DEFAULT_BATCH_SIZE };
    const fix = "give one of them, or --batches with --batch-size";
    throw new InputError("--rows and --batches exclude each other", { fix });
  }
  const idle = batchSize !== undefined ? "--batch-size" : intervalSeconds > 0 ? "--interval" : null;
  if (idle === null) return { batches: 1, rowsPerBatch: rows ?? DEFAULT_ROWS };
  throw new InputError(`${idle} says nothing without batches`, { fix: "give --batches too" });
}

/** A file where the path names one; else, with batches, a folder. */
function targetOf(out: string, format: DataFormat, hasBatches: boolean): RowTarget {
  const isFolder = out.endsWith("/") || (hasBatches && formatOfPath(out) === undefined);
  return isFolder && out !== "-" ? { folder: out, extension: format } : { file: out };
}
