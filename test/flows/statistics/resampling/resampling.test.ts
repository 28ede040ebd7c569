import { expect, it } from "vitest";
import { bootstrap } from "../../../../src/flows/statistics/resampling/bootstrap.js";
import { permutation } from "../../../../src/flows/statistics/resampling/permutation.js";

const x = Array.from({ length: 40 }, (_, i) => (i * 7) % 40);

it("puts the mean between the ends of its interval, the same for the same seed", () => {
  const answer = bootstrap.answer({ x: [...x, null], resamples: 999, seed: 7 });
  const [low, high] = answer.ci_95 as [number, number];
  expect(answer).toMatchObject({ n: 40, dropped: 1, estimate: 19.5, statistic: "mean" });
  // Normal theory: 19.5 ± 1.96 · 11.69 / √40 = 19.5 ± 3.6.
  expect([low, high].map((end) => Math.abs(end - 19.5))).toEqual([
    expect.closeTo(3.6, 0),
    expect.closeTo(3.6, 0),
  ]);
  expect(bootstrap.answer({ x: [...x, null], resamples: 999, seed: 7 })).toEqual(answer);
  expect(
    bootstrap.answer({ x, resamples: 999, interval: "bca", statistic: "median" }),
  ).toHaveProperty("se");
});

it("agrees with every way to deal out six values", () => {
  // Of the 20 ways, 2 have a difference of means as large: p = 0.1.
  const answer = permutation.answer({ x: [1, 2, 3], y: [4, 5, 6], seed: 3 });
  expect(answer).toMatchObject({ difference: -3, permutations: 9999 });
  expect(answer.p).toBeCloseTo(0.1, 1);
  expect(permutation.answer({ x: [1, 2, 3], y: [4, 5, 6], alternative: "greater" }).p).toBe(1);
});

it("refuses a statistic that it does not know", () => {
  expect(() => bootstrap.answer({ x, statistic: "mode" })).toThrow(
    expect.objectContaining({ name: "InputError" }),
  );
});
