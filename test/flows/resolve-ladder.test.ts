import fc from "fast-check";
import { expect, it } from "vitest";
import type { SoftMap } from "../../src/core/monotone-map.js";
import { countsByValue } from "../../src/drift/counts-by-value.js";
import { ladderOfBins } from "../../src/drift/resolution/span-ladder.js";
import { psiEdges } from "../../src/drift/weigh-numeric.js";
import { resolveLadder, type ResolutionLimits } from "../../src/drift/resolution/resolve-ladder.js";
import { answerSpans } from "../../src/flows/answer-spans.js";
import type { DataEngine } from "../../src/ports/data-engine.js";
import { quantileOfCounts } from "../../src/stats/descriptive/quantile.js";
import { binsOfLadder } from "../../src/stats/ladder/bins-of-ladder.js";
import { cliffsDeltaOfLadder } from "../../src/stats/ladder/cliffs-delta-of-ladder.js";
import { ksOfLadder } from "../../src/stats/ladder/ks-of-ladder.js";
import { sideOfLadder, withoutCells } from "../../src/stats/ladder/ladder.js";
import { wassersteinOfLadder } from "../../src/stats/ladder/wasserstein-of-ladder.js";
import { atomsOf } from "../../src/drift/atoms.js";
import { countValues } from "../../src/stats/pooled-counts.js";
import { nextAbove } from "../../src/core/double-order.js";
import { wassersteinDistance } from "../../src/drift/weigh-numeric.js";
import { memoryEngine, memoryTable } from "./memory-engine.js";

/** So little at once that a few hundred rows take many scans. */
const NARROW: ResolutionLimits = {
  rowsAtOnce: 16,
  fewValues: 4,
  zoomBits: 3,
  scansForDistance: 1e9,
};

async function resolved(x: number[], y: number[], map: SoftMap, limits = NARROW, areSame = false) {
  const engine = memoryEngine();
  const tables = [memoryTable(x), memoryTable(y)] as const;
  const [before, after] = await engine.reduce([
    { kind: "bins", table: tables[0], column: "v", map },
    { kind: "bins", table: tables[1], column: "v", map },
  ]);
  const ladder = ladderOfBins({ map, within: [] }, map.center, [before, after]);
  const source = { engine: engine as unknown as DataEngine, tables, column: "v" };
  return answerSpans(source, resolveLadder(ladder, limits, areSame));
}

const map = (center = 0, width = 1, halfBins = 8): SoftMap => ({
  kind: "soft",
  center,
  width,
  halfBins,
});

/** Everything that the verdict hangs on, held against the same from every value. */
async function agrees(x: number[], y: number[], chosen: SoftMap, limits = NARROW, areSame = false) {
  const exact = countsByValue(
    [{ rows: x.length }, { rows: y.length }],
    [countValues("x", x), countValues("y", y)],
  ).ladder;
  const { ladder, withoutAtoms } = await resolved(x, y, chosen, limits, areSame);
  const gap = ksOfLadder(ladder);
  expect(gap.open).toEqual([]);
  expect({ ...gap, atMost: gap.size }).toEqual(ksOfLadder(exact));
  for (const side of ["x", "y"] as const) {
    const [found, wanted] = [sideOfLadder(ladder, side), sideOfLadder(exact, side)];
    for (const p of [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]) {
      expect(defined(() => quantileOfCounts(found)(p))).toBe(
        defined(() => quantileOfCounts(wanted)(p)),
      );
    }
  }
  const edges = psiEdges(exact);
  expect(psiEdges(ladder)).toEqual(edges);
  const [bins, slow] = [binsOfLadder(ladder, edges.judging), binsOfLadder(exact, edges.judging)];
  expect([bins.x, bins.y]).toEqual([slow.x, slow.y]);
  const atoms = atomsOf(exact);
  expect(atomsOf(ladder).map((k) => ladder.low[k])).toEqual(atoms.map((k) => exact.low[k]));
  const others = withoutCells(exact, new Set(atoms));
  if (atoms.length > 0 && others.m > 0 && others.n > 0) {
    const rest = ksOfLadder(others);
    expect(ksOfLadder(withoutAtoms!)).toMatchObject({ size: rest.size, location: rest.location });
  }
  const delta = cliffsDeltaOfLadder(ladder);
  expect(Math.abs(delta.value - cliffsDeltaOfLadder(exact).value)).toBeLessThanOrEqual(
    delta.error + 1e-12,
  );
  const distance = wassersteinDistance(exact);
  if (Number.isFinite(distance.value) && [...x, ...y].every((value) => Math.abs(value) < 1e150)) {
    const found = wassersteinOfLadder(ladder);
    const slack = 1e-9 * Math.max(...[...x, ...y, chosen.center].map(Math.abs), 1);
    expect(Math.abs(found.value - distance.value)).toBeLessThanOrEqual(found.error + slack);
  }
}

function defined(compute: () => number): number | null {
  try {
    return compute();
  } catch {
    return null;
  }
}

const odd = fc.constantFrom(
  0,
  -0,
  5e-324,
  -5e-324,
  1,
  nextAbove(1),
  1e308,
  -1e308,
  2 ** 53,
  2 ** 53 + 2,
);
const number = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -6, max: 6 }) },
  { weight: 3, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true }) },
  { weight: 1, arbitrary: odd },
);
const sample = fc.array(number, { minLength: 1, maxLength: 60 });

it("finds what all values would give, whatever the values and the bins", async () => {
  const maps = fc.record({
    center: fc.constantFrom(0, 1, -1e9, 1e308),
    width: fc.constantFrom(1, 1e-9, 1e308, 5e-324),
    halfBins: fc.constantFrom(1, 4, 64),
  });
  await fc.assert(
    fc.asyncProperty(sample, sample, maps, async (x, y, { center, width, halfBins }) => {
      await agrees(x, y, map(center, width, halfBins));
    }),
    { numRuns: 150 },
  );
});

it("finds the same with fewer scans where it is told that both samples are the same", async () => {
  await fc.assert(
    fc.asyncProperty(sample, fc.constantFrom(1, 4, 64), async (x, halfBins) => {
      const chosen = map(0, 1, halfBins);
      await agrees(x, x, chosen, NARROW, true);
      const [told, found] = [
        await resolved(x, x, chosen, NARROW, true),
        await resolved(x, x, chosen),
      ];
      expect(told.scans).toBeLessThanOrEqual(found.scans);
      expect(wassersteinOfLadder(told.ladder)).toEqual({ value: 0, error: 0, open: [] });
    }),
  );
});

const RAMP = Array.from({ length: 200 }, (_, i) => i / 50);
it.each<[string, number[], number[]]>([
  ["all equal", new Array<number>(300).fill(7), new Array<number>(200).fill(7)],
  ["two values", RAMP.map((_, i) => i % 2), RAMP.map((_, i) => Number(i % 3 === 0))],
  ["identical", RAMP, RAMP],
  ["all in one bin", RAMP.map((v) => 1e6 + v * 1e-9), RAMP.map((v) => 1e6 + v * 1.1e-9)],
  ["one value next to 1e308", [...RAMP, 1e308], RAMP.map((v) => v + 0.1)],
  ["denormals", RAMP.map((v) => v * 1e-320), RAMP.map((v) => v * 1.2e-320)],
  [
    "neighbouring floats",
    RAMP.map((_, i) => 1 + i * 2 ** -52),
    RAMP.map((_, i) => 1 + (i + 40) * 2 ** -52),
  ],
  [
    "integers beyond 2^53",
    RAMP.map((_, i) => 2 ** 60 + i * 256),
    RAMP.map((_, i) => 2 ** 60 + i * 300),
  ],
  [
    "six hundred decades",
    RAMP.map((v) => 10 ** (v * 150 - 300)),
    RAMP.map((v) => 10 ** (v * 150 - 299)),
  ],
  ["infinities", [...RAMP, Infinity, -Infinity], [...RAMP, Infinity]],
  ["disjoint", RAMP, RAMP.map((v) => v + 100)],
  ["zero-inflated", RAMP.map((v) => Math.max(0, v - 3)), RAMP.map((v) => Math.max(0, v - 2.9))],
  ["shifted by 1e-9", RAMP, RAMP.map((v) => v + 1e-9)],
])("is exact where the values are %s", async (_, x, y) => {
  for (const chosen of [map(), map(2, 1, 4), map(0, 1e-3, 2)]) await agrees(x, y, chosen);
});

it("gives an error with a distance that it has not looked into to the end", async () => {
  const y = RAMP.map((value, i) => value + (i % 2 ? 0.003 : -0.003));
  const { ladder } = await resolved(RAMP, y, map(2, 1, 4), { ...NARROW, scansForDistance: 0 });
  const { value, error } = wassersteinOfLadder(ladder);
  expect(error).toBeGreaterThan(0);
  expect(Math.abs(value - 0.003)).toBeLessThanOrEqual(error + 1e-3);
});
