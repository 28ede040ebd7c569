import { expect, it } from "vitest";
import {
  baseDesign,
  COLUMNS,
  minuteOf,
  type Change,
} from "../../scripts/bench/detection/base-design.js";
import { Detector } from "../../src/detect/detector.js";
import type { DetectedColumn } from "../../src/detect/detector-settings.js";

// The thresholds of acceptance, on fewer days than `make bench-detection` takes: about ten seconds in all.
const DAY = 1440;
const make = (budgetDays: number, seed: number, columns: readonly DetectedColumn[] = COLUMNS) =>
  new Detector({
    mode: { kind: "growing", warmUpTicks: 30 },
    budgetDays,
    minEffect: 0.02,
    seed,
    columns,
  });

it("keeps its promise where nothing changes", () => {
  const [detector, draws] = [make(1, 1), baseDesign(1)];
  let alarms = 0;
  for (let minute = 1; minute <= 20 * DAY; minute++) {
    const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
    for (const { alarm } of detector.tick({ ...time, columns: minuteOf(draws, 50) }))
      if (alarm !== null) alarms += 1;
  }
  // Promised: 20. Expected, as an alarm overshoots the threshold: 0.45 a day, 9 ± 3 (one sd).
  expect(alarms).toBeLessThanOrEqual(18);
  expect(alarms).toBeGreaterThanOrEqual(2);
});

it("keeps its promise where all columns are the same", () => {
  const same = Array.from({ length: 8 }, (_, i) => ({
    name: `copy ${i}`,
    kind: "number" as const,
  }));
  const [detector, [draw]] = [make(1, 3, same), baseDesign(3)];
  let alarms = 0;
  for (let minute = 1; minute <= 10 * DAY; minute++) {
    const values = Array.from({ length: 50 }, () => draw!());
    const columns = new Map(same.map(({ name }) => [name, { values }]));
    const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
    for (const { alarm } of detector.tick({ ...time, columns })) if (alarm !== null) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(10); // they come together, so their number varies more
});

/** Minutes from the change to the first alarm after it, in streams of six quiet hours and then the change. */
function delays(change: Change, streams: number): number[] {
  return Array.from({ length: streams }, (_, stream) => {
    const [detector, draws] = [make(7, stream), baseDesign(1000 + stream)];
    for (let minute = 1; ; minute++) {
      const since = minute - 360;
      const rows = minuteOf(draws, 50, (place, value) =>
        since > 0 ? change(place, value, since) : value,
      );
      const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
      const reports = detector.tick({ ...time, columns: rows });
      if (since > 0 && (since > 99 || reports.some(({ alarm }) => alarm !== null))) return since;
    }
  });
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

it("finds a shift of a quarter of a standard deviation in about ten minutes", () => {
  const minutes = delays((place, value) => (place === 0 ? Number(value) + 0.25 : value), 20);
  expect(Math.max(...minutes)).toBeLessThanOrEqual(40);
  expect(mean(minutes)).toBeGreaterThan(9);
  expect(mean(minutes)).toBeLessThan(13);
});

it("finds a spread half as large again in about four minutes", () => {
  const minutes = delays((place, value) => (place === 0 ? Number(value) * 1.5 : value), 20);
  expect(mean(minutes)).toBeGreaterThan(3.5);
  expect(mean(minutes)).toBeLessThan(5.5);
});
