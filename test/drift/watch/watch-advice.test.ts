import { expect, it } from "vitest";
import { watchAdvice } from "../../../src/drift/watch/watch-advice.js";

it("proposes nothing that cannot be had together: a season has no sliding window", () => {
  expect(watchAdvice("ticks", ["a"], "unknown")).toBe(
    "a: ticks follow each other: --season hour if they follow the day, longer ticks (--every), or --mode sliding:60m",
  );
  expect(watchAdvice("ticks", ["a"], "none")).toBe(
    "a: ticks follow each other: longer ticks (--every), or --mode sliding:60m",
  );
  expect(watchAdvice("ticks", ["a"], "hour")).toBe(
    "a: ticks follow each other: longer ticks (--every)",
  );
});

it("names three columns at the most", () => {
  expect(watchAdvice("day", ["a", "b", "c"], "hour")).toBe(
    "a, b, c: follows the day: --season hour",
  );
  expect(watchAdvice("week", ["a", "b", "c", "d", "e"], "weekday-hour")).toBe(
    "a, b, c and 2 more: follows the week: --season weekday-hour",
  );
});
