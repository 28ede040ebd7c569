import { describe, expect, it } from "vitest";
import { designNames, designWidth } from "../../src/features/design-matrix.js";
import {
  applyPreparation,
  fitPreparation,
  preparationDefaults,
  type Preparation,
} from "../../src/features/preparation.js";
import { numberColumn, tableOf, textColumn, timeColumn } from "../read-table.js";

const { NaN: missing } = Number;
const none = { ...preparationDefaults, numbers: [], categories: [], times: [] };

describe("a number column", () => {
  const spec = { ...none, numbers: ["x"] };

  it("is filled with the median and standardised with divisor n", () => {
    const table = tableOf(numberColumn("x", [1, missing, 2, 9, Infinity]));
    const { numbers } = applyPreparation(fitPreparation(table, spec), table);
    // Filled: 1 2 2 9 2, mean 3.2, variance (4.84 + 3 · 1.44 + 33.64) / 5 = 8.56.
    const expected = [1, 2, 2, 9, 2].map((value) => (value - 3.2) / Math.sqrt(8.56));
    expected.forEach((value, i) => {
      expect(numbers[0]!.values[i]).toBeCloseTo(value, 12);
    });
  });

  it("keeps the digits of small differences far from zero", () => {
    const table = tableOf(numberColumn("x", [1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3]));
    const { numbers } = applyPreparation(fitPreparation(table, spec), table);
    expect(numbers[0]!.values[2]).toBeCloseTo(Math.sqrt(1.5), 5);
  });

  it("is 0 throughout where all values are equal", () => {
    const table = tableOf(numberColumn("x", [0.1, 0.1, 0.1]));
    const { numbers } = applyPreparation(fitPreparation(table, spec), table);
    expect(Math.max(...numbers[0]!.values.map(Math.abs))).toBeLessThan(1e-12);
  });

  it("is clipped to the fences of the training part, or marked beyond them", () => {
    const training = tableOf(numberColumn("x", [0, 1, 2, 3, 4])); // quartiles 1 and 3: -5 to 9
    const later = tableOf(numberColumn("x", [-100, 9, 50]));
    const raw = { ...spec, standardise: false };
    const clip = fitPreparation(training, { ...raw, outliers: "clip" });
    expect([...applyPreparation(clip, later).numbers[0]!.values]).toEqual([-5, 9, 9]);
    const flag = fitPreparation(training, { ...raw, outliers: "flag" });
    const [values, marks] = applyPreparation(flag, later).numbers;
    expect([...values!.values]).toEqual([-100, 9, 50]);
    expect(marks!.name).toBe("x_outlier");
    expect([...marks!.values]).toEqual([1, 0, 1]);
  });

  it("has no preparation without a finite value", () => {
    const call = () => fitPreparation(tableOf(numberColumn("x", [missing])), spec);
    expect(call).toThrow(expect.objectContaining({ name: "UndefinedError" }));
  });
});

describe("a categorical column", () => {
  const spec = { ...none, categories: ["c"] };
  const training = tableOf(textColumn("c", ["b", "a", "b", "", "rare"]));
  const later = tableOf(textColumn("c", ["new", "a", "", "b"]));

  it("becomes a block over the sorted levels, missing being one", () => {
    const fitted = fitPreparation(training, spec);
    const design = applyPreparation(fitted, training);
    expect(designNames(design)).toEqual(["c=a", "c=b", "c=rare", "c=(missing)"]);
    expect([...design.categories[0]!.codes]).toEqual([1, 0, 1, 3, 2]);
    expect(designWidth(design)).toBe(4);
    expect([...applyPreparation(fitted, later).categories[0]!.codes]).toEqual([-1, 0, 3, 1]);
  });

  it("puts the unknown with the rare", () => {
    const fitted = fitPreparation(training, { ...spec, rareBelow: 2 });
    const design = applyPreparation(fitted, later);
    expect(design.categories[0]!.levels).toEqual(["b", "(missing)", "(other)"]);
    expect([...design.categories[0]!.codes]).toEqual([2, 2, 1, 0]);
  });

  it("keeps the most frequent levels where there are too many", () => {
    const fitted = fitPreparation(training, { ...spec, maxLevels: 2 });
    expect(fitted.categories[0]!.levels).toEqual(["a", "b"]);
  });

  it("leaves the first level out where that is asked for", () => {
    const fitted = fitPreparation(training, { ...spec, dropFirst: true });
    const design = applyPreparation(fitted, training);
    expect(design.categories[0]!.levels).toEqual(["b", "rare", "(missing)"]);
    expect([...design.categories[0]!.codes]).toEqual([0, -1, 0, 2, 1]);
  });
});

it("takes a moment apart into hour, weekday and month, in UTC", () => {
  const table = tableOf(
    timeColumn("t", ["1969-12-31T23:59:59Z", "2026-11-21T14:05:00Z", "2024-02-29T00:00:00Z", "?"]),
  );
  const spec = { ...none, times: ["t"], standardise: false };
  const { numbers } = applyPreparation(fitPreparation(table, spec), table);
  expect(numbers.map(({ name }) => name)).toEqual(["t_hour", "t_weekday", "t_month"]);
  // A Wednesday, a Saturday and a Thursday; what is missing is filled with the median.
  expect([...numbers[0]!.values]).toEqual([23, 14, 0, 14]);
  expect([...numbers[1]!.values]).toEqual([2, 5, 3, 3]);
  expect([...numbers[2]!.values]).toEqual([12, 11, 2, 11]);
});

it("survives JSON", () => {
  const table = tableOf(numberColumn("x", [1, 2, 4]), textColumn("c", ["a", "b", ""]));
  const fitted = fitPreparation(table, { ...none, numbers: ["x"], categories: ["c"] });
  const copy = JSON.parse(JSON.stringify(fitted)) as Preparation;
  expect(applyPreparation(copy, table)).toEqual(applyPreparation(fitted, table));
});

it("names the column that a table lacks, and the nearest that it has", () => {
  const table = tableOf(numberColumn("amount", [1]));
  const call = () => fitPreparation(table, { ...none, numbers: ["amuont"] });
  expect(call).toThrow('there is no column "amuont"; did you mean "amount"?');
  const text = () => fitPreparation(table, { ...none, categories: ["amount"] });
  expect(text).toThrow('column "amount" holds number, not text');
});
