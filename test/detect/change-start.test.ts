import { expect, it } from "vitest";
import { beforeAndSince } from "../../src/detect/before-and-since.js";
import { ChangeStart, type ChangeStartState } from "../../src/detect/change-start.js";
import { sizeOfChange } from "../../src/detect/size-of-change.js";

/** Ticks of two bins: the first `quiet` even, then one in four on the left. */
function changed(quiet: number, ticks: number) {
  const start = new ChangeStart();
  const totals = new Float64Array(2);
  for (let tick = 1; tick <= ticks; tick++) {
    const batch = tick > quiet ? Float64Array.of(10, 30) : Float64Array.of(20, 20);
    batch.forEach((count, bin) => (totals[bin]! += count));
    start.add(1.1, tick, "", batch); // evidence that grows all the time says nothing of the start
  }
  return { start, totals: { "": totals } };
}

it("puts the start where the rows on both sides differ most", () => {
  const { start, totals } = changed(20, 26);
  expect(start.locate(totals)).toEqual({
    before: Float64Array.of(400, 400),
    since: Float64Array.of(60, 180),
    startedAt: 20,
  });
});

it("remembers a long growth in few stretches, and all of its rows", () => {
  const { start, totals } = changed(1000, 1500);
  expect(start.state().stretches.length).toBeLessThanOrEqual(32);
  const { startedAt, before, since } = start.locate(totals);
  expect(Math.abs(startedAt! - 1000)).toBeLessThan(130); // the stretches are long by then
  expect(before[0]! + since[0]!).toBe(totals[""][0]);
});

it("forgets what was before the evidence was last at zero", () => {
  const { start } = changed(0, 5);
  start.add(1e-9, 6, "", Float64Array.of(1, 1));
  expect(start.state()).toEqual({ logSum: 0, quietAt: 6, at: 6, stretches: [] });
});

it("goes on from its state", () => {
  const { start, totals } = changed(20, 40);
  const again = new ChangeStart(JSON.parse(JSON.stringify(start.state())) as ChangeStartState);
  for (const one of [start, again]) one.add(1.2, 41, "", Float64Array.of(0, 0));
  expect(again.locate(totals)).toEqual(start.locate(totals));
});

it("compares each stratum with itself, in the mixture of the rows since", () => {
  const totals = { night: [900, 110], day: [120, 1080], dusk: [5, 5] };
  const since = { night: [0, 10], day: [20, 80], dawn: [1, 1] };
  const pair = beforeAndSince(totals, since);
  const [left, right] = [pair.before[0]!, pair.before[1]!];
  // before: night 900 of 1000 on the left, day 100 of 1100; since: 10 and 100 rows.
  expect(left / (left + right)).toBeCloseTo((10 * 0.9 + (100 * 100) / 1100) / 110, 12);
  expect(left + right).toBeCloseTo(110 ** 2 / (10 ** 2 / 1000 + 100 ** 2 / 1100), 9);
  expect(Array.from(pair.since)).toEqual([20, 90]);
});

it("does not guess the size of a change from a handful of rows", () => {
  expect(sizeOfChange({ before: Float64Array.of(9, 1), since: Float64Array.of(1, 1) })).toBeNull();
  expect(sizeOfChange({ before: new Float64Array(0), since: new Float64Array(0) })).toBeNull();
});
