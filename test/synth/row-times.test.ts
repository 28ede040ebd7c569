import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOfDay, timeOfDay } from "../../src/synth/daily-rhythm.js";
import { checkLastTime, evenTimes, rhythmicTimes } from "../../src/synth/row-times.js";

const DAY_MS = 86_400_000;
const start = fc.integer({ min: 0, max: 3e9 }).map((seconds) => seconds * 1000);
const pace = fc.double({ min: 1, max: 1e6, noNaN: true });
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it("turns shares of a day into times of it, and back", () => {
  fc.assert(
    fc.property(share, (s) => {
      const time = timeOfDay(s);
      expect(time).toBeGreaterThanOrEqual(0);
      expect(time).toBeLessThan(DAY_MS);
      expect(shareOfDay(time)).toBeCloseTo(s, 12); // a few roundings of numbers below 24
    }),
  );
});

it.each([
  ["rhythmic", rhythmicTimes],
  ["even", evenTimes],
])("%s times never go back, and are whole seconds", (_, make) => {
  fc.assert(
    fc.property(start, pace, fc.nat(1e6), share, share, (from, n, row, one, other) => {
      const times = make(from, n);
      const [a, b] = [times.at(row, one), times.at(row + 1, other)];
      expect(a).toBeGreaterThanOrEqual(from);
      expect(b).toBeGreaterThanOrEqual(a);
      expect(a % 1000).toBe(0);
    }),
  );
});

it.each([
  ["rhythmic", rhythmicTimes],
  ["even", evenTimes],
])("%s times find the first row from a moment on", (_, make) => {
  fc.assert(
    fc.property(start, pace, fc.integer({ min: 0, max: 1e9 }), (from, n, later) => {
      const times = make(from, n);
      const row = times.rowFrom(from + later);
      // A second of rounding on either side: times are whole seconds.
      expect(times.at(row, 0)).toBeGreaterThanOrEqual(from + later - 1000);
      if (row > 0) expect(times.at(row - 1, 0)).toBeLessThanOrEqual(from + later);
    }),
  );
});

it("gives every day its number of rows", () => {
  const noon = Date.UTC(2026, 5, 1, 12);
  const times = rhythmicTimes(noon, 240);
  const days = Array.from({ length: 960 }, (_, row) => Math.floor(times.at(row, 0.5) / DAY_MS));
  const counts = [1, 2, 3].map((day) => days.filter((d) => d === days[0]! + day).length);
  expect(counts).toEqual([240, 240, 240]);
});

it("does not run past the year 9999", () => {
  const times = rhythmicTimes(0, 0.001);
  expect(() => {
    checkLastTime(times, 0, 1e6);
  }).toThrow("the transactions run past the year 9999");
});
