import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import type { ColumnFindings, ColumnResult } from "../../src/drift/drift-result.js";
import { countsByValue } from "../../src/drift/counts-by-value.js";
import { weighCategorical } from "../../src/drift/weigh-categorical.js";
import { weighNumeric } from "../../src/drift/weigh-numeric.js";
import { changeInWords } from "../../src/report/drift-words.js";
import { countValues } from "../../src/stats/pooled-counts.js";

const options = { random: seededRandom(1, "words"), alpha: 0.05, material: 0.05 };
const words = (findings: ColumnFindings | null, more: object = {}) =>
  changeInWords({ name: "c", findings, missingTest: null, ...more } as unknown as ColumnResult);
const even = Array.from({ length: 400 }, (_, i) => i / 4);
const numbers = (x: number[], y: number[]) =>
  words(
    weighNumeric(
      countsByValue(
        [{ rows: x.length }, { rows: y.length }],
        [countValues("x", x), countValues("y", y)],
      ),
      options,
    ),
  );
const categories = (...counts: Record<string, number>[]) => {
  const [before, after] = counts.map((side) =>
    Object.entries(side).map(([name, count]) => ({ name, count })),
  );
  return words(weighCategorical([before!, after!], "categorical", options));
};

it("says of numbers whether they moved, spread or lie differently", () => {
  expect(
    numbers(
      even,
      even.map((value) => value + 20),
    ),
  ).toBe(
    "c is higher: median 49.88 -> 69.88; values up to 19.98 went from 20.0 % to none of the rows",
  );
  expect(
    numbers(
      even,
      even.map((value) => 50 + (value - 50) / 2),
    ),
  ).toMatch(/^c is spread narrower: the middle 90 % in 4\.988\.\.94\.76 -> 27\.49\.\.72\.38; /);
  expect(
    numbers(
      even,
      even.map((value) => 2 * value - 50),
    ),
  ).toMatch(/^c is spread wider: /);
  const ends = even.map((value) => (value < 50 ? value / 2 : 50 + value / 2));
  expect(numbers(even, ends)).toMatch(/^c lies differently; values .* to none/);
});

it("says of categories which is new, gone, or has moved most", () => {
  expect(categories({ a: 60, b: 40 }, { a: 50, b: 30, d: 20 })).toBe(
    'c is "d" in 20.0 % of the rows, before in none',
  );
  expect(categories({ a: 60, b: 40 }, { a: 100 })).toBe(
    'c is "b" in none of the rows, before in 40.0 %',
  );
  expect(categories({ a: 60, b: 40 }, { a: 30, b: 70 })).toBe(
    'c is "a" in 30.0 % of the rows, before in 60.0 %',
  );
});

it("says how often values are missing, where that decided", () => {
  const missingTest = { shareReference: 0.001, shareCurrent: 0.126 };
  const said = "c is missing in 12.6 % of the rows, before in 0.10 %";
  expect(words(null, { missingTest })).toBe(said);
  expect(words(null)).toBeNull();
});
