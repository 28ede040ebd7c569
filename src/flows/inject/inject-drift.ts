import type { Checkpoint } from "../../core/checkpoint.js";
import { seededRandom } from "../../core/random.js";
import type { DataFinding, DataFormat } from "../../ports/data-engine.js";
import type { FileStore } from "../../ports/file-store.js";
import type { RowReader } from "../../ports/row-reader.js";
import type { TableWriter, WrittenColumn } from "../../ports/table-writer.js";
import { jsonText } from "../../report/json.js";
import { checkColumns } from "../../synth/inject/check-injection.js";
import { injectDrift as injectInto, type InjectedTable } from "../../synth/inject/inject-drift.js";
import { columnsOf, type Injection } from "../../synth/inject/injection.js";
import { readSource, readTyped, type SourceRequest } from "./read-source.js";
import { truthDocument } from "./truth-document.js";
import { resultColumn } from "./written-column.js";

export interface InjectionRequest extends SourceRequest {
  readonly injections: readonly Injection[];
  /** Where the changes start: at a share of the rows, or at a row (the first is 1). */
  readonly start: { readonly share: number } | { readonly row: number };
  /** Share of the rows from there on that shift, scale, noise and tail look at. */
  readonly rowShare: number;
  readonly seed: number;
  /** The file to write; "-" is stdout. */
  readonly out: string;
  readonly outFormat: DataFormat;
  /** Where the truth goes; null keeps none. */
  readonly truth: string | null;
}

/** What the flow works with. */
export interface InjectionWorld {
  readonly reader: RowReader;
  readonly files: FileStore;
  readonly openWriter: (columns: readonly WrittenColumn[]) => Promise<TableWriter>;
  readonly checkpoint: Checkpoint;
  /** Told what is being done, and how much of all is done. */
  readonly onProgress: (doing: string, share: number) => void;
}

export interface InjectionResult {
  readonly injected: InjectedTable;
  readonly sourceRows: number;
  readonly findings: readonly DataFinding[];
}

/**
 * Inject known drift into a data set: the same rows with changes in the columns that are named, and
 * beside them the truth about these changes. A cell that is not changed keeps its text. All rows are in
 * memory. The truth is there before the data are, so that no data are without.
 *
 * @throws {InputError} when the data cannot be read, or an injection does not suit them
 */
export async function injectDrift(
  request: InjectionRequest,
  { reader, files, openWriter, checkpoint, onProgress }: InjectionWorld,
): Promise<InjectionResult> {
  onProgress("reading", 0);
  const { source, format, categorical, seed, out, outFormat } = request;
  const opening = { source, missingValues: [], categorical: [...categorical] };
  const table = await reader.open(format === undefined ? opening : { ...opening, format });
  const names = table.columns.map(({ name }) => name);
  for (const injection of request.injections) checkColumns(injection, names);
  const columns = await readSource(reader, table, request);
  const touched = new Set(request.injections.flatMap(columnsOf));
  const own = columns.filter(({ name }) => touched.has(name));
  const typed = await readTyped(reader, table, own);
  await checkpoint();
  onProgress("changing", 0.5);
  const injections = placed(request, table.rows);
  const injected = injectInto(typed, injections, seededRandom(seed, "inject"));
  await checkpoint();
  onProgress("writing", 0.7);
  const { sourceRows } = injected;
  const results = columns.map((column) => {
    const place = own.indexOf(column);
    const cells = injected.cells[place];
    const changed = cells && { column: injected.table.columns[place]!, cells };
    return resultColumn(column, sourceRows, changed, outFormat === "parquet");
  });
  const writer = await openWriter(results.map(({ written }) => written));
  try {
    await writer.write({ rows: sourceRows.length, columns: results.map(({ texts }) => texts) });
    await checkpoint();
    const document = truthDocument({ table, out, format: outFormat, seed }, injected);
    if (request.truth !== null) await files.write(request.truth, jsonText(document));
    await writer.commit();
  } finally {
    await writer.discard();
  }
  return { injected, sourceRows: table.rows, findings: table.findings };
}

/** The injections with the place where they start. */
function placed({ injections, start, rowShare }: InjectionRequest, rows: number): Injection[] {
  const startRow = "row" in start ? start.row - 1 : Math.round(start.share * rows);
  return injections.map((injection) => ({ ...injection, startRow, rowShare }));
}
