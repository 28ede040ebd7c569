import { writeSync, readSync } from "node:fs";

/** Values that are written or read at once. */
const BLOCK = 1 << 16;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Where stores put what does not fit in memory. */
export interface Overflow {
  /** Take note of so many bytes more in memory; when that is too much, stores are told to spill. */
  grow(bytes: number): void;
  /** A new file to write to and read from: its descriptor. */
  open(): number;
}

/**
 * The numbers of a column in the order of its rows, without gaps: in memory as long as they are few,
 * then in a file.
 */
export class NumberStore {
  length = 0;
  private block = new Float64Array(1024);
  private used = 0;
  private readonly full: Float64Array[] = [];
  private file = -1;
  private written = 0;

  constructor(private readonly overflow: Overflow) {}

  add(value: number): void {
    if (this.used === this.block.length) this.makeRoom();
    this.block[this.used++] = value;
    this.length += 1;
  }

  /** From now on numbers lie in a file. */
  spill(): void {
    if (this.file >= 0) return;
    this.file = this.overflow.open();
    for (const block of this.full.splice(0)) this.write(block);
  }

  /** All numbers, in blocks that are gone when the next one comes. */
  *blocks(): Generator<Float64Array> {
    const buffer = this.file < 0 ? null : new Float64Array(BLOCK);
    for (let from = 0; buffer && from < this.written; from += BLOCK) {
      yield this.read(from, Math.min(BLOCK, this.written - from), buffer);
    }
    yield* this.full;
    if (this.used > 0) yield this.block.subarray(0, this.used);
  }

  /** Some neighbours; fewer at the end. */
  slice(start: number, count: number): Float64Array {
    const out = new Float64Array(Math.max(0, Math.min(count, this.length - start)));
    let [from, filled] = [0, 0];
    const take = (length: number, copy: (at: number, size: number) => Float64Array) => {
      const at = Math.max(start - from, 0);
      const size = Math.min(length - at, out.length - filled);
      if (size > 0) out.set(copy(at, size), filled);
      filled += Math.max(size, 0);
      from += length;
    };
    take(this.written, (at, size) => this.read(at, size, new Float64Array(size)));
    for (const block of [...this.full, this.block.subarray(0, this.used)]) {
      take(block.length, (at, size) => block.subarray(at, at + size));
    }
    return out;
  }

  private makeRoom(): void {
    if (this.block.length < BLOCK) {
      const larger = new Float64Array(this.block.length * 4);
      larger.set(this.block);
      this.block = larger;
      return;
    }
    this.used = 0;
    if (this.file >= 0) {
      this.write(this.block);
      return;
    }
    this.full.push(this.block);
    this.block = new Float64Array(BLOCK);
    this.overflow.grow(BLOCK * BYTES);
  }

  private write(block: Float64Array): void {
    const bytes = bytesOf(block);
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
    this.written += block.length;
  }

  private read(from: number, count: number, into: Float64Array): Float64Array {
    const wanted = into.subarray(0, count);
    const bytes = bytesOf(wanted);
    for (let at = 0; at < bytes.length;) {
      const read = readSync(this.file, bytes, at, bytes.length - at, from * BYTES + at);
      if (read === 0) throw new Error("a temporary file has lost its end");
      at += read;
    }
    return wanted;
  }
}

function bytesOf(block: Float64Array): Uint8Array {
  return new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
}
