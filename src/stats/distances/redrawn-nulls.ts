import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import type { Sample } from "../../core/sample.js";
import { checkedCount } from "../distributions/arguments.js";
import { redrawByColour } from "../resampling/redraw-by-colour.js";
import { totalsOf } from "./shares.js";

/** A distance between two rows of counts over the same bins. */
export type CountDistance = (reference: Sample, current: Sample) => number;

/** A distance beside what it would be if nothing had changed. */
export interface DistanceNull {
  readonly value: number;
  /** (1 + #{T* ≥ T}) / (B + 1), of B redraws. */
  readonly pValue: number;
  /** A distance above this has p ≤ alpha; Infinity where alpha < 1/(B + 1) can never be reached. */
  readonly threshold: number;
}

/** How often to redraw, and the level of the thresholds. */
export interface RedrawOptions {
  readonly random: Random;
  /** B, 999 by default. */
  readonly draws?: number;
  /** 0.05 by default. */
  readonly alpha?: number;
}

/** Two ways of adding up the same counts may differ by a few last bits; they count as equal. */
const SLACK = 1 - 64 * Number.EPSILON;

/**
 * What distances between two samples are worth at their sizes: no distance of samples is 0 when nothing
 * has changed, and a fixed threshold means something else at every n. All pooled rows are relabelled
 * at random, which leaves the sizes and the pooled counts as they are, and each distance taken again.
 *
 * @param reference whole counts over bins
 * @param current whole counts over the same bins
 * @param distances by name; all are taken of the same redraws
 * @returns by the same names, in their order
 * @throws {InputError} when counts are not whole or over other bins, or `draws` is not whole
 * @throws {UndefinedError} when one side has counted nothing
 *
 * O(B · bins) time and memory, whatever the counts: 999 redraws of two million rows over ten bins take
 * 10 ms.
 * @see Phipson, Smyth (2010), "Permutation p-values should never be zero"
 */
export function redrawnNulls<Name extends string>(
  reference: Sample,
  current: Sample,
  distances: Readonly<Record<Name, CountDistance>>,
  { random, draws = 999, alpha = 0.05 }: RedrawOptions,
): Record<Name, DistanceNull> {
  totalsOf(reference, current); // refuses what cannot be compared
  const pooled = Float64Array.from(reference, (count, i) => count + current[i]!);
  const size = wholeSum(reference);
  wholeSum(current);
  const after = new Float64Array(pooled.length);
  const names = Object.keys(distances) as Name[];
  const redrawn = names.map(() => new Float64Array(checkedCount("draws", draws)));
  const rows = redrawnRows(pooled, size, { random, draws });
  for (let b = 0; b < draws; b++) {
    const before = rows.subarray(b * pooled.length, (b + 1) * pooled.length);
    for (let i = 0; i < pooled.length; i++) after[i] = pooled[i]! - before[i]!;
    names.forEach((name, i) => (redrawn[i]![b] = distances[name](before, after)));
  }
  const nulls = names.map((name, i) => [
    name,
    against(redrawn[i]!.sort(), distances[name](reference, current), alpha),
  ]);
  return Object.fromEntries(nulls) as Record<Name, DistanceNull>;
}

/** All redraws of one side, one after the other. */
function redrawnRows(
  pooled: Float64Array,
  size: number,
  { random, draws }: { random: Random; draws: number },
): Float64Array {
  const rows = new Float64Array(draws * pooled.length);
  redrawByColour(pooled, size, { random, times: draws }, (bin, drawn) => {
    for (let b = 0; b < draws; b++) rows[b * pooled.length + bin] = drawn[b]!;
  });
  return rows;
}

/** Place a value among its redraws, which ascend. */
function against(redrawn: Float64Array, value: number, alpha: number): DistanceNull {
  const draws = redrawn.length;
  const reached = redrawn.reduce((sum, other) => sum + (other >= value * SLACK ? 1 : 0), 0);
  const allowed = Math.floor(alpha * (draws + 1) * (1 + Number.EPSILON));
  const threshold = redrawn[draws - allowed] ?? (allowed === 0 ? Infinity : 0);
  return { value, pValue: (reached + 1) / (draws + 1), threshold };
}

function wholeSum(counts: Sample): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (!Number.isInteger(counts[i])) {
      const fix = "give counts of rows, without weights";
      throw new InputError("rows are redrawn from whole counts only", { where: `[${i}]`, fix });
    }
    sum += counts[i]!;
  }
  return sum;
}
