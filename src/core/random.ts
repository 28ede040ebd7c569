/** A source of chance: each call gives the next number, uniform on [0, 1). */
export type Random = () => number;

/**
 * Seeded random numbers by xoshiro128**, the same sequence on every machine: all its steps are
 * 32-bit integer operations. Period 2^128 − 1. Two successive outputs make the 53 random bits of
 * one number.
 *
 *     x = (a · 2^21 + (b >>> 11)) / 2^53        a, b successive 32-bit outputs
 *
 * @param seed any integer of magnitude below 2^53; its 53 bits are spread by splitmix32
 * @param stream a name that makes another, unrelated sequence of the same seed ("amounts", "folds")
 * @see Blackman, Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4)
 */
export function seededRandom(seed: number, stream = ""): Random {
  const next = splitmix32(
    (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x9e3779b1) ^ fnv1a(stream),
  );
  const state = Int32Array.of(next(), next(), next(), next());
  // Numbers are made in blocks, larger ones where many are asked for: a step costs a third there.
  let block: Block = new Float64Array(4);
  let used = block.length;
  return () => {
    if (used === block.length) {
      block = nextBlock(state, block);
      used = 0;
    }
    return block[used++]!;
  };
}

type Block = Float64Array<ArrayBuffer>;

const LARGEST_BLOCK = 256;

/** The numbers that follow on a block, twice as many. */
function nextBlock(state: Int32Array, last: Block): Block {
  const block = last.length < LARGEST_BLOCK ? new Float64Array(2 * last.length) : last;
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < block.length; i++) {
    let five = Math.imul(b, 5);
    const high = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    let t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    five = Math.imul(b, 5);
    const low = Math.imul((five << 7) | (five >>> 25), 9) >>> 11;
    t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    block[i] = (high * 2 ** 21 + low) / 2 ** 53;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
  return block;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let t = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return t ^ (t >>> 15);
  };
}

/** FNV-1a over the UTF-16 units of a text: a 32-bit number that differs for different names. */
function fnv1a(text: string): number {
  if (text === "") return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
