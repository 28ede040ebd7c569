import { expect, it } from "vitest";
import { fixedEdges } from "../../../src/stats/binning/fixed-edges.js";

it("copies edges that ascend, none among them", () => {
  const edges = Object.freeze([-1, 0, 2]);
  expect(Array.from(fixedEdges(edges))).toEqual(edges);
  expect(fixedEdges([])).toHaveLength(0);
});

it.each([
  [[1, 1], 1],
  [[1, 2, 0], 2],
  [[Number.NaN, 1], 0],
])("points at the edge of %j that does not ascend", (edges, index) => {
  expect(() => fixedEdges(edges)).toThrow(
    expect.objectContaining({ name: "InputError", where: `edges[${index}]` }),
  );
});
