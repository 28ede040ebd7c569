import { expect, it } from "vitest";
import { tableFalseAlarms } from "../../../src/drift/false-alarms/table-false-alarms.js";
import type { WeighedColumn } from "../../../src/drift/judge-columns.js";
import { POLICIES } from "../../../src/drift/policies.js";

function weighed(name: string, rate: number | null): WeighedColumn {
  const plan = { name, kind: "numeric", role: "feature", forced: false, skip: null } as const;
  return {
    plan,
    counts: null,
    skip: null,
    falseAlarms: rate === null ? null : { rate, redraws: 999 },
  };
}
const columns = [weighed("a", 0.1), weighed("b", 0.2), weighed("c", 0.5)];
const judged = columns.map(() => ({ status: "no-drift" }) as const);

it("is the chance of any column for the rule «any column»", () => {
  const { table, columns: rates } = tableFalseAlarms(columns, judged, POLICIES.classic);
  expect(table).toBeCloseTo(1 - 0.9 * 0.8 * 0.5, 14);
  expect(rates).toEqual({
    a: { rate: 0.1, redraws: 999 },
    b: { rate: 0.2, redraws: 999 },
    c: { rate: 0.5, redraws: 999 },
  });
});

it("is the chance of half of the columns for the rule «half of them»", () => {
  const { table } = tableFalseAlarms(columns, judged, POLICIES.evidently);
  const twoOrMore = 0.1 * 0.2 * 0.5 + 0.9 * 0.2 * 0.5 + 0.1 * 0.8 * 0.5 + 0.1 * 0.2 * 0.5;
  expect(table).toBeCloseTo(twoOrMore, 14);
});

it("counts a column that is judged without a rate, and none that is not judged", () => {
  const more = [...columns, weighed("d", null)];
  const all = tableFalseAlarms(more, [...judged, { status: "cannot-tell" }], POLICIES.evidently);
  const three = tableFalseAlarms(more, [...judged, { status: "skipped" }], POLICIES.evidently);
  expect(all.table).toBe(three.table); // two of four are half, as two of three are
  const five = [...judged, ...judged.slice(1)];
  expect(tableFalseAlarms(more, five, POLICIES.evidently).table).toBeCloseTo(0.1 * 0.2 * 0.5, 14);
  expect(tableFalseAlarms([], [], POLICIES.evidently).table).toBe(0);
});
