import { expect, it } from "vitest";
import { compareCategories, REST } from "../../../src/drift/profile/compare-categories.js";

function side(counts: Readonly<Record<string, number>>, rest = 0) {
  const categories = Object.entries(counts).map(([name, count]) => ({ name, count }));
  const present = categories.reduce((sum, { count }) => sum + count, rest);
  return { rows: present, present, distinct: null, counted: { categories, rest: { rows: rest } } };
}

it("compares names where both sides keep all of them", () => {
  const { categories } = compareCategories(side({ a: 3, b: 2 }), side({ b: 1, c: 4 }));
  expect(categories).toEqual([
    [
      { name: "a", count: 3 },
      { name: "b", count: 2 },
    ],
    [
      { name: "b", count: 1 },
      { name: "c", count: 4 },
    ],
  ]);
});

it("puts what one side does not keep by name into the rest of both", () => {
  const { categories } = compareCategories(side({ a: 30 }, 5), side({ a: 20, b: 2, c: 1 }));
  expect(categories).toEqual([
    [
      { name: "a", count: 30 },
      { name: REST, count: 5 },
    ],
    [
      { name: "a", count: 20 },
      { name: REST, count: 3 },
    ],
  ]);
});

it("keeps by name what both sides do, each with a rest of its own", () => {
  const { categories } = compareCategories(side({ a: 9, b: 9 }, 1), side({ b: 8, c: 8 }, 2));
  expect(categories).toEqual([
    [
      { name: "b", count: 9 },
      { name: REST, count: 10 },
    ],
    [
      { name: "b", count: 8 },
      { name: REST, count: 10 },
    ],
  ]);
});
