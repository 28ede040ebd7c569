import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import type { Sample } from "../../core/sample.js";
import { checkedCount } from "../distributions/arguments.js";
import { addTerms } from "../resampling/add-terms.js";
import { drawMultivariateHypergeometric } from "../resampling/draw-multivariate-hypergeometric.js";
import { redrawByColour } from "../resampling/redraw-by-colour.js";
import { totalsOf } from "./shares.js";

/** A distance between two rows of counts over the same bins. */
export type CountDistance = (reference: Sample, current: Sample) => number;

/** A distance that is a function of sums over bins, whose terms are taken once for each count. */
export interface SummedDistance {
  /** What a bin with these shares adds to each of the sums. */
  readonly terms: readonly ((p: number, q: number) => number)[];
  /** The distance, of the sums. */
  of(sums: ArrayLike<number>): number;
}

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

/** Counts of all redraws that are kept at once, at the most: 256 MB. */
const MOST_CELLS = 2 ** 25;

/** Sums of the same amounts in another order differ in their last bits, and small ones of large amounts in more. */
const SLACK = 1 - 1e-12;

/**
 * What distances between two samples are worth at their sizes: no distance of samples is 0 when nothing
 * has changed, and a fixed threshold means something else at every n. All pooled rows are relabelled
 * at random, which leaves the sizes and the pooled counts as they are, and each distance taken again.
 *
 * @param reference whole counts over bins
 * @param current whole counts over the same bins
 * @param distances by name; all are taken of the same redraws; summed ones cost a fraction
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
  distances: Readonly<Record<Name, CountDistance | SummedDistance>>,
  { random, draws = 999, alpha = 0.05 }: RedrawOptions,
): Record<Name, DistanceNull> {
  const { m, n } = totalsOf(reference, current); // refuses what cannot be compared
  const pooled = Float64Array.from(reference, (count, i) => count + current[i]!);
  [reference, current].forEach(requireWhole);
  checkedCount("draws", draws);
  const names = Object.keys(distances) as Name[];
  const sizes = { m, n, draws, random };
  const kept = names.map((name) => keep(distances[name], sizes));
  if (draws * pooled.length > MOST_CELLS) redrawOneByOne(kept, pooled, sizes);
  else redrawTogether(kept, pooled, sizes);
  const nulls = kept.map(({ distance, drawn }, i) => {
    const value =
      typeof distance === "function"
        ? distance(reference, current)
        : ofCounts(distance, reference, current, sizes);
    return [names[i]!, against(drawn.sort(), value, alpha)];
  });
  return Object.fromEntries(nulls) as Record<Name, DistanceNull>;
}

interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly draws: number;
  readonly random: Random;
}

/** A distance, and what it comes to in each redraw. */
interface Kept {
  readonly distance: CountDistance | SummedDistance;
  readonly drawn: Float64Array;
}

function keep(distance: CountDistance | SummedDistance, { draws }: Sizes): Kept {
  return { distance, drawn: new Float64Array(draws) };
}

function redrawTogether(kept: readonly Kept[], pooled: Float64Array, sizes: Sizes): void {
  const { m, n, draws, random } = sizes;
  const sums = kept.map(({ distance }) =>
    typeof distance === "function" ? [] : distance.terms.map(() => new Float64Array(draws)),
  );
  const rows = rowsFor(kept, pooled.length, draws);
  redrawByColour(pooled, m, { random, times: draws }, (bin, drawn) => {
    if (rows) for (let b = 0; b < draws; b++) rows[b * pooled.length + bin] = drawn[b]!;
    const all = pooled[bin]!;
    kept.forEach(({ distance }, i) => {
      if (typeof distance === "function") return;
      distance.terms.forEach((term, t) => {
        addTerms(sums[i]![t]!, drawn, (count) => term(count / m, (all - count) / n));
      });
    });
  });
  kept.forEach(({ distance, drawn }, i) => {
    if (typeof distance === "function") ofRows(distance, rows!, pooled, drawn);
    else ofSums(distance, sums[i]!, drawn);
  });
}

/** Room for all redraws, if a distance asks for them as they are. */
function rowsFor(kept: readonly Kept[], bins: number, draws: number): Float64Array | null {
  const isAsked = kept.some(({ distance }) => typeof distance === "function");
  return isAsked ? new Float64Array(bins * draws) : null;
}

function ofSums(
  distance: SummedDistance,
  sums: readonly Float64Array[],
  drawn: Float64Array,
): void {
  const own = new Float64Array(sums.length);
  for (let b = 0; b < drawn.length; b++) {
    for (let t = 0; t < own.length; t++) own[t] = sums[t]![b]!;
    drawn[b] = distance.of(own);
  }
}

function ofRows(
  distance: CountDistance,
  rows: Float64Array,
  pooled: Float64Array,
  drawn: Float64Array,
): void {
  const bins = pooled.length;
  const after = new Float64Array(bins);
  for (let b = 0; b < drawn.length; b++) {
    for (let i = 0; i < bins; i++) after[i] = pooled[i]! - rows[b * bins + i]!;
    drawn[b] = distance(rows.subarray(b * bins, (b + 1) * bins), after);
  }
}

/** The same for very many bins: slower, but no more than one redraw is kept. */
function redrawOneByOne(kept: readonly Kept[], pooled: Float64Array, sizes: Sizes): void {
  for (let b = 0; b < sizes.draws; b++) {
    const before = drawMultivariateHypergeometric(pooled, sizes.m, sizes.random);
    const after = pooled.map((count, i) => count - before[i]!);
    for (const { distance, drawn } of kept) {
      drawn[b] =
        typeof distance === "function"
          ? distance(before, after)
          : ofCounts(distance, before, after, sizes);
    }
  }
}

/** A summed distance of two rows of counts, added up in the order that the redraws are. */
function ofCounts(
  distance: SummedDistance,
  before: Sample,
  after: Sample,
  { m, n }: Sizes,
): number {
  const sums = distance.terms.map((term) => {
    let sum = 0;
    for (let i = 0; i < before.length; i++) sum += term(before[i]! / m, after[i]! / n);
    return sum;
  });
  return distance.of(sums);
}

/** Place a value among its redraws, which ascend. */
function against(redrawn: Float64Array, value: number, alpha: number): DistanceNull {
  const draws = redrawn.length;
  const reached = redrawn.reduce((sum, other) => sum + (other >= value * SLACK ? 1 : 0), 0);
  const allowed = Math.floor(alpha * (draws + 1) * (1 + Number.EPSILON));
  const threshold = redrawn[draws - allowed] ?? (allowed === 0 ? Infinity : 0);
  return { value, pValue: (reached + 1) / (draws + 1), threshold };
}

function requireWhole(counts: Sample): void {
  for (let i = 0; i < counts.length; i++) {
    if (Number.isInteger(counts[i])) continue;
    const fix = "give counts of rows, without weights";
    throw new InputError("rows are redrawn from whole counts only", { where: `[${i}]`, fix });
  }
}
