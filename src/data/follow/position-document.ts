import { InputError } from "../../core/errors.js";
import type { SourcePosition } from "../../ports/row-source.js";
import type { FilePosition } from "./followed-file.js";

export interface GonePosition extends FilePosition {
  /** When the file was first missed: milliseconds since 1970; null where it is there. */
  readonly goneSince: number | null;
}

const VERSION = 1;
const ENTRY = /^([\w-]{6})([\w-]{2})([\w-]{4}|)([0-9a-z]+)(?:\.([0-9a-z]+))?(?:\.([0-9a-z]+))?$/;
const HOUR_MS = 3_600_000;

/**
 * Files as one word each, of 14 to 20 characters: hashes of name and inode, the fingerprint, and its
 * place; then, where they are others, the place to begin, and that up to which rows come again. Files
 * that are gone stand under the hour of that.
 */
export function positionDocument(files: Iterable<GonePosition>): SourcePosition {
  const hours = new Map<string, string[]>();
  for (const { goneSince, ...file } of files) {
    const hour = goneSince === null ? "here" : String(Math.floor(goneSince / HOUR_MS));
    const words = hours.get(hour) ?? [];
    words.push(word(file));
    hours.set(hour, words);
  }
  const lists = [...hours].map(([hour, words]) => [hour, words.join(" ")]);
  return { version: VERSION, files: Object.fromEntries(lists) as Record<string, string> };
}

function word({ name, inode, mark, start, again }: FilePosition): string {
  const place = (value: number) => value.toString(36);
  const known = `${name}${inode}${mark.print.padEnd(4, "-")}${place(mark.place)}`;
  if (again !== start) return `${known}.${place(start)}.${place(again)}`;
  return start === mark.place ? known : `${known}.${place(start)}`;
}

/** @throws {InputError} when it is no position, or one of another version */
export function readPosition(document: SourcePosition): GonePosition[] {
  const { version, files } = document;
  if (version !== VERSION || typeof files !== "object" || files === null) throw notReadable();
  return Object.entries(files).flatMap(([hour, words]) => {
    if (typeof words !== "string") throw notReadable();
    const goneSince = hour === "here" ? null : Number(hour) * HOUR_MS;
    return words.split(" ").map((text) => ({ ...readWord(text), goneSince }));
  });
}

function readWord(text: string): FilePosition {
  const parts = ENTRY.exec(text);
  if (parts === null) throw notReadable();
  const [, name = "", inode = "", print = ""] = parts;
  const [place, start, again] = [
    parts[4],
    parts[5] ?? parts[4],
    parts[6] ?? parts[5] ?? parts[4],
  ].map((digits) => parseInt(digits ?? "", 36));
  return { name, inode, mark: { place: place!, print }, start: start!, again: again! };
}

function notReadable(): InputError {
  return new InputError("the state does not say where the source was read to", {
    fix: "begin anew without the state, or use the version of arlequin that wrote it",
  });
}
