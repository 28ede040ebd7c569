import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { shuffle } from "../../stats/resampling/shuffle.js";
import type { Growth } from "./grow-tree.js";

/** How many columns a node may ask: a rule, a number of them (whole, ≥ 1), or a share below 1. */
export type MaxFeatures = "sqrt" | "log2" | "all" | number;

/**
 * How many of so many columns.
 *
 * @throws {InputError} when it is no such number
 */
export function featureCount(most: MaxFeatures, columns: number): number {
  if (most === "all") return columns;
  if (most === "sqrt") return Math.max(1, Math.floor(Math.sqrt(columns)));
  if (most === "log2") return Math.max(1, Math.floor(Math.log2(columns)));
  if (most > 0 && most < 1) return Math.max(1, Math.floor(most * columns));
  if (Number.isInteger(most) && most >= 1) return Math.min(most, columns);
  throw new InputError(`${most} is no number of columns`, {
    where: "max-features",
    fix: "give sqrt, log2, all, a whole number, or a share below 1",
  });
}

/** The candidates of each node: all columns, or so many, drawn anew. */
export function columnCandidates(
  columns: Int32Array,
  enough: number,
  random: Random,
): Pick<Growth, "candidates" | "sameForAll"> {
  if (enough >= columns.length) {
    return { candidates: () => ({ columns, enough: columns.length }), sameForAll: true };
  }
  const order = Uint32Array.from(columns);
  return {
    // What is left behind the drawn ones is tried only where none of them can be split.
    candidates: () => ({ columns: shuffle(order, random, enough), enough }),
    sameForAll: false,
  };
}
