import { expect, it } from "vitest";
import { nextBelow } from "../../src/core/double-order.js";
import type { BinPlace } from "../../src/drift/explain-psi.js";
import { binWords } from "../../src/report/bin-words.js";

const bins = (...edges: number[]): BinPlace[] =>
  [...edges, null].map((to, k) => ({ from: edges[k - 1] ?? null, to }));

it("names ranges, and the bin of one value by it", () => {
  const places = bins(nextBelow(7), 7, 310);
  const words = binWords(places);
  expect(places.map((place) => words.short(place))).toEqual(["< 7", "= 7", "7..310", "> 310"]);
  expect(places.map((place) => words.condition("n", place))).toEqual([
    "n < 7",
    "n = 7",
    "7 < n <= 310",
    "n > 310",
  ]);
  expect(places.map((place) => words.subject(place))).toEqual([
    "values below 7",
    "the value 7",
    "values from 7 to 310",
    "values above 310",
  ]);
});

it("ends a range before the one value that follows", () => {
  const places = bins(3, nextBelow(7.5), 7.5);
  const words = binWords(places);
  expect(words.short(places[1]!)).toBe("3..<7.5");
  expect(words.condition("n", places[1]!)).toBe("3 < n < 7.5");
  expect(words.subject(places[1]!)).toBe("values between 3 and 7.5");
});

it("gives edges as many digits as tell them apart", () => {
  const places = bins(0.1234561, 0.1234569);
  expect(binWords(places).short(places[1]!)).toBe("0.123456..0.123457");
});

it("names categories on one line, and how many were merged", () => {
  const [empty, lines] = [{ category: "" }, { category: "a\nb" }];
  const words = binWords([empty, { merged: [lines, empty] }]);
  expect(words.condition("c", empty)).toBe('c = ""');
  expect(words.subject(lines)).toBe('"a⏎b"');
  expect(words.short({ merged: [lines, empty] })).toBe("2 small ones");
});
