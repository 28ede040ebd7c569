import type { ValueCounts } from "../../core/value-counts.js";

/** A share of the places stays free, or looking for one takes long. */
const FULLEST = 0.5;

/**
 * Counts how often each number comes, and gives each that is new a number of its own, from 0 on. −0 and
 * 0 are one. Takes any double but NaN.
 */
export class NumberTally {
  size = 0;
  /** By the order in which they came first; longer than `size`. */
  values = new Float64Array(64);
  counts = new Float64Array(64);
  private places = new Int32Array(256).fill(-1);
  private readonly bits = new Float64Array(1);
  private readonly words = new Int32Array(this.bits.buffer);

  /** @returns the number of this value */
  add(value: number): number {
    const mask = this.places.length - 1;
    for (let place = this.hash(value) & mask; ; place = (place + 1) & mask) {
      const found = this.places[place]!;
      if (found < 0) return this.insert(value, place);
      if (this.values[found] === value) {
        this.counts[found]! += 1;
        return found;
      }
    }
  }

  /** Ascending. */
  sorted(): ValueCounts {
    const order = new Float64Array(this.values.subarray(0, this.size)).sort();
    const mask = this.places.length - 1;
    const counts = order.map((value) => {
      let place = this.hash(value) & mask;
      while (this.values[this.places[place]!] !== value) place = (place + 1) & mask;
      return this.counts[this.places[place]!]!;
    });
    return { values: order, counts };
  }

  /** 32 bits that all bits of the value have a part in. */
  hash(value: number): number {
    this.bits[0] = value + 0; // −0 becomes 0
    let hash = Math.imul(this.words[0]!, 0x9e3779b1) ^ Math.imul(this.words[1]!, 0x85ebca77);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  /** Forget all values but some. */
  keep(isKept: (value: number) => boolean): void {
    const kept = this.values.slice(0, this.size).filter(isKept);
    this.size = 0;
    this.places.fill(-1);
    for (const value of kept) this.add(value);
  }

  private insert(value: number, place: number): number {
    const number = this.size;
    if (number === this.values.length) {
      this.values = doubled(this.values);
      this.counts = doubled(this.counts);
    }
    this.values[number] = value + 0;
    this.counts[number] = 1;
    this.places[place] = number;
    this.size += 1;
    if (this.size > this.places.length * FULLEST) this.spread();
    return number;
  }

  private spread(): void {
    this.places = new Int32Array(this.places.length * 4).fill(-1);
    const mask = this.places.length - 1;
    for (let number = 0; number < this.size; number++) {
      let place = this.hash(this.values[number]!) & mask;
      while (this.places[place]! >= 0) place = (place + 1) & mask;
      this.places[place] = number;
    }
  }
}

function doubled(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
