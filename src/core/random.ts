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
  let a = next();
  let b = next();
  let c = next();
  let d = next();
  const bits = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  return () => (bits() * 2 ** 21 + (bits() >>> 11)) / 2 ** 53;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
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
