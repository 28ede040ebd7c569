import { seededRandom } from "../../../src/core/random.js";
import type { NumericCounts } from "../../../src/drift/column-counts.js";
import { psiEdges } from "../../../src/drift/weigh-numeric.js";
import { binsOfLadder } from "../../../src/stats/ladder/bins-of-ladder.js";
import { pointsOfLadder, sideOfLadder } from "../../../src/stats/ladder/ladder.js";
import { numericP } from "../../../src/drift/numeric-p.js";
import { categoricalP } from "../../../src/drift/categorical-p.js";
import { distanceNulls, type RedrawnDistances } from "../../../src/drift/distance-nulls.js";
import { calibratedPsi } from "../../../src/drift/calibrated-psi.js";
import { sideBySide } from "../../../src/drift/weigh-categorical.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { fourfoldTable } from "../../../src/stats/fourfold-table.js";
import { poolMany } from "../../../src/stats/pool-many.js";
import { chiSquareTest } from "../../../src/stats/tests/chi-square.js";
import { fisherExact } from "../../../src/stats/tests/fisher-exact.js";
import { ksAsymptoticP } from "../../../src/stats/tests/ks-asymptotic-p.js";
import { ksGap } from "../../../src/stats/tests/ks-gap.js";
import { mannWhitneyOfCounts } from "../../../src/stats/tests/mann-whitney.js";
import { andersonDarlingOfCounts } from "../../../src/stats/tests/quadratic-edf/anderson-darling.js";
import { cramerVonMisesOfCounts } from "../../../src/stats/tests/quadratic-edf/cramer-von-mises.js";
import { UndefinedError } from "../../../src/core/errors.js";
import type { Random } from "../../../src/core/random.js";
import { countedColumn, drawSide } from "./column.js";
import type { Family } from "./families.js";
import { note, type Tallies } from "./tally.js";

/** Redraws of a distance's null here: a p of 0.05 and of 0.01 is reached exactly. */
const REDRAWS = 199;

/** p-values of columns by the name of their test. */
type PValues = Record<string, number>;

export const LEVELS = [0.05, 0.01] as const;

/**
 * How often each test rejects at each level where nothing has changed.
 *
 * @returns tallies by "test|level"
 */
export function rejectedAtLevels(
  family: Family,
  [m, n]: readonly [number, number],
  { repeats, stream }: { readonly repeats: number; readonly stream: string },
): Tallies {
  const random = seededRandom(0, stream);
  const next = family.sampler(random);
  const tallies: Tallies = {};
  for (let i = 0; i < repeats; i++) {
    const both = [drawSide(m, next, { random }), drawSide(n, next, { random })] as const;
    const counts = countedColumn(family.as, both);
    const pValues =
      counts.by === "value" ? ofNumbers(counts, random) : ofCategories(counts.categories, random);
    for (const [test, p] of Object.entries(pValues)) {
      for (const level of LEVELS) note(tallies, `${test}|${level}`, p <= level);
    }
  }
  return tallies;
}

function ofNumbers({ ladder }: NumericCounts, random: Random): PValues {
  const pooled = pointsOfLadder(ladder);
  const { size, scale } = ksGap(pooled);
  const edges = psiEdges(ladder);
  const judged = binsOfLadder(ladder, edges.judging);
  const psi = calibratedPsi(judged.x, judged.y);
  const { x: before, y: after, means } = binsOfLadder(ladder, edges.customary);
  const { nulls } = distanceNulls(before, after, {
    random,
    alpha: 0.05,
    psi,
    positions: means,
    redraws: REDRAWS,
  });
  return {
    "Kolmogorov-Smirnov, as it judges": numericP(ladder).p,
    "Kolmogorov-Smirnov, limit law": ksAsymptoticP(size / scale, pooled.m, pooled.n, "two-sided"),
    "Mann-Whitney": whereDefined(() => mannWhitneyOfCounts(pooled).pValue),
    "Cramér-von Mises": cramerVonMisesOfCounts(pooled).pValue,
    "Anderson-Darling": whereDefined(
      () =>
        andersonDarlingOfCounts(poolMany([sideOfLadder(ladder, "x"), sideOfLadder(ladder, "y")]))
          .pValue,
    ),
    "PSI, its law": psi.p,
    ...distances(nulls),
    ...(nulls.wasserstein && { "Wasserstein, redrawn": nulls.wasserstein.p }),
  };
}

function ofCategories(categories: Parameters<typeof sideBySide>[0], random: Random): PValues {
  const { reference, current } = sideBySide(categories);
  const table = contingencyTable([reference, current]);
  const psi = calibratedPsi(reference, current);
  const redrawn = { random, alpha: 0.05, psi, redraws: REDRAWS, withChiSquare: true };
  const { nulls, chiSquareP } = distanceNulls(reference, current, redrawn);
  const { p } = categoricalP(table, random, chiSquareP);
  return {
    "chi-square, as it judges": p,
    "chi-square, its law": whereDefined(() => chiSquareTest(table).pValue),
    "PSI, its law": psi.p,
    ...distances(nulls),
  };
}

function distances(nulls: RedrawnDistances["nulls"]): PValues {
  return {
    "Kullback-Leibler, redrawn": nulls.kl!.p,
    "Jensen-Shannon, redrawn": nulls.js_distance!.p,
    "total variation, redrawn": nulls.total_variation!.p,
  };
}

/** A test without an answer raises no alarm. */
function whereDefined(p: () => number): number {
  try {
    return p();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return 1;
  }
}

/** The same for the share of missing values, 5 % on both sides. */
export function missingAtLevels(
  [m, n]: readonly [number, number],
  { repeats, stream }: { readonly repeats: number; readonly stream: string },
): Tallies {
  const random = seededRandom(0, stream);
  const tallies: Tallies = {};
  for (let i = 0; i < repeats; i++) {
    const both = [m, n].map((rows) => {
      const { missing } = drawSide(rows, () => 0, { random, missing: 0.05 });
      return [missing, rows - missing];
    });
    const p = fisherExact(fourfoldTable(both)).twoSided;
    for (const level of LEVELS)
      note(tallies, `Fisher, share of missing values|${level}`, p <= level);
  }
  return tallies;
}
