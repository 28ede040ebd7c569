import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { Detector } from "../../src/detect/detector.js";
import type { DetectorSettings } from "../../src/detect/detector-settings.js";
import { normalSampler } from "../../src/stats/resampling/normal-sampler.js";

it("calls the chance alarm of a column that never changes small", () => {
  const settings: DetectorSettings = {
    mode: { kind: "growing", warmUpTicks: 0 },
    budgetDays: 7,
    minEffect: 0.02,
    seed: 1,
    columns: [{ name: "constant", kind: "number" }],
  };
  const detector = new Detector(settings);
  const columns = new Map([["constant", { values: new Array<number>(600).fill(4) }]]);
  const alarms = Array.from({ length: 60 }, (_, day) =>
    detector.tick({ at: (day + 1) * 86_400_000, elapsedDays: 1, columns }),
  ).flatMap((reports) => reports.flatMap(({ alarm }) => (alarm ? [alarm] : [])));
  expect(alarms.length).toBeGreaterThan(0); // a tick a day: the budget is reached by chance at times
  expect(alarms.every(({ isSmall, isNew }) => isSmall && !isNew)).toBe(true);
});

/** Reports of minutes of 40 rows, each a clump of equal ones; from minute `from` on larger by `shift`. */
function reportsOf({ minutes = 1500, clump = 1, from = Infinity, shift = 0 }) {
  const detector = new Detector({
    mode: { kind: "growing", warmUpTicks: 0 },
    budgetDays: 7,
    minEffect: 0.02,
    seed: 1,
    columns: [{ name: "x", kind: "number" }],
  });
  const normal = normalSampler(seededRandom(3));
  return Array.from({ length: minutes }, (_, minute) => {
    const values = Array.from({ length: 40 / clump }, () => {
      const value = normal() + (minute < from ? 0 : shift);
      return new Array<number>(clump).fill(value);
    }).flat();
    const columns = new Map([["x", { values }]]);
    return detector.tick({ at: (minute + 1) * 60_000, elapsedDays: 1 / 1440, columns })[0]!;
  });
}

it("warns of clumps, but not of the ticks that a change has spread", () => {
  expect(reportsOf({ clump: 4 }).at(-1)!.health).toMatchObject({ warning: "over-dispersed" });
  const reports = reportsOf({ minutes: 60, from: 20, shift: 0.9 });
  expect(reports.some(({ alarm }) => alarm !== null)).toBe(true);
  expect(reports.map(({ health }) => health?.warning ?? null)).toEqual(reports.map(() => null));
});
