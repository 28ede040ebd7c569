import { expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { seededRandom } from "../../../src/core/random.js";
import { classicRate, simulatedRate } from "../../../src/flows/calibrate/classic-rate.js";
import type { ReferenceSample } from "../../../src/flows/watch/reference-sample.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

const MINUTE = 60_000;
const PLAN = {
  ...{ everyMs: MINUTE, windowMs: 5 * MINUTE, cooldownMs: 30 * MINUTE },
  ...{ alpha: 0.01, psiAlert: 0.2, seed: 1 },
};
const tools = { tell: () => undefined, pause: neverStops };

/** Rows of normal columns, so many a minute. */
function sampleOf(
  { rows = 5000, columns = 2, perMinute = 50 },
  more: Partial<ReferenceSample> = {},
): ReferenceSample {
  const normal = normalSampler(seededRandom(4));
  const names = Array.from({ length: columns }, (_, j) => `n${j}`);
  const values = () => Float64Array.from({ length: rows }, () => normal());
  return {
    ...{ source: "may.csv", rows, all: rows, columns: [] },
    values: new Map(names.map((name) => [name, { kind: "number", name, values: values() }])),
    times: Float64Array.from({ length: rows }, (_, i) => Math.floor(i / perMinute) * MINUTE),
    ...more,
  };
}

it("measures the rule at the pace of the reference", async () => {
  const rate = (await classicRate(sampleOf({}), PLAN, tools))!;
  expect(rate).toMatchObject({ source: "may.csv", columns: 2, rowsPerTick: 50, looks: 2880 });
  // Two of eight columns: 1 - (1 - 0.0899)^(1/4) of the looks by the simulation of eight, 0.023; 2880 looks that
  // overlap by four fifths say that to a standard error of 0.006 at the most.
  expect(rate.driftShare).toBeGreaterThan(0.005);
  expect(rate.driftShare).toBeLessThan(0.045);
  expect(rate.low).toBeLessThan(rate.perDay);
  expect(rate.high).toBeGreaterThan(rate.perDay);
});

it("takes the pace of all rows from a sample of them, and 50 rows where there are no times", async () => {
  const sparse = sampleOf({ columns: 1, perMinute: 5 }, { all: 20_000 });
  const plan = { ...PLAN, windowMs: MINUTE };
  const once = await classicRate(sparse, plan, tools);
  expect(once).toMatchObject({ rowsPerTick: 20 });
  expect(await classicRate(sparse, plan, tools)).toEqual(once);
  const undated = sampleOf({ columns: 1 }, { times: null });
  expect(await classicRate(undated, plan, tools)).toMatchObject({ rowsPerTick: 50 });
});

it("measures nothing that would take minutes, or on a handful of rows", async () => {
  expect(await classicRate(sampleOf({ perMinute: 1000, columns: 8 }), PLAN, tools)).toBeNull();
  expect(await classicRate(sampleOf({ rows: 40 }), PLAN, tools)).toBeNull();
  expect(await classicRate(sampleOf({ columns: 0 }), PLAN, tools)).toBeNull();
});

it.each([
  [0, 0, 129],
  [4, 0, 129],
  [5, 5, 85],
  [300, 60, 20],
])("knows the rate of a cooldown of %i minutes as that of %i", (asked, known, perDay) => {
  const rate = simulatedRate(asked * MINUTE);
  expect(rate).toMatchObject({ source: null, cooldownMs: known * MINUTE });
  expect(Math.round(rate.perDay)).toBe(perDay);
});
