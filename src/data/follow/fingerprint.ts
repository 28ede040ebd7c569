import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** What lies before a place in a file, so that the file is known again, whatever it is called. */
export interface Mark {
  readonly place: number;
  readonly print: string;
}

export const HEAD_BYTES = 1024;
export const TAIL_BYTES = 256;
export const NO_MARK: Mark = { place: 0, print: "" };

/** So many characters of base 64, with so many bits each, are enough to tell a few files apart. */
const PRINT_CHARACTERS = 4;

/** The fingerprint of a place: of the first kilobyte of what lies before it, and of the end of that. */
export function markOf(head: Uint8Array, tail: Uint8Array, place: number): Mark {
  if (place === 0) return NO_MARK;
  const first = head.subarray(0, Math.min(HEAD_BYTES, place));
  const print = shortHash(PRINT_CHARACTERS, first, tail.subarray(-Math.min(TAIL_BYTES, place)));
  return { place, print };
}

/**
 * The mark of a place of a file as it is now; null where the file ends before.
 *
 * @throws what the file system throws
 */
export async function markOfFile(path: string, place: number): Promise<Mark | null> {
  if (place === 0) return NO_MARK;
  const file = await open(path, "r");
  try {
    const wanted = { head: Math.min(HEAD_BYTES, place), tail: Math.min(TAIL_BYTES, place) };
    const head = Buffer.alloc(wanted.head);
    const tail = Buffer.alloc(wanted.tail);
    const read = await file.read(head, 0, wanted.head, 0);
    const end = await file.read(tail, 0, wanted.tail, place - wanted.tail);
    const isThere = read.bytesRead === wanted.head && end.bytesRead === wanted.tail;
    return isThere ? markOf(head, tail, place) : null;
  } finally {
    await file.close();
  }
}

/** The first characters of a hash in base 64: six bits each. */
export function shortHash(characters: number, ...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url").slice(0, characters);
}
