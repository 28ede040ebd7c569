/**
 * The k-th smallest of numbers that are too many to list, but can be counted: bisection over the
 * doubles themselves, so the answer is exact and is one of the numbers.
 *
 * @param k from 1 (the smallest)
 * @param countUpTo how many of the numbers are ≤ a limit; there are at least k, none of them NaN
 *
 * At most 64 counts.
 */
export function nthSmallest(k: number, countUpTo: (limit: number) => number): number {
  let low = orderOf(-Infinity);
  let high = orderOf(Infinity);
  while (low < high) {
    const middle = (low + high) >> 1n;
    if (countUpTo(atOrder(middle)) >= k) high = middle;
    else low = middle + 1n;
  }
  return atOrder(low);
}

const view = new DataView(new ArrayBuffer(8));

/** The place of a double among all doubles, as an integer that orders as they do. */
function orderOf(value: number): bigint {
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function atOrder(place: bigint): number {
  view.setBigInt64(0, place < 0n ? -place : place);
  const magnitude = view.getFloat64(0);
  return place < 0n ? -magnitude : magnitude;
}
