import { InputError } from "../../core/errors.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** A digit holds five bits; the sixth says that more follow. */
const BASE = 32;

/**
 * Whole numbers as text: base64 VLQ as source maps have it, without a sign. Numbers below 32 take one
 * character, below 1024 two.
 *
 * @param numbers whole, 0 to 2^53
 * @example numberText([1, 31, 32]) // "BfgB"
 */
export function numberText(numbers: Iterable<number>): string {
  let text = "";
  for (const number of numbers) {
    let left = number;
    while (left >= BASE) {
      text += DIGITS[BASE + (left % BASE)]!;
      left = Math.floor(left / BASE);
    }
    text += DIGITS[left]!;
  }
  return text;
}

/**
 * The inverse of {@link numberText}.
 *
 * @throws {InputError} at a character that is no digit, or where the last number has no end
 */
export function numbersOfText(text: string): number[] {
  const numbers: number[] = [];
  let [number, scale] = [0, 1];
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    if (digit === -1) throw new InputError(`"${character}" is no digit of base64`);
    number += (digit % BASE) * scale;
    scale *= BASE;
    if (digit >= BASE) continue;
    numbers.push(number);
    [number, scale] = [0, 1];
  }
  if (scale !== 1) throw new InputError("a number ends half-way");
  return numbers;
}
