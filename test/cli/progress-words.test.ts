import { expect, it } from "vitest";
import { progressWords } from "../../src/cli/commands/drift/progress-words.js";
import type { ColumnsProgress } from "../../src/flows/drift-progress.js";

const counting: ColumnsProgress = {
  doing: "counting",
  columns: ["amount"],
  judged: 0,
  of: 9,
  rows: 0,
  ofRows: 200_000_000,
};

/** Words after so many seconds, each from the same start. */
function wordsAfter(...told: readonly (readonly [number, Partial<ColumnsProgress>])[]): string[] {
  let seconds = 0;
  const words = progressWords(() => new Date(1000 * seconds));
  words(counting);
  return told.map(([after, progress]) => {
    seconds = after;
    return words({ ...counting, ...progress });
  });
}

it("says how much of a file is read, where that is known", () => {
  const words = progressWords(() => new Date(0));
  expect(words({ doing: "reading", source: "may.csv", share: 0 })).toBe("reading may.csv");
  expect(words({ doing: "reading", source: "may.csv", share: 0.458 })).toBe(
    "reading may.csv: 45 %",
  );
});

it("shows rows, rate and remaining time", () => {
  expect(wordsAfter([50, { judged: 2, columns: ["income"], rows: 50_000_000 }])).toEqual([
    "counting income: 50,000,000 of 200,000,000 rows, 1,000,000 rows/s, 3 min left",
  ]);
});

it("promises no time before a column has shown how long one takes", () => {
  const words = wordsAfter(
    [1, { rows: 9_000_000 }],
    [10, { rows: 10_000_000 }],
    [11, { doing: "looking closer", judged: 1, rows: 22_222_222 }],
    [12, { doing: "telling rows apart", columns: [], judged: 9, rows: 200_000_000 }],
  );
  expect(words).toEqual([
    "counting amount: 9,000,000 of 200,000,000 rows",
    "counting amount: 10,000,000 of 200,000,000 rows, 1,000,000 rows/s",
    "looking closer at amount: 22,222,222 of 200,000,000 rows, 2,020,202 rows/s, 89 s left",
    "telling rows apart: 200,000,000 of 200,000,000 rows, 16,666,667 rows/s",
  ]);
});

it("has no time to give where next to nothing is done", () => {
  expect(wordsAfter([9, { judged: 1, rows: 900 }])[0]).toMatch(/rows, 100 rows\/s$/);
});

it("tells hours as hours", () => {
  const columns = ["a", "z"];
  expect(wordsAfter([3600, { columns, judged: 5, rows: 40_000_000 }])[0]).toBe(
    "counting a to z: 40,000,000 of 200,000,000 rows, 11,111 rows/s, 4 h 0 min left",
  );
});
