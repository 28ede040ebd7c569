import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { cellEdges } from "../../../src/drift/profile/cell-edges.js";
import { countsByValue } from "../../../src/drift/counts-by-value.js";
import { judgeColumns, type WeighedColumn } from "../../../src/drift/judge-columns.js";
import { POLICIES } from "../../../src/drift/policies.js";
import { compareNumbers } from "../../../src/drift/profile/compare-numbers.js";
import { finestCells } from "../../../src/drift/profile/lattice-cells.js";
import { factsOfNothing, factsOfValues } from "../../../src/drift/profile/profile-numbers.js";
import { weighNumeric } from "../../../src/drift/weigh-numeric.js";
import { wassersteinOfCounts } from "../../../src/stats/distances/wasserstein-distance.js";
import { cliffsDelta } from "../../../src/stats/effects/cliffs-delta.js";
import { binsOfLadder } from "../../../src/stats/ladder/bins-of-ladder.js";
import { quantileOfCounts } from "../../../src/stats/descriptive/quantile.js";
import { countValues, poolCounts, type ValueCounts } from "../../../src/stats/pooled-counts.js";
import { ksOfCounts } from "../../../src/stats/tests/ks-two-sample.js";

/** A side as a profile of a few cells keeps it. */
function kept(values: readonly number[], most: number, times = 1) {
  const counted = countValues("x", values);
  return keptCounts({ ...counted, counts: counted.counts.map((count) => count * times) }, most);
}

function keptCounts(counted: ValueCounts, most: number) {
  const facts = factsOfValues(counted);
  const present = counted.counts.reduce((sum, count) => sum + count, 0);
  const [cells, sums] = [finestCells(facts.cells, most), finestCells(facts.sums, most / 4)];
  const distinct = counted.values.length;
  return { rows: present, present, distinct, facts: { ...facts, cells, sums } };
}

const number = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -3, max: 5, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 3 }) },
);
const sample = fc.array(number, { minLength: 1, maxLength: 80 });
const withInfinities = fc.array(
  fc.oneof({ weight: 9, arbitrary: number }, fc.constantFrom(Infinity, -Infinity)),
  { minLength: 1, maxLength: 60 },
);
const few = fc.integer({ min: 8, max: 40 });
const options = { random: seededRandom(1), alpha: 0.05, material: 0.05, redraws: 99 };

describe("what cells tell of two columns", () => {
  it("holds the exact statistics between its ends", () => {
    fc.assert(
      fc.property(sample, sample, few, (x, y, most) => {
        const counts = compareNumbers(kept(x, most), kept(y, most * 3));
        const { ks, pLow, p, wasserstein, ...found } = weighNumeric(counts, options);
        const pooled = poolCounts(countValues("x", x), countValues("y", y));
        const d = ksOfCounts(pooled).statistic;
        expect(ks.d).toBeLessThanOrEqual(d + 1e-12);
        expect(ks.dAtMost).toBeGreaterThanOrEqual(d - 1e-12);
        expect(pLow).toBeLessThanOrEqual(p);
        const distance = wassersteinOfCounts(pooled);
        const slack = wasserstein.error + 1e-9;
        expect(Math.abs(distance - wasserstein.value)).toBeLessThanOrEqual(slack);
        const gap = Math.abs(cliffsDelta(x, y) - found.cliffsDelta);
        expect(gap).toBeLessThanOrEqual(found.cliffsDeltaError + 1e-12);
      }),
    );
  });

  it("holds quantiles in intervals, between the least and the greatest value", () => {
    fc.assert(
      fc.property(sample, few, (x, most) => {
        const side = kept(x, most);
        const { reference } = weighNumeric(compareNumbers(side, kept([0, 0.1], 1)), options);
        const quantileAt = quantileOfCounts(countValues("x", x));
        for (const [share, interval] of Object.entries(reference.intervals!)) {
          const [low, high] = interval!;
          const exact = quantileAt(Number(share));
          expect(low <= exact + 1e-12 && exact <= high + 1e-12).toBe(true);
          expect(low >= Math.min(...x) && high <= Math.max(...x)).toBe(true);
        }
        expect(reference.mean).toBeCloseTo(x.reduce((sum, v) => sum + v, 0) / x.length, 9);
      }),
    );
  });

  it("counts by bins as the rows themselves would be, infinities included", () => {
    fc.assert(
      fc.property(withInfinities, withInfinities, few, (x, y, most) => {
        const { ladder } = compareNumbers(kept(x, most), kept(y, most));
        const { customary, judging } = cellEdges(ladder, 10);
        for (const edges of [customary, judging]) {
          const byRows = (values: readonly number[]) => {
            const counts = new Float64Array(edges.length + 1);
            for (const v of values) counts[edges.filter((edge) => edge < v).length]! += 1;
            return counts;
          };
          const bins = binsOfLadder(ladder, edges);
          expect([bins.x, bins.y]).toEqual([byRows(x), byRows(y)]);
        }
      }),
    );
  });
});

it("takes 0 for an atom where many rows have it, as the rows themselves would be", () => {
  const inflated = (shift: number) =>
    scaled(
      many.map((value, i) => (i % 3 === 0 ? 0 : value + shift)),
      100,
    );
  const [x, y] = [inflated(0), inflated(0.01)];
  const cells = weighNumeric(compareNumbers(keptCounts(x, 512), keptCounts(y, 512)), options);
  const rows = [{ rows: 150_000 }, { rows: 150_000 }] as const;
  const exact = weighNumeric(countsByValue(rows, [x, y]), options);
  expect(cells.pMethod).toBe("atoms+ks");
  expect(cells.split).toMatchObject({ values: [0], pAtoms: exact.split!.pAtoms });
  expect(cells.ks.dAtMost).toBeLessThan(exact.ks.d + 0.02);
});

it("is what the rows tell, where both sides keep every value", () => {
  fc.assert(
    fc.property(withInfinities, withInfinities, (x, y) => {
      const counts = compareNumbers(kept(x, 512), kept(y, 512));
      const rows = [{ rows: x.length }, { rows: y.length }] as const;
      const exact = countsByValue(rows, [countValues("x", x), countValues("y", y)]);
      expect(counts).toEqual(exact);
    }),
  );
});

it("knows a side without a value", () => {
  const nothing = { rows: 9, present: 0, distinct: 0, facts: factsOfNothing() };
  const many = Array.from({ length: 600 }, (_, i) => Math.sqrt(i));
  for (const counts of [
    compareNumbers(nothing, kept([1], 9)),
    compareNumbers(kept(many, 9), nothing),
  ])
    expect([counts.ladder.m, counts.ladder.n]).toContain(0);
});

const bell = seededRandom(3);
const many = Array.from({ length: 1500 }, () => bell() + bell() + bell() + 1);
const limits = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };

function weighed(name: string, counts: ReturnType<typeof compareNumbers>): WeighedColumn {
  const plan = { name, kind: "numeric", role: "feature", forced: false, skip: null } as const;
  return { plan, counts, skip: null, findings: weighNumeric(counts, options) };
}

it("calls a table against its own profile no drift, however many rows there are", () => {
  for (const times of [1, 1000, 100_000]) {
    const counts = compareNumbers(kept(many, 512, times), keptCounts(scaled(many, times), 1e9));
    const [column] = judgeColumns([weighed("v", counts)], POLICIES.calibrated, limits).columns;
    expect(column).toMatchObject({ status: "no-drift" });
    expect(column!.pAdjusted).toBe(1);
  }
});

it("cannot tell where the verdict hangs on what the cells hide, and says so", () => {
  const counts = compareNumbers(kept(many, 40, 1000), kept(many, 512, 1000));
  const { columns } = judgeColumns([weighed("v", counts)], POLICIES.classic, limits);
  expect(columns[0]!.status).toBe("cannot-tell");
  expect(columns[0]!.reason).toMatch(/^the cells of the profile leave the adjusted p between /);
  expect(columns[0]!.pAdjustedLow).toBeLessThan(0.01);
});

function scaled(values: readonly number[], times: number): ValueCounts {
  const counted = countValues("x", values);
  return { ...counted, counts: counted.counts.map((count) => count * times) };
}
