/** More different texts than this are none to count here, ... */
const MOST_TEXTS = 1 << 18;
/** ... nor more bytes of them. */
const MOST_BYTES = 1 << 25;

/** Counts how often each text comes, by its bytes. */
export class TextTally {
  private places = new Int32Array(256).fill(-1);
  private hashes = new Int32Array(64);
  private counts = new Float64Array(64);
  private ends = new Int32Array(64);
  private bytes = new Uint8Array(1024);
  private size = 0;

  /**
   * @param hash of the bytes from `from` to `to`
   * @returns false where these are too many texts
   */
  add(source: Uint8Array, from: number, to: number, hash: number): boolean {
    const mask = this.places.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const found = this.places[place]!;
      if (found < 0) return this.insert(source, from, to, hash, place);
      if (this.hashes[found] === hash && this.isAt(found, source, from, to)) {
        this.counts[found]! += 1;
        return true;
      }
      place = (place + 1) & mask;
    }
  }

  /** Each text and its count, in the order in which they came first. */
  *entries(): Generator<{ readonly bytes: Uint8Array; readonly count: number }> {
    for (let i = 0; i < this.size; i++) {
      yield {
        bytes: this.bytes.subarray(this.ends[i - 1] ?? 0, this.ends[i]),
        count: this.counts[i]!,
      };
    }
  }

  private isAt(number: number, source: Uint8Array, from: number, to: number): boolean {
    const start = number === 0 ? 0 : this.ends[number - 1]!;
    if (this.ends[number]! - start !== to - from) return false;
    for (let i = from; i < to; i++) if (this.bytes[start + i - from] !== source[i]) return false;
    return true;
  }

  private insert(
    source: Uint8Array,
    from: number,
    to: number,
    hash: number,
    place: number,
  ): boolean {
    const start = this.size === 0 ? 0 : this.ends[this.size - 1]!;
    const end = start + to - from;
    if (this.size === MOST_TEXTS || end > MOST_BYTES) return false;
    if (this.size === this.hashes.length) {
      this.hashes = grown(this.hashes, new Int32Array(this.size * 2));
      this.ends = grown(this.ends, new Int32Array(this.size * 2));
      this.counts = grown(this.counts, new Float64Array(this.size * 2));
    }
    if (end > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(2 * end));
    this.bytes.set(source.subarray(from, to), start);
    this.ends[this.size] = end;
    this.hashes[this.size] = hash;
    this.counts[this.size] = 1;
    this.places[place] = this.size++;
    if (this.size * 2 > this.places.length) this.spread();
    return true;
  }

  private spread(): void {
    this.places = new Int32Array(this.places.length * 4).fill(-1);
    const mask = this.places.length - 1;
    for (let number = 0; number < this.size; number++) {
      const hash = this.hashes[number]!;
      let place = (hash ^ (hash >>> 15)) & mask;
      while (this.places[place]! >= 0) place = (place + 1) & mask;
      this.places[place] = number;
    }
  }
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
