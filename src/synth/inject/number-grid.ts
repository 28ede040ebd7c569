import type { Random } from "../../core/random.js";

/** Numbers with more decimals than this are taken for measurements without a grid. */
const MOST_DECIMALS = 12;
/** Nearer than this to a step of the grid, a number is on it: what lies between is arithmetic. */
const NEAR = 1e-6;

/**
 * With how many decimals the numbers of a column are written, at most: 0 for whole numbers.
 *
 * @returns null where there is no such number: some have more than 12
 */
export function decimalsOf(values: Float64Array): number | null {
  let decimals = 0;
  let steps = 1; // to a unit
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    while (Math.round(value * steps) / steps !== value) {
      if (++decimals > MOST_DECIMALS) return null;
      steps *= 10;
    }
  }
  return decimals;
}

/**
 * A number with so many decimals. One between two steps goes to either, by chance and the more likely
 * the nearer it is: so that a shift of a third moves the mean of whole numbers by a third.
 */
export function onGrid(value: number, decimals: number | null, random: Random): number {
  const steps = 10 ** (decimals ?? 0);
  const scaled = value * steps;
  if (decimals === null || !Number.isSafeInteger(Math.round(scaled))) return value;
  const nearest = Math.round(scaled);
  if (Math.abs(scaled - nearest) < NEAR) return nearest / steps;
  const below = Math.floor(scaled);
  return (random() < scaled - below ? below + 1 : below) / steps;
}
