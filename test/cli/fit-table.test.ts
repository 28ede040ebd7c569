import { expect, it } from "vitest";
import { fitTable } from "../../src/cli/fit-table.js";

const table = {
  kind: "table" as const,
  head: ["name", "low..high", "shape", "change"],
  align: ["left", "right", "left", "left"] as const,
  rows: [["amount", "0.1..0.2", "▂▅█  █▅▂", "a rather long way to say what has changed"]],
  cutToFit: true as const,
  spare: [1, 2],
};

it("shows all where there is room", () => {
  expect(fitTable(table, 80)).toEqual(table);
});

it("leaves out spare columns in their order before it cuts the last one", () => {
  expect(fitTable(table, 45).head).toEqual(["name", "shape", "change"]);
  expect(fitTable(table, 45).rows[0]!.at(-1)).toBe("a rather long way to say w…");
  expect(fitTable(table, 30).head).toEqual(["name", "change"]);
  expect(fitTable(table, 30).align).toEqual(["left", "left"]);
  expect(fitTable(table, 10).rows).toEqual([["amount", "a rather long w…"]]);
});

it("keeps spare columns where the last one is short", () => {
  const short = { ...table, rows: [["amount", "0.1..0.2", "▂▅█  █▅▂", "new: x"]] };
  expect(fitTable(short, 45)).toEqual(short);
});
