import { expect, it } from "vitest";
import type { Table } from "../../src/core/table.js";
import { ksTwoSample } from "../../src/stats/tests/ks-two-sample.js";
import { MIXED_COLUMNS, mixedTable } from "../../src/synth/mixed-table.js";
import type { RowDrift } from "../../src/synth/row-request.js";
import { rhythmicTimes } from "../../src/synth/row-times.js";

const START = Date.UTC(2026, 0, 1);
const ROWS = 20_000;

function stream(seed = 1, drift: Partial<RowDrift> = {}, rows = ROWS) {
  const times = rhythmicTimes(START, 1000);
  const all = { factor: 0, kind: "sudden", startRow: 0, ...drift } as const;
  return mixedTable({ rows, seed, times, drift: all });
}

const calm = stream().next(ROWS);

function cells(table: Table, name: string): Float64Array | Int32Array {
  const column = table.columns.find((candidate) => candidate.name === name)!;
  return column.kind === "text" ? column.codes : column.values;
}

function share(values: Float64Array | Int32Array, holds: (value: number) => boolean): number {
  return Array.from(values).filter(holds).length / values.length;
}

/** Five standard errors of a share. */
function slack(p: number): number {
  return 5 * Math.sqrt((p * (1 - p)) / ROWS);
}

it("has nine columns of every kind, all of one length", () => {
  expect(calm.columns.map(({ name, kind }) => ({ name, kind }))).toEqual(
    MIXED_COLUMNS.map(({ name, kind }) => ({ name, kind })),
  );
  for (const { name } of calm.columns) expect(cells(calm, name)).toHaveLength(ROWS);
});

it.each([
  ["tip", "zero", 0.7, (value: number) => value === 0],
  ["score", "missing", 0.02, Number.isNaN],
  ["amount", "below its median", 0.5, (value: number) => value < Math.exp(3.5)],
  ["balance", "below its median", 0.5, (value: number) => value < 200 * (Math.SQRT2 - 1)],
  ["balance", "more than nine times its scale", 0.01, (value: number) => value > 200 * 9],
  ["items", "one", 0.2, (value: number) => value === 1],
  ["channel", "the most frequent", 60 / 137, (code: number) => code === 0],
])("%s is %s in its share of the rows", (name, _, expected, holds) => {
  expect(Math.abs(share(cells(calm, name), holds) - expected)).toBeLessThan(slack(expected));
});

it("counts money in whole cents, and items in whole numbers", () => {
  for (const name of ["amount", "balance", "tip"]) {
    const values = cells(calm, name);
    expect(values.every((euros) => Math.round(euros * 100) / 100 === euros)).toBe(true);
  }
  expect(cells(calm, "items").every((value) => Number.isInteger(value) && value >= 1)).toBe(true);
});

it("has 5, 12 and 200 levels, each of which occurs, and times in order", () => {
  const levels = ["channel", "category", "shop"].map((name) => new Set(cells(calm, name)).size);
  expect(levels).toEqual([5, 12, 200]);
  const times = cells(calm, "timestamp");
  expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(true);
});

it("is the same stream, however it is cut into tables", () => {
  const drift = { factor: 0.7, kind: "gradual" } as const;
  const [pieces, whole] = [stream(7, drift), stream(7, drift).next(1000)];
  const cut = [pieces.next(1), pieces.next(99), pieces.next(900)];
  for (const { name } of MIXED_COLUMNS) {
    expect(cut.flatMap((table) => [...cells(table, name)])).toEqual([...cells(whole, name)]);
  }
});

it("with all of the drift moves amount and category, and nothing else", () => {
  const drifted = stream(1, { factor: 1, startRow: ROWS / 2 }).next(ROWS);
  for (const { name } of MIXED_COLUMNS) {
    const [before, after] = [cells(calm, name), cells(drifted, name)];
    expect(after.slice(0, ROWS / 2)).toEqual(before.slice(0, ROWS / 2));
    if (name !== "amount" && name !== "category") expect(after).toEqual(before);
  }
  const [before, after] = [calm, drifted].map((table) => cells(table, "amount").slice(ROWS / 2));
  // To the cent: half a cent of an amount of a few euros is a few thousandths.
  expect(after!.every((euros, i) => Math.abs(euros - before![i]! * Math.exp(0.02)) < 0.0154)).toBe(
    true,
  );
  const [usual, swapped] = [calm, drifted].map((table) => cells(table, "category"));
  const moved = Array.from(swapped!.keys()).filter((i) => swapped![i] !== usual![i]);
  expect(moved.every((i) => swapped![i] === 11 - usual![i]!)).toBe(true);
  expect(Math.abs(moved.length / ROWS - 0.05)).toBeLessThan(slack(0.05));
});

it("without drift looks alike under another seed", () => {
  const other = stream(2).next(ROWS);
  for (const name of ["amount", "balance", "tip", "items", "shop"]) {
    const { pValue } = ksTwoSample(cells(calm, name), cells(other, name));
    expect(pValue, name).toBeGreaterThan(0.001);
  }
});

it.each([
  [{ rows: 0 }, "0 is no number of rows"],
  [{ factor: 2 }, "drift factor 2 is not from 0 to 1"],
])("refuses %j", ({ rows = 1, ...drift }: { rows?: number; factor?: number }, message) => {
  expect(() => stream(1, drift, rows)).toThrow(
    expect.objectContaining({ name: "InputError", message }),
  );
});
