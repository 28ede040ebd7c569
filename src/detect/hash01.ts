/**
 * Numbers uniform on (0, 1) by counter instead of by sequence: the same place gives the same number,
 * whatever was drawn before, on every machine (all steps are 32-bit integer operations).
 *
 *     V = (52 bits of two hashes of seed, column, segment, tick, node + 1/2) / 2⁵²
 *
 * @param seed any integer of magnitude below 2⁵³
 * @param column the name of a column
 * @param segment how often the column has begun anew
 * @returns the number of a tick (below 2⁵³) and a node (below 2³²); never 0 and never 1
 */
export function hash01(
  seed: number,
  column: string,
  segment: number,
): (tick: number, node: number) => number {
  const name = fnv1a(column);
  const lane = (start: number) =>
    mixed(mixed(mixed(mixed(start ^ low(seed)) ^ high(seed)) ^ name) ^ segment);
  const [first, second] = [lane(0x2545f491), lane(0x7f4a7c15)];
  return (tick, node) => {
    const [near, far] = [low(tick), high(tick)];
    const a = mixed(mixed(mixed(first ^ near) ^ far) ^ Math.imul(node + 1, 0x9e3779b1)) >>> 0;
    const b = mixed(mixed(mixed(second ^ near) ^ far) ^ Math.imul(node + 1, 0x85ebca6b)) >>> 12;
    return (a * 2 ** 20 + b + 0.5) / 2 ** 52;
  };
}

function low(value: number): number {
  return value >>> 0;
}

function high(value: number): number {
  return Math.floor(value / 2 ** 32) | 0;
}

/** The finaliser of MurmurHash3: every bit of the input moves half the bits of the output. */
function mixed(value: number): number {
  let h = (value + 0x9e3779b9) | 0; // 0 would stay 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** FNV-1a over the UTF-16 units of a text. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
