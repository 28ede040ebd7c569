import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UndefinedError } from "../../../src/core/errors.js";
import { squaredEnergyOfCounts } from "../../../src/stats/distances/energy-distance.js";
import { cramerVonMisesSf } from "../../../src/stats/distributions/cramer-von-mises.js";
import { andersonDarlingOfLadder } from "../../../src/stats/ladder/anderson-darling-of-ladder.js";
import { cramerVonMisesOfLadder } from "../../../src/stats/ladder/cramer-von-mises-of-ladder.js";
import { squaredEnergyOfLadder } from "../../../src/stats/ladder/energy-of-ladder.js";
import type { Ladder } from "../../../src/stats/ladder/ladder.js";
import { mannWhitneyOfLadder } from "../../../src/stats/ladder/mann-whitney-of-ladder.js";
import { poolMany } from "../../../src/stats/pool-many.js";
import type { PooledCounts } from "../../../src/stats/pooled-counts.js";
import { andersonDarlingOfCounts } from "../../../src/stats/tests/quadratic-edf/anderson-darling.js";
import { cramerVonMisesT } from "../../../src/stats/tests/quadratic-edf/cramer-von-mises-t.js";
import { normalisedT } from "../../../src/stats/tests/quadratic-edf/cramer-von-mises.js";
import { mannWhitneyAsymptotic } from "../../../src/stats/tests/mann-whitney-asymptotic.js";
import { rankSum } from "../../../src/stats/tests/rank-sum.js";
import { coarsened, coarseSamples, fineSamples } from "./coarse-ladder.js";

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly pLow?: number;
  readonly pHigh?: number;
}
interface Exact {
  readonly statistic: number;
  readonly p?: number;
}

const STATISTICS: [string, (ladder: Ladder) => Bounds, (exact: PooledCounts) => Exact][] = [
  [
    "Cramér-von Mises",
    cramerVonMisesOfLadder,
    (exact) => {
      const statistic = cramerVonMisesT(exact);
      return { statistic, p: cramerVonMisesSf(normalisedT(statistic, exact.m, exact.n)) };
    },
  ],
  [
    "Anderson-Darling",
    andersonDarlingOfLadder,
    ({ values, x, y }) => {
      const side = (counts: Float64Array) => ({ values, counts });
      const { a2, pValue } = andersonDarlingOfCounts(poolMany([side(x), side(y)]));
      return { statistic: a2, p: pValue };
    },
  ],
  ["energy", squaredEnergyOfLadder, (exact) => ({ statistic: squaredEnergyOfCounts(exact) })],
  [
    "Mann-Whitney",
    mannWhitneyOfLadder,
    (exact) => ({
      statistic: rankSum(exact).uX,
      p: mannWhitneyAsymptotic(exact)["two-sided"].p,
    }),
  ],
];

/** Additions of some hundred terms of at most some thousand, in another order. */
const ROUNDING = 1e-11;

function defined<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UndefinedError) return null;
    throw error;
  }
}

describe.each(STATISTICS)("%s", (_, ofLadder, ofCounts) => {
  it("contains what all values would give, whatever is put together", () => {
    fc.assert(
      fc.property(coarseSamples, ({ ladder, exact }) => {
        const found = defined(() => ofCounts(exact));
        if (found === null) return;
        const bounds = ofLadder(ladder);
        const slack = ROUNDING * Math.max(1, found.statistic);
        expect(bounds.low).toBeLessThanOrEqual(found.statistic + slack);
        expect(bounds.high).toBeGreaterThanOrEqual(found.statistic - slack);
        if (found.p === undefined) return;
        expect(bounds.pLow).toBeLessThanOrEqual(found.p + ROUNDING);
        expect(bounds.pHigh).toBeGreaterThanOrEqual(found.p - ROUNDING);
      }),
      { numRuns: 300 },
    );
  });

  it("is exact where every cell is one value", () => {
    fc.assert(
      fc.property(fineSamples, ({ ladder, exact }) => {
        const found = defined(() => ofCounts(exact));
        if (found === null) return;
        const bounds = ofLadder(ladder);
        expect(bounds.high).toBe(bounds.low);
        expect(bounds.pHigh).toBe(bounds.pLow);
        expect(bounds.low).toBeCloseTo(found.statistic, 9);
        if (found.p !== undefined) expect(bounds.pLow).toBeCloseTo(found.p, 9);
      }),
    );
  });

  it("grows wider the coarser the cells are", () => {
    const x = Array.from({ length: 400 }, (_, i) => (i * 37) % 401);
    const y = Array.from({ length: 300 }, (_, i) => 2 + ((i * 53) % 401));
    const width = (every: number) => {
      const cuts = Array.from({ length: every }, (_, i) => i === 0);
      const { low, high } = ofLadder(coarsened(x, y, cuts).ladder);
      return high - low;
    };
    expect(width(4)).toBeGreaterThan(0);
    expect(width(16)).toBeGreaterThan(width(4));
    expect(width(100)).toBeGreaterThan(width(16));
  });
});
