import { expect, it } from "vitest";
import { watchLine } from "../../../src/report/watch/watch-line.js";
import { ALARM, lookColumn, watchLook } from "./looks.js";

it("names the strongest column of a quiet look", () => {
  expect(watchLine(watchLook(), 7)).toBe(
    "2026-11-21T06:05:00Z  50 rows  quiet  amount 0.31 of 7 days  psi 0.013",
  );
});

it("says what an alarm saw, since when, and how many more there are", () => {
  const columns = [
    lookColumn("age", { ...ALARM, evidenceDays: 8 }),
    lookColumn("amount", ALARM),
    lookColumn("job"),
  ];
  const look = watchLook({ isDrift: true, columns });
  expect(watchLine(look, 7)).toBe(
    "2026-11-21T06:05:00Z  50 rows  DRIFT  amount 9.10 of 7 days  psi 0.310  larger  and 1 more",
  );
  expect(watchLine({ ...look, columns: columns.slice(1) }, 7)).toMatch(/larger {2}since 05:41$/);
});

it("gives the day of a change that began on another", () => {
  const changedAt = Date.parse("2026-11-20T23:00:00Z");
  const columns = [lookColumn("a", { ...ALARM, changedAt })];
  expect(watchLine(watchLook({ isDrift: true, columns }), 7)).toMatch(/since 2026-11-20 23:00$/);
});

it("stays within 100 characters and on one line, whatever the data is called", () => {
  const columns = Array.from({ length: 12 }, (_, i) =>
    lookColumn(`a\nvery long name of a column ${i}`, {
      ...ALARM,
      evidenceDays: 1e12 + i,
      psi: 14.25,
      change: "more of `something with\nan end of line that goes on and on`",
    }),
  );
  const rows = { ...watchLook().rows, tick: 1_234_567 };
  const line = watchLine(watchLook({ isDrift: true, rows, columns }), 7);
  expect(line).toMatch(/DRIFT {2}a⏎very long name of… 1e12 of 7 days {2}psi 14.3/);
  expect(line.length).toBeLessThanOrEqual(100);
});

it("shows p where a rule weighs no evidence", () => {
  const columns = [lookColumn("a", { evidenceDays: null, p: 0.2 }), lookColumn("b", { p: 0.003 })];
  const classic = columns.map((column) => ({ ...column, evidenceDays: null }));
  expect(watchLine(watchLook({ columns: classic }), null)).toMatch(/quiet {2}b p 0.003 {2}psi/);
});

it.each([
  [{ isDrift: true, columns: [] }, "DRIFT"],
  [{ columns: [lookColumn("a", { ...ALARM, state: "small" as const })] }, "small change"],
  [{ columns: [lookColumn("a", { state: "in-alarm" as const })] }, "in alarm"],
  [{ columns: [lookColumn("a", { state: "learning" as const })] }, "learning"],
  [{ columns: [] }, "nothing to watch"],
])("has a word for how it stands: %#", (more, word) => {
  expect(watchLine(watchLook(more), 7)).toContain(`rows  ${word}`);
});
