import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import type { Sample } from "../../core/sample.js";
import { checkedCount } from "../distributions/arguments.js";
import { drawMultivariateHypergeometric } from "../resampling/draw-multivariate-hypergeometric.js";
import { redrawByColour } from "../resampling/redraw-by-colour.js";
import { totalsOf } from "./shares.js";

/** A distance between two rows of counts over the same bins. */
export type CountDistance = (reference: Sample, current: Sample) => number;

/** A distance that is a function of a sum over bins, whose terms are taken once for each count. */
export interface SummedDistance {
  /** What a bin with these shares adds; NaN where only the whole can tell. */
  term(p: number, q: number): number;
  /** The distance, of the sum. */
  of(sum: number): number;
  /** The same distance of all counts at once. */
  readonly whole: CountDistance;
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

/** Two ways of adding up the same counts may differ by a few last bits; they count as equal. */
const SLACK = 1 - 64 * Number.EPSILON;

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
  const kept = names.map((name): Kept => {
    const distance: CountDistance | SummedDistance = distances[name];
    const drawn = new Float64Array(draws);
    return typeof distance === "function"
      ? { whole: distance, summed: null, drawn }
      : { whole: distance.whole, summed: distance, drawn };
  });
  if (draws * pooled.length > MOST_CELLS) redrawOneByOne(kept, pooled, { m, random });
  else redrawTogether(kept, pooled, { m, n, random });
  const nulls = kept.map(({ whole, drawn }, i) => [
    names[i]!,
    against(drawn.sort(), whole(reference, current), alpha),
  ]);
  return Object.fromEntries(nulls) as Record<Name, DistanceNull>;
}

/** A distance, and what it comes to in each redraw. */
interface Kept {
  readonly whole: CountDistance;
  readonly summed: SummedDistance | null;
  readonly drawn: Float64Array;
}

interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly random: Random;
}

function redrawTogether(
  kept: readonly Kept[],
  pooled: Float64Array,
  { m, n, random }: Sizes,
): void {
  const bins = pooled.length;
  const times = kept[0]?.drawn.length ?? 0;
  const rows = new Float64Array(times * bins);
  redrawByColour(pooled, m, { random, times }, (bin, drawn) => {
    for (let b = 0; b < times; b++) rows[b * bins + bin] = drawn[b]!;
    for (const { summed, drawn: sums } of kept) {
      if (summed) addTerms(sums, drawn, (k) => summed.term(k / m, (pooled[bin]! - k) / n));
    }
  });
  for (let b = 0; b < times; b++) {
    const before = rows.subarray(b * bins, (b + 1) * bins);
    let after: Float64Array | null = null;
    for (const { whole, summed, drawn } of kept) {
      if (summed && !Number.isNaN(drawn[b])) drawn[b] = summed.of(drawn[b]!);
      else drawn[b] = whole(before, (after ??= pooled.map((count, i) => count - before[i]!)));
    }
  }
}

/** The same for very many bins: slower, but no more than one redraw is kept. */
function redrawOneByOne(
  kept: readonly Kept[],
  pooled: Float64Array,
  { m, random }: Omit<Sizes, "n">,
): void {
  const times = kept[0]?.drawn.length ?? 0;
  for (let b = 0; b < times; b++) {
    const before = drawMultivariateHypergeometric(pooled, m, random);
    const after = pooled.map((count, i) => count - before[i]!);
    for (const { whole, drawn } of kept) drawn[b] = whole(before, after);
  }
}

/** Add what a bin adds to each redraw; few counts come up, each many times. */
function addTerms(
  sums: Float64Array,
  drawn: Float64Array,
  termOf: (count: number) => number,
): void {
  let [least, most] = [Infinity, 0];
  for (const count of drawn) {
    if (count < least) least = count;
    if (count > most) most = count;
  }
  const isKnown = new Uint8Array(Math.min(most - least + 1, drawn.length));
  const terms = new Float64Array(isKnown.length);
  for (let b = 0; b < drawn.length; b++) {
    const place = drawn[b]! - least;
    if (place >= terms.length) sums[b]! += termOf(drawn[b]!);
    else {
      if (isKnown[place] === 0) {
        isKnown[place] = 1;
        terms[place] = termOf(drawn[b]!);
      }
      sums[b]! += terms[place]!;
    }
  }
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
