import fc from "fast-check";
import { expect, it } from "vitest";
import { driftKinds, driftSchedule, type DriftKind } from "../../src/synth/drift-schedule.js";

/** The levels of all rows, at chance 0.5. */
function levels(kind: DriftKind, start: number, rows: number): number[] {
  const level = driftSchedule(kind, start, rows);
  return Array.from({ length: rows }, (_, row) => level(row, 0.5));
}

it.each([
  ["sudden", [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["gradual", [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["incremental", [0, 0, 0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 1, 1]],
  ["recurring", [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]],
] as const)("%s drift from row 2 of 12", (kind, expected) => {
  expect(levels(kind, 2, 12)).toEqual(expected);
});

it("mixes the rows of a gradual drift in the share that an incremental one has moved", () => {
  const gradual = driftSchedule("gradual", 0, 10_000);
  const moved = driftSchedule("incremental", 0, 10_000);
  for (const row of [0, 1000, 2500, 4999, 5000]) {
    const chances = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
    const mixed = chances.filter((chance) => gradual(row, chance) === 1).length / 1000;
    expect(mixed).toBeCloseTo(moved(row, 0), 2);
  }
});

it.each(driftKinds)("%s: nothing before the start, and never beyond all of it", (kind) => {
  const rows = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(rows, fc.nat(60), (n, start) => {
      const all = levels(kind, start, n);
      const isQuiet = all.slice(0, start).every((level) => level === 0);
      return isQuiet && all.every((level) => level >= 0 && level <= 1);
    }),
  );
});
