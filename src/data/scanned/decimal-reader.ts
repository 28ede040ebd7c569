const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;

/** Digits that an integer of 32 bits holds whatever they are. */
const GROUP = 9;
/** Digits that a double holds whatever they are. */
const SAFE_DIGITS = 15;
/** Powers of ten that are doubles. */
const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Splits a double in two halves of 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1;
/** More than the steps of {@link quotient} can be wrong by, as a share of it: they lose 2^-102. */
const DOUBT = 2 ** -96;

/**
 * Reads decimals as most files have them: digits, perhaps a minus before them and a point among them.
 * What it reads is the double nearest to the text. All else is in doubt.
 */
export class DecimalReader {
  /** Where the last number ended. */
  end = 0;

  /**
   * @param bytes have a byte that is no digit somewhere after `at`
   * @returns NaN where in doubt: no number, an exponent, more than 27 digits, or one so near the middle
   *   between two doubles that it takes more care
   */
  read(bytes: Uint8Array, at: number): number {
    const isNegative = bytes[at] === MINUS;
    let i = isNegative ? at + 1 : at;
    let first = 0; // groups of digits
    let second = 0;
    let third = 0;
    let digits = 0;
    let point = -1; // so many digits stand before it
    for (; ; i++) {
      const digit = bytes[i]! - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (digits < GROUP) first = (Math.imul(first, 10) + digit) | 0;
        else if (digits < 2 * GROUP) second = (Math.imul(second, 10) + digit) | 0;
        else third = (Math.imul(third, 10) + digit) | 0;
        digits += 1;
      } else if (digit === DOT - ZERO && point < 0 && digits > 0) point = digits;
      else break;
    }
    this.end = i;
    const decimals = point < 0 ? 0 : digits - point;
    if (digits === 0 || digits > 3 * GROUP || decimals >= POWERS.length) return NaN;
    const divisor = POWERS[decimals]!;
    let size: number;
    if (digits <= GROUP) size = first / divisor;
    else if (digits <= SAFE_DIGITS) size = (first * POWERS[digits - GROUP]! + second) / divisor;
    else if (digits <= 2 * GROUP) size = quotient(first, POWERS[digits - GROUP]!, second, divisor);
    else {
      const head = first * 1e9 + second;
      if (head > Number.MAX_SAFE_INTEGER) return NaN;
      size = quotient(head, POWERS[digits - 2 * GROUP]!, third, divisor);
    }
    return isNegative ? -size : size;
  }
}

/**
 * (head · shift + tail) / divisor, of whole numbers, rounded once: in twice the precision of
 * doubles, and NaN where that is not enough to tell which of two doubles is nearer.
 *
 * @see Dekker (1971), "A floating-point technique for extending the available precision"
 */
function quotient(head: number, shift: number, tail: number, divisor: number): number {
  const product = head * shift;
  const sum = product + tail;
  const back = sum - product;
  const lost = product - (sum - back) + (tail - back) + productError(head, shift, product);
  const first = sum / divisor;
  const again = first * divisor;
  const rest = sum - again - productError(first, divisor, again) + lost;
  const second = rest / divisor;
  const doubt = first * DOUBT;
  const low = first + (second - doubt);
  return low === first + (second + doubt) ? low : NaN;
}

/** What a product of two doubles has lost in rounding. */
function productError(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function upperHalf(a: number): number {
  const scaled = SPLITTER * a;
  return scaled - (scaled - a);
}
