import { InputError } from "../../core/errors.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { DataFinding, EngineColumn } from "../../ports/data-engine.js";
import type {
  RowChunk,
  RowSource,
  RowSourceRequest,
  SourcePosition,
} from "../../ports/row-source.js";
import type { ByteStream } from "../local-files.js";
import { fileEncoding } from "../file-encoding.js";
import { containerOf } from "../file-head.js";
import { FindingList } from "./finding-list.js";
import { guessedColumns } from "./text/guessed-columns.js";
import { Reading } from "./text/reading.js";
import { requireTime } from "./source-columns.js";
import { StreamBuffer } from "./stream-buffer.js";
import { badLineWords } from "./text/text-rows.js";
import { textShape, type SampledShape, type TextShape } from "./text/text-shape.js";

const BYTES_AT_ONCE = 1 << 18;
/** How long to wait for the first rows before saying that there are none yet. */
const FIRST_ROWS_MS = 1000;

/** A pipe that brings something within this time is asked for more. */
const PAUSE_MS = 20;
/** A record longer than this is none: a quote has been left open. */
const LONGEST_RECORD_BYTES = 1 << 24;

/** The rows of a stream: what has come in. There is no way back in it, so it has no position. */
export class FollowedStream implements RowSource {
  private readonly found = new FindingList();
  private readonly buffer: StreamBuffer;
  /** What has come, and has not become rows yet. */
  private bytes: Buffer = Buffer.alloc(0);
  private isWhole = false;
  private sampled: SampledShape | null = null;
  private isDone = false;

  constructor(
    readonly name: string,
    private readonly request: RowSourceRequest,
    stream: ByteStream,
  ) {
    if (request.position !== undefined) {
      throw new InputError(`${name} cannot be read on from where an earlier run stood`, {
        where: name,
        fix: "begin anew without the state, or write the stream into a file and give that",
      });
    }
    this.buffer = new StreamBuffer(stream);
  }

  get hasEnded(): boolean {
    return this.isDone;
  }

  async columns(): Promise<readonly EngineColumn[] | null> {
    const { time, missingValues } = this.request;
    const deadline = performance.now() + FIRST_ROWS_MS;
    while (this.shape() === null && !this.isWhole) {
      if (!(await this.buffer.waitForMore(deadline - performance.now()))) return null;
    }
    if (this.sampled === null) return null;
    const columns = guessedColumns(this.sampled.shape.names, this.sampled.sample, missingValues);
    requireTime(columns, time, this.name);
    return columns;
  }

  async *read(
    columns: readonly ColumnRequest[],
    { toTheEnd = false }: { readonly toTheEnd?: boolean } = {},
  ): AsyncGenerator<RowChunk> {
    const { time, missingValues } = this.request;
    const reading = new Reading({ columns, time, missingValues }, (why) => {
      this.found.add(this.name, (count) => badLineWords(why, count));
    });
    for (;;) {
      const shape = this.shape();
      if (shape !== null) yield* this.rows(reading, shape);
      this.isDone = this.isWhole;
      if (this.isDone) return;
      if (!(await this.buffer.waitForMore(toTheEnd ? Infinity : PAUSE_MS))) return;
    }
  }

  position(): SourcePosition {
    return { stream: this.name };
  }

  findings(): readonly DataFinding[] {
    return this.found.take();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.buffer.stop();
    return Promise.resolve();
  }

  /** The whole rows of what has come so far. */
  private *rows(reading: Reading, shape: TextShape): Generator<RowChunk> {
    const scanner = reading.rowsOf(shape);
    for (let length = BYTES_AT_ONCE; this.bytes.length > 0;) {
      const { bytes } = this;
      const to = Math.min(length, bytes.length);
      const isLast = to === bytes.length;
      const isWhole = (isLast && this.isWhole) || to > LONGEST_RECORD_BYTES;
      const end = scanner.scan(bytes, 0, to, isWhole);
      if (end === 0 && isLast) return;
      length = end === 0 ? 4 * length : BYTES_AT_ONCE;
      this.bytes = bytes.subarray(end);
      const { times, table } = reading.rows.take();
      if (times.length > 0) yield { times, table, origin: this.name, isAgain: false };
    }
  }

  private shape(): TextShape | null {
    const { bytes, hasEnded } = this.buffer.take();
    this.bytes = Buffer.concat([this.bytes, bytes]);
    this.isWhole = hasEnded;
    if (this.sampled === null && this.bytes.length > 0) {
      this.sampled = this.sample();
      if (this.sampled === null) return null;
      this.bytes = this.bytes.subarray(this.sampled.shape.dataStart);
      this.sampled.findings.forEach(({ what, where }) => {
        this.found.add(where ?? this.name, what);
      });
    }
    return this.sampled?.shape ?? null;
  }

  private sample(): SampledShape | null {
    const file = { path: this.name, name: this.name };
    const isText = containerOf(file, this.bytes) === "text";
    const isUtf16 = isText && fileEncoding(this.bytes, !this.isWhole).startsWith("utf-16");
    if (isText && !isUtf16) return textShape(file, this.bytes, this.isWhole, this.request.format);
    const what = isUtf16 ? "UTF-16 text" : "compressed, or Parquet";
    throw new InputError(`${this.name} is ${what}, which has to be a file`, {
      where: this.name,
      fix: "give the path of the file, or send CSV or JSON Lines in UTF-8",
    });
  }
}
