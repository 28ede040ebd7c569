/**
 * A number as a moment, by its size: seconds since 1970 below 1e11 (the year 5138), milliseconds below
 * 1e14, then microseconds, and nanoseconds from 1e17 on. Milliseconds before March 1973 would be taken
 * for seconds, and so on.
 */
export function momentOfNumber(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) return value * 1000;
  if (size < 1e14) return value;
  if (size < 1e17) return value / 1e3;
  return size < 1e20 ? value / 1e6 : NaN;
}
