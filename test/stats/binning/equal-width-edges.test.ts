import { expect, it } from "vitest";
import { equalWidthEdges } from "../../../src/stats/binning/equal-width-edges.js";
import { countValues } from "../../../src/stats/pooled-counts.js";

it("cuts the range evenly, wherever the values lie in it", () => {
  const edges = equalWidthEdges(countValues("x", [10, 0, 0, 0, 1]), 4);
  expect(Array.from(edges)).toEqual([2.5, 5, 7.5]);
});

it("makes one bin of a constant, and of a range no bins can divide, as many as there are", () => {
  expect(equalWidthEdges(countValues("x", [3, 3]), 10)).toHaveLength(0);
  const narrow = equalWidthEdges(countValues("x", [1, 1 + Number.EPSILON]), 10);
  expect(new Set(narrow).size).toBe(narrow.length);
});

it("has no answer for an infinite range", () => {
  expect(() => equalWidthEdges(countValues("x", [0, Infinity]), 3)).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});
