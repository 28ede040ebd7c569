import type { Random } from "../../core/random.js";
import { quantileEdges } from "../../stats/binning/quantile-edges.js";
import { contingencyTable, minExpected } from "../../stats/contingency-table.js";
import { populationStabilityIndex } from "../../stats/distances/population-stability-index.js";
import { binsOfLadder } from "../../stats/ladder/bins-of-ladder.js";
import { ladderOfCounts } from "../../stats/ladder/ladder.js";
import { countValues, poolCounts, type PooledCounts } from "../../stats/pooled-counts.js";
import { chiSquareTest } from "../../stats/tests/chi-square.js";
import { ksAsymptoticP } from "../../stats/tests/ks-asymptotic-p.js";
import { ksExactP } from "../../stats/tests/ks-exact-p.js";
import { ksGap } from "../../stats/tests/ks-gap.js";
import { sequentialHomogeneity } from "../../stats/tests/sequential-homogeneity.js";
import { columnMoments } from "../column-moments.js";
import { countsByValue } from "../counts-by-value.js";
import { outlineOfCategories, outlineOfNumbers } from "../outline.js";
import { sideBySide } from "../weigh-categorical.js";
import { PSI_BINS } from "../weigh-numeric.js";
import type { LookColumn } from "./watch-look.js";

/** How a column differs between two windows: what is shown and logged, and what `classic` goes by. */
export type WindowDifference = Pick<LookColumn, "psi" | "p" | "outline">;

/** A column in one window: its numbers, or how many rows have each text. */
export type WindowColumn = Float64Array | ReadonlyMap<string, number>;

/**
 * The exact Kolmogorov-Smirnov p costs m·n steps at each look, so beyond a thousand rows a window its
 * limit law stands in: larger by some percent at the most, and so on the safe side.
 */
const EXACT_LIMIT = 1e6;
/** Below this expected count in any cell the chi-square law does not hold. */
const LEAST_EXPECTED = 5;

const UNSEEN: WindowDifference = { psi: null, p: null, outline: { reference: [], current: [] } };

/**
 * Compare a column in two windows: Kolmogorov-Smirnov for numbers, chi-square for texts, where counts
 * are small by drawn tables; and the customary PSI.
 *
 * @param reference without missing values; of one kind with `current`
 * @param options.withOutline whether a picture is wanted, too: it costs as much as the rest
 */
export function compareWindows(
  reference: WindowColumn,
  current: WindowColumn,
  options: { readonly random: Random; readonly withOutline: boolean },
): WindowDifference {
  if (reference instanceof Float64Array && current instanceof Float64Array) {
    return compareNumbers(reference, current, options.withOutline);
  }
  return compareTexts(
    reference as ReadonlyMap<string, number>,
    current as ReadonlyMap<string, number>,
    options,
  );
}

function compareNumbers(
  reference: Float64Array,
  current: Float64Array,
  withOutline: boolean,
): WindowDifference {
  if (reference.length === 0 || current.length === 0) return UNSEEN;
  const counted = [countValues("reference", reference), countValues("current", current)] as const;
  const pooled = poolCounts(...counted);
  const ladder = ladderOfCounts(pooled);
  const { x, y } = binsOfLadder(ladder, quantileEdges(counted[0], PSI_BINS));
  const difference = { psi: populationStabilityIndex(x, y), p: ksP(pooled) };
  if (!withOutline) return { ...difference, outline: UNSEEN.outline };
  const sides = countsByValue([{ rows: reference.length }, { rows: current.length }], counted);
  const moments = [
    columnMoments(sides.reference, counted[0]),
    columnMoments(sides.current, counted[1]),
  ] as const;
  return { ...difference, outline: outlineOfNumbers(ladder, moments) };
}

function ksP(pooled: PooledCounts): number {
  const { m, n } = pooled;
  if (m * n <= EXACT_LIMIT) return ksExactP(pooled, "two-sided");
  const { size, scale } = ksGap(pooled);
  return ksAsymptoticP(size / scale, m, n, "two-sided");
}

function compareTexts(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  { random, withOutline }: { readonly random: Random; readonly withOutline: boolean },
): WindowDifference {
  if (before.size === 0 || after.size === 0) return UNSEEN;
  const listed = (counts: ReadonlyMap<string, number>) =>
    Array.from(counts, ([name, count]) => ({ name, count }));
  const { reference, current } = sideBySide([listed(before), listed(after)]);
  const table = contingencyTable([reference, current]);
  const isSparse = minExpected(table) < LEAST_EXPECTED;
  const p =
    reference.length === 1
      ? 1
      : isSparse
        ? sequentialHomogeneity(table, { random })
        : chiSquareTest(table).pValue;
  return {
    psi: populationStabilityIndex(reference, current),
    p,
    outline: withOutline ? outlineOfCategories(reference, current) : UNSEEN.outline,
  };
}
