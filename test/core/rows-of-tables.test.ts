import { expect, it } from "vitest";
import { rowsWhere, selectRows } from "../../src/core/select-rows.js";
import { stackTables } from "../../src/core/stack-tables.js";
import { numberColumn, tableOf, textColumn } from "../read-table.js";

const first = tableOf(numberColumn("x", [1, 2]), textColumn("c", ["a", ""]));
const second = tableOf(textColumn("c", ["b", "a"]), numberColumn("x", [3, 4]));

it("selects rows, in any order and more than once", () => {
  expect(selectRows(first, Int32Array.of(1, 0, 0))).toEqual({
    rows: 3,
    columns: [
      numberColumn("x", [2, 1, 1]),
      { kind: "text", name: "c", levels: ["a"], codes: Int32Array.of(-1, 0, 0) },
    ],
  });
  expect(rowsWhere(4, (row) => row % 2 === 1)).toEqual(Int32Array.of(1, 3));
});

it("stacks tables by the names of their columns", () => {
  expect(stackTables([first, second])).toEqual({
    rows: 4,
    columns: [numberColumn("x", [1, 2, 3, 4]), textColumn("c", ["a", "", "b", "a"])],
  });
});

it("refuses a table that lacks a column, or has it of another kind", () => {
  const lacks = tableOf(numberColumn("x", [1]));
  expect(() => stackTables([first, lacks])).toThrow('column "c" is missing in table 2');
  const other = tableOf(textColumn("x", ["1"]), textColumn("c", ["a"]));
  expect(() => stackTables([first, other])).toThrow('column "x" is text, not number, in table 2');
});
