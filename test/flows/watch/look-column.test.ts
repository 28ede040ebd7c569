import { expect, it } from "vitest";
import type { ColumnReport } from "../../../src/detect/column-detector.js";
import { warningsOf } from "../../../src/flows/watch/look-column.js";

const report = (name: string, status: ColumnReport["status"]): ColumnReport => ({
  ...{ name, status, missingRows: 0, evidenceDays: 1, leading: null, quietAt: null, alarm: null },
  health: { meanSquare: 2, autocorrelation: 0, warning: "over-dispersed" },
});

it("warns of rows that hang together, but not in a column that waits in alarm", () => {
  expect(warningsOf([report("a", "running"), report("b", "in-alarm")], "hour")).toEqual([
    "a: rows of a tick hang together: one row an entity, or longer ticks (--every)",
  ]);
  expect(warningsOf([report("b", "in-alarm")], "none")).toEqual([]);
});
