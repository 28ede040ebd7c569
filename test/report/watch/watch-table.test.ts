import { describe, expect, it } from "vitest";
import { colours } from "../../../src/cli/colours.js";
import { terminalText } from "../../../src/cli/terminal.js";
import type { WatchLook } from "../../../src/drift/watch/watch-look.js";
import { watchTable, type WatchFacts } from "../../../src/report/watch/watch-table.js";
import { ALARM, lookColumn, watchLook } from "./looks.js";

const facts: WatchFacts = {
  source: "stream/*.csv",
  mode: "growing",
  budgetDays: 7,
  isGuaranteed: true,
};

function drawn(look: WatchLook | null, size = { columns: 80, rows: 24 }, of = facts): string[] {
  const text = terminalText(watchTable(look, of, size), { ...size, chalk: colours(false) });
  return text.trimEnd().split("\n");
}

const columns = [
  lookColumn("age"),
  lookColumn("amount", ALARM),
  lookColumn("job", { ...ALARM, state: "small", psi: 0.004, change: "more of `web`" }),
  lookColumn("id", {
    state: "skipped",
    reason: "a value of its own in each row",
    evidenceDays: null,
    psi: null,
    p: null,
    outline: { reference: [], current: [] },
  }),
];

it("shows a line a column, the strongest first", () => {
  expect(drawn(watchLook({ isDrift: true, columns, warnings: ["rows hang together"] }))).toEqual([
    "stream/*.csv  growing  at most one false alarm in 7 days",
    "2026-11-21T06:05:00Z  50 rows  windows 250 and 1,250  3 late",
    "",
    "rows hang together",
    "",
    "column  state     days of 7            PSI  before  now     change",
    "amount  alarm          9.10  ██████  0.310  ▃▅█▅▃▁  ▃▅▇▅▃▃  larger since 05:41",
    "job     small          9.10  ██████  0.004  ▃▅█▅▃▁  ▃▅▇▅▃▃  more of `web` since…",
    "age     watching       0.02          0.013  ▃▅█▅▃▁  ▃▅▇▅▃▃",
    "id      skipped                                             a value of its own …",
  ]);
});

it("waits for a first look", () => {
  expect(drawn(null)).toEqual([
    "stream/*.csv  growing  at most one false alarm in 7 days",
    "no look yet: waiting for rows",
  ]);
});

it("promises nothing without a theorem, and weighs no evidence under a rule that has none", () => {
  const sliding = { ...facts, mode: "sliding 60m", isGuaranteed: false };
  expect(drawn(watchLook(), undefined, sliding)[0]).toMatch(/sliding 60m {2}no bound on false/);
  const classic = { ...facts, mode: "classic", isGuaranteed: false, budgetDays: null };
  const lines = drawn(watchLook(), undefined, classic);
  expect(lines[3]).toBe("column  state       PSI      p  before  now     change");
});

describe("on a terminal of any size", () => {
  const many = Array.from({ length: 60 }, (_, i) =>
    lookColumn(`a column of number ${i}`, { evidenceDays: i / 10 }),
  );

  it("says how many columns it has no room for", () => {
    const lines = drawn(watchLook({ columns: many }));
    expect(lines).toHaveLength(23); // the cursor rests on the last line
    expect(lines[4]).toMatch(/^a column of num… {2}watching {7}5.90 {2}█████/);
    expect(lines.at(-1)).toBe("... and 43 more are quiet");
    expect(drawn(watchLook({ columns: many }), { columns: 80, rows: 66 })).toHaveLength(64);
  });

  it("says how many of those changed", () => {
    const alarms = many.map((column) => ({ ...column, ...ALARM }));
    const size = { columns: 80, rows: 10 };
    expect(drawn(watchLook({ columns: alarms }), size).at(-1)).toBe(
      "... and 57 more, of which 57 changed",
    );
  });

  it("keeps within the width from 64 places on", () => {
    const look = watchLook({
      columns: [...many, ...columns],
      warnings: ["w".repeat(300), "two\nlines"],
    });
    for (let width = 64; width <= 200; width += 7) {
      const size = { columns: width, rows: 40 };
      const source = "/a/very/long/path/to/some/folder/*.csv";
      for (const line of drawn(look, size, { ...facts, source }))
        expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it("shows at least one column", () => {
    const lines = drawn(watchLook({ columns: many }), { columns: 80, rows: 5 });
    expect(lines[4]).toMatch(/^a column/);
  });
});

it("fills the bar at the budget", () => {
  const at = (days: number) => {
    const [, , , line = ""] = drawn(
      watchLook({ columns: [lookColumn("a", { evidenceDays: days })] }),
    ).slice(1);
    return /[█▏▎▍▌▋▊▉]*(?= +0\.013)/.exec(line)?.[0];
  };
  expect([0, 0.5, 3.5, 6.99, 7, 70].map(at)).toEqual([
    "",
    "▍",
    "███",
    "██████",
    "██████",
    "██████",
  ]);
});
