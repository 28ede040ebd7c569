import { expect, it } from "vitest";
import {
  rowsToCompareWith,
  shiftFoundWithin,
  ticksToDetect,
} from "../../src/detect/time-to-detect.js";

const plan = { budgetDays: 7, columns: 8, ticksPerDay: 1440, rowsPerTick: 50 };

it.each([
  [0.25, 50, 10],
  [0.1, 50, 62.5],
  [0.25, 10, 50],
])("foretells when a shift of %f sd is found at %i rows a minute", (shift, rowsPerTick, ticks) => {
  expect(ticksToDetect(shift, { ...plan, rowsPerTick })).toBeCloseTo(ticks, 0);
});

it("finds the shift back from the time", () => {
  expect(shiftFoundWithin(ticksToDetect(0.2, plan), plan)).toBeCloseTo(0.2, 12);
});

it("never foretells less than a tick", () => {
  expect(ticksToDetect(100, plan)).toBe(1);
});

it("says how long a reference must be", () => {
  expect(Math.round(rowsToCompareWith(0.1, plan) / 100)).toBe(31);
});
