import type { ValueCounts } from "../../core/value-counts.js";

/** More than this share of the places is never taken, or looking for one takes long. */
const FULLEST = 0.5;

/** Counts how often each number comes: any double but NaN; −0 and 0 are one. */
export class NumberTally {
  size = 0;
  /** Each number at a place that its hash tells, or the next that was free; NaN where none is. */
  private keys = new Float64Array(256).fill(NaN);
  private counts = new Float64Array(256);
  private readonly bits = new Float64Array(1);
  private readonly words = new Int32Array(this.bits.buffer);

  add(value: number): void {
    const { keys } = this;
    const mask = keys.length - 1;
    let place = this.hash(value) & mask;
    for (;;) {
      const key = keys[place]!;
      if (key === value) {
        this.counts[place]! += 1;
        return;
      }
      if (key !== key) break;
      place = (place + 1) & mask;
    }
    keys[place] = value + 0;
    this.counts[place] = 1;
    this.size += 1;
    if (this.size > keys.length * FULLEST) this.spread(() => true);
  }

  /** Ascending. */
  sorted(): ValueCounts {
    const values = this.keys.filter((key) => key === key).sort();
    return { values, counts: values.map((value) => this.counts[this.placeOf(value)]!) };
  }

  /** 32 bits that all bits of the value have a part in. */
  hash(value: number): number {
    this.bits[0] = value + 0; // −0 becomes 0
    const mixed = Math.imul(this.words[0]!, 0x9e3779b1) ^ Math.imul(this.words[1]!, 0x85ebca77);
    const hash = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  /** Forget all numbers but some. */
  keep(isKept: (value: number) => boolean): void {
    this.spread(isKept);
  }

  private placeOf(value: number): number {
    const mask = this.keys.length - 1;
    let place = this.hash(value) & mask;
    while (this.keys[place] !== value && !Number.isNaN(this.keys[place]))
      place = (place + 1) & mask;
    return place;
  }

  /** Place the numbers that are kept anew, with room for as many again. */
  private spread(isKept: (value: number) => boolean): void {
    const { keys, counts } = this;
    const kept: number[] = [];
    for (let i = 0; i < keys.length; i++) if (keys[i] === keys[i] && isKept(keys[i]!)) kept.push(i);
    let length = 256;
    while (kept.length * 3 > length) length *= 2;
    this.keys = new Float64Array(length).fill(NaN);
    this.counts = new Float64Array(length);
    for (const i of kept) {
      const place = this.placeOf(keys[i]!);
      this.keys[place] = keys[i]!;
      this.counts[place] = counts[i]!;
    }
    this.size = kept.length;
  }
}
