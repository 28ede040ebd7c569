import { expect, it } from "vitest";
import {
  baseDesign,
  COLUMNS,
  minuteOf,
  type Change,
} from "../../scripts/bench/detection/base-design.js";
import { Detector } from "../../src/detect/detector.js";
import type { DetectedColumn } from "../../src/detect/detector-settings.js";

// On fewer days and streams than `make bench-detection` takes: about ten seconds in all. Each limit says how
// probable it is that a right detector misses it, over all seeds.
const DAY = 1440;
const make = (budgetDays: number, seed: number, columns: readonly DetectedColumn[] = COLUMNS) =>
  new Detector({
    mode: { kind: "growing", warmUpTicks: 30 },
    budgetDays,
    minEffect: 0.02,
    seed,
    columns,
  });

/**
 * The theorem, for one of d columns: however the rows before it fell, the next alarm comes within t days with a
 * probability of t / (d N) at most. So alarms are no more frequent than those whose gaps are uniform on
 * [0, d N] and independent, and with x = T / (d N) days
 *
 *     P(k alarms of a column or more) <= P(U_1 + ... + U_k <= x)        the Irwin-Hall law
 *
 * which is below 1e-4 / 8 from k = 72 on for x = 25, and from 129 on for x = 50.
 */
const MOST_OF_A_COLUMN = { 25: 71, 50: 128 } as const;

/** Alarms by column. */
function alarmsIn(days: number, detector: Detector, rows: () => ReturnType<typeof minuteOf>) {
  const alarms = new Map<string, number>();
  for (let minute = 1; minute <= days * DAY; minute++) {
    const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
    for (const { name, alarm } of detector.tick({ ...time, columns: rows() }))
      if (alarm !== null) alarms.set(name, (alarms.get(name) ?? 0) + 1);
  }
  const counts = [...alarms.values()];
  return { most: Math.max(0, ...counts), all: counts.reduce((sum, count) => sum + count, 0) };
}

it("keeps its promise where nothing changes", () => {
  const [days, budget] = [20, 0.1];
  const draws = baseDesign(1);
  const { most, all } = alarmsIn(days, make(budget, 1), () => minuteOf(draws, 50));
  expect(most).toBeLessThanOrEqual(MOST_OF_A_COLUMN[25]); // P < 1e-4 by the theorem alone
  // Promised: 200 on average. Measured, as an alarm overshoots the threshold: 87 +- 10 (one standard deviation).
  expect(all).toBeLessThanOrEqual(days / budget); // 11 standard deviations
  expect(all).toBeGreaterThanOrEqual(47); // 4: P < 1e-4; a detector that sleeps keeps every promise
});

it("keeps its promise where all columns are the same", () => {
  const same = Array.from({ length: 8 }, (_, i) => ({
    name: `copy ${i}`,
    kind: "number" as const,
  }));
  const [days, budget] = [20, 0.05];
  const [draw] = baseDesign(3);
  const { most, all } = alarmsIn(days, make(budget, 3, same), () => {
    const values = Array.from({ length: 50 }, () => draw!());
    return new Map(same.map(({ name }) => [name, { values }]));
  });
  // Without its share of the budget each would alarm some 140 times.
  expect(most).toBeLessThanOrEqual(MOST_OF_A_COLUMN[50]); // P < 1e-4 by the theorem alone
  // Promised: 400. Measured: 170 +- 40, as alarms of copies come together.
  expect(all).toBeLessThanOrEqual(days / budget); // more than 5 standard deviations
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

// Limits of the means are four standard errors from the mean of 150 streams: P < 1e-4 for any twenty.
it("finds a shift of a quarter of a standard deviation in about ten minutes", () => {
  const minutes = delays((place, value) => (place === 0 ? Number(value) + 0.25 : value), 20);
  expect(Math.max(...minutes)).toBeLessThanOrEqual(40); // of 150: 22
  expect(mean(minutes)).toBeGreaterThan(6.8); // 10.3, sd 3.8
  expect(mean(minutes)).toBeLessThan(13.8);
});

it("finds a spread half as large again in about four minutes", () => {
  const minutes = delays((place, value) => (place === 0 ? Number(value) * 1.5 : value), 20);
  expect(mean(minutes)).toBeGreaterThan(3); // 4.1, sd 1.24
  expect(mean(minutes)).toBeLessThan(5.3);
});
