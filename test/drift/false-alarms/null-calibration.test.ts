import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { ladderOfCounts } from "../../../src/stats/ladder/ladder.js";
import { classicOnNumbers } from "../../../src/drift/false-alarms/classic-alarms.js";
import { redrawnAlarms } from "../../../src/drift/false-alarms/redrawn-alarms.js";
import { numericP } from "../../../src/drift/numeric-p.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";
import { ksTailOfGap } from "../../../src/stats/tests/ks-exact-p.js";
import { ksGap } from "../../../src/stats/tests/ks-gap.js";
import { oracle } from "../../oracle.js";

interface Rate {
  readonly rate: number;
  readonly band_R1000: readonly [number, number];
}
interface NullCase {
  readonly name: string;
  readonly input: { readonly n: number; readonly m: number; readonly alpha: number };
  readonly expected: Readonly<Record<string, Rate>>;
}
const cases = oracle("null_calibration").cases as unknown as readonly NullCase[];
const named = (start: string) => cases.filter(({ name }) => name.startsWith(start));

it.each(named("ks-continuous"))("has the exact level of $name", ({ input, expected }) => {
  const { n, m, alpha } = input;
  const pooled = poolSamples(
    Array.from({ length: n }, (_, i) => i),
    Array.from({ length: m }, (_, i) => n + i),
  );
  const { scale } = ksGap(pooled);
  const tail = (size: number) => ksTailOfGap(pooled, { size, scale });
  let size = 1;
  while (tail(size) > alpha) size += 1;
  expect(tail(size)).toBeCloseTo(expected.exact_test!.rate, 12);
});

it.each(named("psi-null"))("agrees with the simulation of $name", ({ input, expected }) => {
  const random = seededRandom(1);
  const next = normalSampler(random);
  const draw = () => Array.from({ length: input.n }, next);
  for (const [name, { band_R1000: band }] of Object.entries(expected)) {
    if (!name.startsWith("above")) continue;
    const pooled = poolSamples(draw(), draw());
    const { method } = numericP(ladderOfCounts(pooled));
    // Without the test: no p lies below 0.
    const limits = { alpha: 0, material: 0, psiAlert: Number(name.slice("above_".length)) };
    const rule = classicOnNumbers({ ...pooled, isMerged: false }, method, limits);
    const rows = pooled.x.map((count, k) => count + pooled.y[k]!);
    const { rate } = redrawnAlarms(rows, pooled.m, rule, random);
    expect(rate, name).toBeGreaterThanOrEqual(band[0]);
    expect(rate, name).toBeLessThanOrEqual(band[1]);
  }
});
