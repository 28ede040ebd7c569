import { expect, it } from "vitest";
import { Detector } from "../../src/detect/detector.js";
import type { DetectorSettings } from "../../src/detect/detector-settings.js";

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
