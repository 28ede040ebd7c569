import type { DataFinding, DataFormat } from "../../ports/data-engine.js";
import { containerOf } from "../file-head.js";
import { fileEncoding } from "../file-encoding.js";
import { plainBytes, unpackedBytes, type FileBytes } from "./file-bytes.js";
import type { FileContent } from "./file-content.js";
import { markOfFile, type Mark } from "./fingerprint.js";
import type { ParquetReader } from "./parquet-reader.js";
import type { SeenFile } from "./source-files.js";
import type { TemporaryFolder } from "./temporary-folder.js";
import { textContent } from "./text-content.js";
import { textShape, type SampledShape, type TextShape } from "./text/text-shape.js";

const FIRST_BYTES = 1 << 14;
/** Enough for a good guess at the types of columns. */
const SAMPLE_BYTES = 1 << 18;
/** A header and a row longer than this are none. */
const LONGEST_HEAD_BYTES = 1 << 24;

export interface ContentOptions {
  readonly format?: DataFormat | undefined;
  readonly missingValues: readonly string[];
  readonly folder: TemporaryFolder;
  readonly parquet: ParquetReader;
}

type Named = Pick<SeenFile, "path"> & { readonly name: string };

/** Opens files: by what is in them, as everywhere. Files of one header share one shape. */
export class ContentOpener {
  private readonly shapes = new Map<string, TextShape>();

  constructor(private readonly options: ContentOptions) {}

  /**
   * @param isFinal nothing more will come
   * @returns null while there is no whole row, or the file is not complete yet
   * @throws {InputError} when it cannot be read as a table
   */
  async open(seen: SeenFile, isFinal: boolean): Promise<FileContent | null> {
    const file = { path: seen.path, name: seen.path };
    const plain = plainBytes(seen.path);
    const { bytes, isEnd } = await plain.head(FIRST_BYTES);
    if (bytes.length === 0) return null;
    const container = containerOf(file, bytes);
    if (container === "parquet") return this.options.parquet.open(seen);
    const encoding = container === "gzip" ? "utf-8" : fileEncoding(bytes, !isEnd);
    if (container === "text" && !encoding.startsWith("utf-16")) {
      return this.text(file, plain, { isFixed: isFinal });
    }
    const compression = container === "gzip" ? "gzip" : "none";
    const unpacked = unpackedBytes(file, { compression, encoding }, this.options.folder);
    const mark = await markOfFile(seen.path, seen.sizeBytes);
    if (mark === null) return null;
    return this.text(file, unpacked, { isFixed: container === "gzip" || isFinal, mark });
  }

  private async text(
    file: Named,
    bytes: FileBytes,
    known: { readonly isFixed: boolean; readonly mark?: Mark },
  ): Promise<FileContent | null> {
    const found = await this.shapeOf(file, bytes, known.isFixed);
    if (found === null) return null;
    const { missingValues } = this.options;
    const sample = async () => {
      return (await this.sampled(file, bytes, known.isFixed, SAMPLE_BYTES))?.sample ?? [];
    };
    return textContent({ bytes, ...found, ...known, missingValues, sample });
  }

  private async shapeOf(
    file: Named,
    bytes: FileBytes,
    isFinal: boolean,
  ): Promise<{ shape: TextShape; findings: readonly DataFinding[] } | null> {
    const { bytes: first } = await bytes.head(FIRST_BYTES);
    const lineEnd = first.indexOf(10);
    const header = first.toString("latin1", 0, lineEnd + 1);
    const known = this.shapes.get(header);
    // JSON Lines have no header, and a header within quotes may go on in the next line.
    if (known?.kind === "csv" && known.dataStart === lineEnd + 1) {
      return { shape: known, findings: [] };
    }
    const found = await this.sampled(file, bytes, isFinal, FIRST_BYTES);
    if (found === null) return null;
    if (lineEnd > 0) this.shapes.set(header, found.shape);
    return found;
  }

  /** The shape by so many bytes, or as many more as hold a row. */
  private async sampled(
    file: Named,
    bytes: FileBytes,
    isFinal: boolean,
    most: number,
  ): Promise<SampledShape | null> {
    for (let length = most; ; length *= 8) {
      const { bytes: head, isEnd } = await bytes.head(length);
      const shape = textShape(file, head, isEnd && isFinal, this.options.format);
      if (shape !== null || isEnd || length > LONGEST_HEAD_BYTES) return shape;
    }
  }
}
