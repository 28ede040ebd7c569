import type { Clock } from "../../core/clock.js";
import { InputError } from "../../core/errors.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { DataFinding, EngineColumn } from "../../ports/data-engine.js";
import type {
  RowChunk,
  RowSource,
  RowSourceRequest,
  SourcePosition,
} from "../../ports/row-source.js";
import { localPath } from "../local-path.js";
import { chunkOf } from "./chunk-of-run.js";
import { isCutShort } from "./file-bytes.js";
import type { FileContent, LoadedRows } from "./file-content.js";
import { FileFaults } from "./file-faults.js";
import { FileRoster } from "./file-roster.js";
import { FindingList } from "./finding-list.js";
import type { FollowedFile } from "./followed-file.js";
import { mergeRows, type Merged } from "./merge-rows.js";
import { ContentOpener, type ContentOptions } from "./open-content.js";
import { positionDocument, readPosition } from "./position-document.js";
import { Reading } from "./text/reading.js";
import { requireTime, sourceColumns } from "./source-columns.js";
import { sourceFiles } from "./source-files.js";
import { badLineWords } from "./text/text-rows.js";

/** A file that has not changed for so long has a last line, even if it does not end. */
const QUIET_MS = 60_000;
/** So many files show what the columns are. */
const SHOWN_FILES = 8;

export interface FollowedFilesOptions extends ContentOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** The rows of files that appear and grow, each once. */
export class FollowedFiles implements RowSource {
  readonly name: string;
  readonly hasEnded = false;
  private readonly found = new FindingList();
  private readonly faults = new FileFaults(this.found);
  private readonly roster: FileRoster;
  private readonly opener: ContentOpener;

  constructor(
    private readonly request: RowSourceRequest,
    private readonly options: FollowedFilesOptions,
  ) {
    this.name = request.source;
    const { position } = request;
    this.roster = new FileRoster(position === undefined ? [] : readPosition(position), this.found);
    this.opener = new ContentOpener(options);
  }

  async columns(): Promise<readonly EngineColumn[] | null> {
    const shown: FileContent[] = [];
    const refused: InputError[] = [];
    for (const file of await this.look()) {
      const content = await this.open(file, false).catch((error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        refused.push(error);
        return null;
      });
      if (content !== null && shown.push(content) === SHOWN_FILES) break;
    }
    if (shown.length === 0 && refused[0] !== undefined) throw refused[0];
    if (shown.length === 0) return null;
    const columns = await sourceColumns(shown);
    requireTime(columns, this.request.time, this.name);
    return columns;
  }

  async *read(
    columns: readonly ColumnRequest[],
    { toTheEnd = false }: { readonly toTheEnd?: boolean } = {},
  ): AsyncGenerator<RowChunk> {
    let origin = "";
    const { time, missingValues } = this.request;
    const reading = new Reading({ columns, time, missingValues }, (why) => {
      this.found.add(origin, (count) => badLineWords(why, count));
    });
    const files = await this.readable(await this.look(), reading, toTheEnd);
    const runs = mergeRows(files, (file, loaded) => {
      origin = file.path;
      return this.load(file, reading, this.isFinal(file, toTheEnd), bytesAtOnce(loaded));
    });
    for await (const run of runs) {
      this.options.signal?.throwIfAborted();
      const isAgain = run.file.given < run.file.again;
      const chunk = chunkOf(run, run.file.path, isAgain);
      run.file.give(run.rows, run.to, latestOf(chunk.times));
      if (chunk.times.length > 0) yield chunk;
    }
  }

  position(from: number): SourcePosition {
    const positions = [...this.roster.all()].flatMap((file) => {
      const position = file.position(from);
      return position === null ? [] : [{ ...position, goneSince: file.goneSince }];
    });
    return positionDocument(positions);
  }

  findings(): readonly DataFinding[] {
    return this.found.take();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.roster.all()) await file.close();
    await this.options.parquet[Symbol.asyncDispose]();
    await this.options.folder[Symbol.asyncDispose]();
  }

  /** The files that are there now. */
  private async look(): Promise<FollowedFile[]> {
    const listing = await sourceFiles(localPath(this.name));
    const faults: { path: string; error: unknown }[] = [...listing.faults];
    const files = await this.roster.update(
      listing,
      this.options.clock().getTime(),
      (path, error) => {
        faults.push({ path, error });
      },
    );
    for (const { path, error } of faults) await this.faults.add(path, error);
    const isLost = faults.length === 0 && files.length === 0 && this.roster.isKnown;
    if (isLost) this.faults.say(this.name, `${this.name} has no files any more`);
    else if (listing.faults.length === 0) this.faults.clear(this.name);
    return files;
  }

  /** Of the files, those that may have more rows, with the time where they stand. */
  private async readable(
    files: readonly FollowedFile[],
    reading: Reading,
    toTheEnd: boolean,
  ): Promise<Merged<FollowedFile>[]> {
    const ready: FollowedFile[] = [];
    for (const file of files) {
      const isFinal = this.isFinal(file, toTheEnd);
      if (file.rest === "none" || (file.rest === "unfinished" && !isFinal)) continue;
      if (await this.guarded(file, () => this.prepare(file, reading, isFinal), false))
        ready.push(file);
    }
    if (ready.length < 2) return ready.map((file) => ({ file, time: -Infinity }));
    const merged: Merged<FollowedFile>[] = [];
    for (const file of ready) {
      const { content, given } = file;
      const peek = async () => file.nextTime ?? (await content!.peek(given, reading));
      const time = await this.guarded(file, peek, NaN);
      merged.push({ file, time: Number.isNaN(time) ? -Infinity : time });
    }
    return merged;
  }

  /** @returns whether there may be rows in the file */
  private async prepare(file: FollowedFile, { wish }: Reading, isFinal: boolean): Promise<boolean> {
    const isNew = file.content === null;
    const content = await this.open(file, isFinal);
    if (content === null) {
      file.rest = isFinal ? "none" : "unfinished";
      return false;
    }
    if (!isNew || !content.isComplete) return true;
    content.findings.forEach(({ what, where }) => {
      this.found.add(where ?? file.path, what);
    });
    const isThere = new Set(content.names);
    if (!isThere.has(wish.time)) {
      this.faults.say(file.path, `${file.path} has no column "${wish.time}", and is left out`);
      await this.leave(file, "none");
      return false;
    }
    const missing = wish.columns.flatMap(({ name }) => (isThere.has(name) ? [] : [`"${name}"`]));
    if (missing.length > 0) {
      const what = `${missing.join(", ")} missing from ${file.path}: no values there`;
      this.faults.say(file.path, what);
    }
    return true;
  }

  private async open(file: FollowedFile, isFinal: boolean): Promise<FileContent | null> {
    file.content ??= await this.opener.open(file.seen!, isFinal);
    return file.content;
  }

  private load(
    file: FollowedFile,
    reading: Reading,
    isFinal: boolean,
    bytes: number,
  ): Promise<LoadedRows | null> {
    const act = async () => {
      const { content, given: from, again } = file;
      if (content === null) return null;
      const until = from < again ? { until: again } : {};
      const final = isFinal || content.isFixed;
      const rows = await content.load({ from, ...until, isFinal: final, bytes }, reading);
      if (rows === null) await this.leave(file, final ? "none" : "unfinished");
      return rows;
    };
    return this.guarded(file, act, null);
  }

  /** A file that cannot be read is told, and left for the next look, or until it changes. */
  private async guarded<T>(file: FollowedFile, act: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const isUnfinished = isCutShort(error) && !this.isFinal(file, false);
      if (!isUnfinished) await this.faults.add(file.path, error);
      await this.leave(file, error instanceof InputError ? "unfinished" : "some");
      return otherwise;
    }
  }

  private async leave(file: FollowedFile, rest: FollowedFile["rest"]): Promise<void> {
    file.rest = rest;
    await file.close();
  }

  private isFinal({ seen }: FollowedFile, toTheEnd: boolean): boolean {
    return toTheEnd || this.options.clock().getTime() - (seen?.modifiedMs ?? 0) >= QUIET_MS;
  }
}

/** Less at once, the more files are open at one time. */
function bytesAtOnce(loaded: number): number {
  if (loaded < 16) return 1 << 18;
  return loaded < 256 ? 1 << 15 : 1 << 13;
}

function latestOf(times: Float64Array): number {
  return times.reduce((latest, time) => (time > latest ? time : latest), -Infinity);
}
