import type { FileContent, LoadedRows } from "./file-content.js";
import { NO_MARK, shortHash, type Mark } from "./fingerprint.js";
import type { SeenFile } from "./source-files.js";

/** Rows that were given, for the case that they have to be given again. */
interface GivenChunk {
  readonly start: number;
  /** The newest event time among them so far. */
  latest: number;
  isWhole: boolean;
}

/** What a position keeps of a file. */
export interface FilePosition {
  /** Hashes of its name and its inode. */
  readonly name: string;
  readonly inode: string;
  /** By which the file is known again. */
  readonly mark: Mark;
  /** Where to begin, and up to where rows come again. */
  readonly start: number;
  readonly again: number;
}

/** How far a file has been read. Places are bytes of a text, rows of a Parquet file. */
export class FollowedFile {
  /** As it was found last; null of a file of which only an earlier run knows. */
  seen: SeenFile | null = null;
  content: FileContent | null = null;
  /** Everything before has been given, now or by an earlier run. */
  given: number;
  /** Everything before has been given by an earlier run. */
  again: number;
  /** Event time of the next row, as far as it is known; a lower bound in a file that is in order. */
  nextTime: number | null = null;
  /** What is left in it until it changes: nothing, at most a last line without an end, or rows. */
  rest: "none" | "unfinished" | "some" = "some";
  /** When it was first missed, by the clock. */
  goneSince: number | null = null;
  mark: Mark;
  inode: string;
  private chunks: GivenChunk[] = [];

  constructor(
    public name: string,
    { inode, mark, start, again }: Omit<FilePosition, "name">,
  ) {
    this.inode = inode;
    this.mark = mark;
    this.given = start;
    this.again = again;
  }

  get path(): string {
    return this.seen?.path ?? "";
  }

  /** A file of which nobody knows yet. */
  static new({ id, inode }: SeenFile): FollowedFile {
    const start = { mark: NO_MARK, start: 0, again: 0 };
    return new FollowedFile(nameHash(id), { inode: inodeHash(inode), ...start });
  }

  async close(): Promise<void> {
    const { content } = this;
    this.content = null;
    await content?.[Symbol.asyncDispose]();
  }

  /** Rows of a chunk are on their way out: those up to row `to`, of which the newest is `latest`. */
  give(rows: LoadedRows, to: number, latest: number): void {
    let chunk = this.chunks.at(-1);
    if (chunk?.start !== rows.start) {
      chunk = { start: rows.start, latest: -Infinity, isWhole: false };
      this.chunks.push(chunk);
    }
    chunk.latest = Math.max(chunk.latest, latest);
    chunk.isWhole = to === rows.ends.length;
    this.given = chunk.isWhole ? rows.next : rows.base + rows.ends[to - 1]!;
    this.mark = chunk.isWhole ? rows.after : rows.before;
    this.nextTime = latest;
  }

  /** Where to begin so that all rows of `from` or later come; what lies before is forgotten. */
  position(from: number): FilePosition | null {
    const first = this.chunks.findIndex(({ latest, isWhole }) => latest >= from || !isWhole);
    this.chunks = first < 0 ? [] : this.chunks.slice(first);
    const [chunk] = this.chunks;
    const { name, inode, mark, given } = this;
    if (given === 0) return null;
    return { name, inode, mark, start: chunk?.start ?? given, again: Math.max(this.again, given) };
  }
}

export function nameHash(id: string): string {
  return shortHash(6, id);
}

export function inodeHash(inode: string): string {
  return shortHash(2, inode);
}
