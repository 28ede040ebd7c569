import type { TextColumn } from "../../../core/table.js";
import type { ColumnBuilder } from "./column-builder.js";
import { textOfBytes, trimmed } from "./bytes-text.js";

const FIRST_ROWS = 1024;
const FIRST_SLOTS = 256;

/**
 * Collects texts as places in a list of levels. A hash table over the bytes finds the level of a field
 * that has come before without making a text of it.
 */
export class TextBuilder implements ColumnBuilder {
  private readonly missing: ReadonlySet<string>;
  private rows = 0;
  private codes = new Int32Array(FIRST_ROWS);
  private places = new Map<string, number>();
  private seen = new SeenBytes();

  constructor(
    private readonly name: string,
    missingValues: readonly string[],
  ) {
    this.missing = new Set(["", ...missingValues.map((text) => text.trim())]);
  }

  addBytes(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) this.add(-1);
    else this.add(this.seen.codeOf(bytes, start, end, this.codeOf));
  }

  addText(text: string | null): void {
    this.add(text === null ? -1 : this.codeOf(text));
  }

  take(): TextColumn {
    const { name, codes, rows, places } = this;
    this.codes = new Int32Array(Math.max(FIRST_ROWS, rows));
    this.rows = 0;
    this.places = new Map();
    this.seen = new SeenBytes();
    return { kind: "text", name, codes: codes.subarray(0, rows), levels: [...places.keys()] };
  }

  private readonly codeOf = (text: string): number => {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    if (this.missing.has(trimmed(text))) return -1;
    const code = this.places.size;
    this.places.set(text, code);
    return code;
  };

  private add(code: number): void {
    if (this.rows === this.codes.length) {
      const longer = new Int32Array(2 * this.rows);
      longer.set(this.codes);
      this.codes = longer;
    }
    this.codes[this.rows++] = code;
  }
}

/** Fields by their bytes, each with its code. */
class SeenBytes {
  /** Place in `fields` plus one; 0 is free. */
  private slots = new Int32Array(FIRST_SLOTS);
  private readonly fields: { hash: number; bytes: Uint8Array; code: number }[] = [];

  /** @param codeOfText asked for fields that have not come before */
  codeOf(
    bytes: Uint8Array,
    start: number,
    end: number,
    codeOfText: (text: string) => number,
  ): number {
    let hash = 0x811c9dc5; // FNV-1a
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const field = this.fields[this.slots[slot]! - 1]!;
      if (field.hash === hash && isEqual(field.bytes, bytes, start, end)) return field.code;
    }
    const code = codeOfText(textOfBytes(bytes, start, end));
    this.fields.push({ hash, bytes: bytes.slice(start, end), code });
    this.slots[slot] = this.fields.length;
    if (2 * this.fields.length > this.slots.length) this.grow();
    return code;
  }

  private grow(): void {
    this.slots = new Int32Array(4 * this.slots.length);
    const mask = this.slots.length - 1;
    this.fields.forEach(({ hash }, place) => {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    });
  }
}

function isEqual(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
