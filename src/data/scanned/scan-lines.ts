import { open } from "node:fs/promises";
import { IN_DOUBT, type FieldReader, type Marks } from "./field-readers.js";

const LF = 0x0a;
const CR = 0x0d;
/** Bytes that are read at once; a line longer than that takes more care. */
const PIECE = 1 << 20;

/** What a scan is accompanied by. */
export interface ScanListener {
  /** These bytes of the file have been read. */
  seen(bytes: Uint8Array): void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Read the lines of a file after its first, each field by the reader of its column.
 *
 * @returns how many there are; null where something in them takes more care
 */
export async function scanLines(
  path: string,
  readers: readonly FieldReader[],
  { lineEnd }: Marks,
  listener: ScanListener,
): Promise<number | null> {
  const file = await open(path, "r");
  try {
    const buffer = new Uint8Array(PIECE + 2);
    let isHeader = true;
    let kept = 0;
    let rows = 0;
    for (;;) {
      listener.signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, kept, PIECE - kept);
      listener.seen(buffer.subarray(kept, kept + bytesRead));
      let filled = kept + bytesRead;
      const isEnd = bytesRead === 0;
      if (isEnd && kept > 0 && buffer[kept - 1] !== LF) {
        if (lineEnd === CR && buffer[filled - 1] !== CR) buffer[filled++] = CR;
        buffer[filled++] = LF; // the last line may have no end
      }
      const end = buffer.subarray(0, filled).lastIndexOf(LF) + 1;
      if (end === 0 && filled >= PIECE) return null;
      let at = 0;
      if (isHeader && end > 0) {
        at = buffer.indexOf(LF) + 1;
        isHeader = false;
      }
      const scanned = scanRecords(buffer, at, end, readers, lineEnd);
      if (scanned === null) return null;
      rows += scanned;
      if (isEnd) return rows;
      buffer.copyWithin(0, end, filled);
      kept = filled - end;
    }
  } finally {
    await file.close();
  }
}

function scanRecords(
  bytes: Uint8Array,
  from: number,
  end: number,
  readers: readonly FieldReader[],
  lineEnd: number,
): number | null {
  const width = readers.length;
  let rows = 0;
  for (let at = from; at < end; rows++) {
    for (let i = 0; i < width; i++) {
      at = readers[i]!.read(bytes, at);
      if (at === IN_DOUBT) return null;
    }
    if (lineEnd === CR && bytes[at++] !== LF) return null;
  }
  return rows;
}
