import { expect, it } from "vitest";
import { watchLogRow } from "../../../src/report/watch/watch-log-row.js";
import { ALARM, lookColumn, watchLook } from "./looks.js";

const facts = { scenario: "E1", model: "fraud", scoreColumn: "score" };

it("has the fields of the namesake, in their order, in the order of the columns", () => {
  const look = watchLook({
    isDrift: true,
    positiveShare: 0.25,
    columns: [lookColumn("age"), lookColumn("amount", ALARM)],
  });
  expect(Object.entries(watchLogRow(look, facts))).toEqual([
    ["timestamp", "2026-11-21T06:05:00Z"],
    ["scenario", "E1"],
    ["model", "fraud"],
    ["pos_ratio", 0.25],
    ["drift_any", 1],
    ["score_col", "score"],
    ["psi_age", 0.0131],
    ["p_age", 0.412],
    ["psi_amount", 0.31],
    ["p_amount", 3e-7],
  ]);
});

it("keeps its header when a column is skipped or has no rows", () => {
  const columns = [
    lookColumn("age", { psi: null, p: null }),
    lookColumn("id", { state: "skipped", reason: "one value a row", psi: null, p: null }),
  ];
  const row = watchLogRow(watchLook({ columns }), facts);
  expect(row).toMatchObject({ drift_any: 0, pos_ratio: null, psi_age: null, p_id: null });
});
