import { expect, it } from "vitest";
import type { Alternative } from "../../../src/stats/alternative.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { ksExactP, ksTailOfGap } from "../../../src/stats/tests/ks-exact-p.js";
import { ksGap } from "../../../src/stats/tests/ks-gap.js";
import { mulberry32 } from "../../oracle.js";

const SIDES: readonly Alternative[] = ["two-sided", "greater", "less"];

/** Every way to deal `pooled` to a sample of `m` and the rest. */
function* deals(pooled: readonly number[], m: number): Generator<[number[], number[]]> {
  for (let mask = 0; mask < 2 ** pooled.length; mask++) {
    const x = pooled.filter((_, i) => ((mask >> i) & 1) === 1);
    if (x.length === m) yield [x, pooled.filter((_, i) => ((mask >> i) & 1) === 0)];
  }
}

const random = mulberry32(20);
const draw = (size: number, distinct: number) =>
  Array.from({ length: size }, () => Math.floor(random() * distinct));
const cases = Array.from({ length: 60 }, (_, i) => {
  const [m, n] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 6)];
  const distinct = [2, 3, 5, 100][i % 4]!; // from heavy ties to next to none
  return { x: draw(m, distinct), y: draw(n, distinct) };
});

it.each(cases)("is the share of deals at least as far apart: $x | $y", ({ x, y }) => {
  const all = [...deals([...x, ...y], x.length)];
  for (const alternative of SIDES) {
    const observed = ksGap(poolSamples(x, y), alternative).size;
    const far = all.filter(
      ([a, b]) => ksGap(poolSamples(a, b), alternative).size >= observed,
    ).length;
    const got = ksExactP(poolSamples(x, y), alternative);
    expect(got, alternative).toBeCloseTo(far / all.length, 13);
  }
});

it("holds in the far tail: samples that do not overlap", () => {
  // Two of the C(m + n, m) deals are as far apart.
  for (const [m, n, deals] of [
    [10, 11, 352716],
    [20, 30, 47129212243960],
    [60, 60, 9.661490884036332e34],
  ] as const) {
    const x = Array.from({ length: m }, (_, i) => i);
    const y = Array.from({ length: n }, (_, i) => 100 + i);
    // 1e-12: one rounding a step.
    expect(ksExactP(poolSamples(x, y)) * (deals / 2)).toBeCloseTo(1, 12);
    expect(ksExactP(poolSamples(x, y), "greater") * deals).toBeCloseTo(1, 12);
    expect(ksExactP(poolSamples(x, y), "less")).toBe(1);
  }
});

it("comes one-sided, for samples of one size, from the reflection principle", () => {
  // P(D⁺ ≥ d/n) = C(2n, n − d) / C(2n, n), without ties.
  const n = 200;
  for (const shift of [1, 20, 60, 100, 150]) {
    const x = Array.from({ length: n }, (_, i) => 2 * i);
    const y = x.map((value) => value + 2 * shift - 1);
    let expected = 1;
    for (let k = 1; k <= shift; k++) expected *= (n - shift + k) / (n + k);
    const got = ksExactP(poolSamples(x, y), "greater");
    expect(got / expected).toBeCloseTo(1, 11);
  }
});

it.each([
  [[1, 2, 2, 3, 3], [1, 2, 3, 3, 4, 5, 6], 8 / 33],
  [[0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 1, 1], 45 / 143],
  [[0, 1, 1, 2, 2, 2, 3, 3, 4, 5], [1, 2, 3, 3, 4, 4, 5, 5, 6, 7], 14279 / 46189],
  [[0.1, 0.4, 0.7, 1.2], [0.2, 0.9, 1.5, 1.6, 2], 2 / 7],
])("is known for %j | %j", (x, y, p) => {
  expect(ksExactP(poolSamples(x, y))).toBeCloseTo(p, 14);
});

it("tells the p of a gap that was not observed, whoever has the pooled values", () => {
  for (const { x, y } of cases) {
    const pooled = poolSamples(x, y);
    const all = [...x, ...y];
    const other = poolSamples(all.slice(-x.length), all.slice(0, y.length));
    const gap = ksGap(other);
    expect(ksTailOfGap(pooled, gap)).toBeCloseTo(ksExactP(other), 13);
  }
});
