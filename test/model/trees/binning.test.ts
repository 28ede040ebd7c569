import { expect, it } from "vitest";
import type { Column, Table } from "../../../src/core/table.js";
import { applyBinning, fitBinning } from "../../../src/model/trees/binning.js";
import { selectBinnedRows } from "../../../src/model/trees/binned-column.js";

function table(...columns: Column[]): Table {
  const [first] = columns;
  return { rows: first?.kind === "text" ? first.codes.length : first!.values.length, columns };
}

function texts(name: string, values: readonly (string | null)[]): Column {
  const levels = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value)));
  return { kind: "text", name, codes, levels };
}

it("gives missing values the bin 0, the most frequent levels the first bins", () => {
  const column = texts("c", ["b", null, "a", "b", "c"]);
  const [binned] = applyBinning(fitBinning(table(column)), table(column));
  expect(binned).toEqual({
    name: "c",
    codes: Uint8Array.of(1, 0, 2, 1, 3),
    bins: 4,
    ordered: false,
  });
});

it("puts rare levels into one bin, and levels never seen with them", () => {
  const binning = fitBinning(table(texts("c", ["a", "a", "b", "b", "c", "d"])), 4);
  const [binned] = applyBinning(binning, table(texts("c", ["d", "new", "a", "b", null])));
  expect([...binned!.codes]).toEqual([3, 3, 1, 2, 0]);
  expect(binned!.bins).toBe(4);
});

it("takes a level never seen for missing where there is no bin for the rest", () => {
  const binning = fitBinning(table(texts("c", ["a", "b"])));
  const [binned] = applyBinning(binning, table(texts("c", ["new", "b"])));
  expect([...binned!.codes]).toEqual([0, 2]);
});

it("cuts later rows at the edges of the first ones, times as numbers", () => {
  const days = (...values: number[]): Column => ({
    kind: "time",
    name: "t",
    values: Float64Array.from(values),
  });
  const binning = fitBinning(table(days(10, 20, 30)));
  const [binned] = applyBinning(binning, table(days(-5, 19, 99, Number.NaN)));
  expect([...binned!.codes]).toEqual([1, 2, 3, 0]);
  expect(binned).toMatchObject({ bins: 4, ordered: true });
});

it("keeps within 256 bins, whatever the column", () => {
  const many = texts(
    "c",
    Array.from({ length: 5000 }, (_, i) => `v${i}`),
  );
  const numbers: Column = {
    kind: "number",
    name: "n",
    values: Float64Array.from({ length: 5000 }, (_, i) => i),
  };
  const both = table(many, numbers);
  for (const { bins, codes } of applyBinning(fitBinning(both, 256), both)) {
    expect(bins).toBe(256);
    expect(Math.max(...codes)).toBe(255);
  }
});

it("picks rows", () => {
  const [binned] = applyBinning(
    fitBinning(table(texts("c", ["a", "b"]))),
    table(texts("c", ["a", "b"])),
  );
  expect([...selectBinnedRows([binned!], Int32Array.of(1, 1, 0))[0]!.codes]).toEqual([2, 2, 1]);
});

it.each([2, 257, 3.5])("refuses %d bins", (most) => {
  expect(() => fitBinning(table(texts("c", ["a"])), most)).toThrow("bins cannot be had");
});
