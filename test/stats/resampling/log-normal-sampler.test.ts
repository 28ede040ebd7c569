import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { logNormalSampler } from "../../../src/stats/resampling/log-normal-sampler.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

it("is the exponential of the normal numbers of the same seed", () => {
  const logNormal = logNormalSampler(seededRandom(5), 3, 0.8);
  const normal = normalSampler(seededRandom(5), 3, 0.8);
  for (let i = 0; i < 100; i++) expect(logNormal()).toBe(Math.exp(normal()));
});

it("has the mean of the log-normal law", () => {
  const next = logNormalSampler(seededRandom(11), 1, 0.5);
  const n = 200_000;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += next();
  const mean = Math.exp(1 + 0.5 ** 2 / 2);
  const sd = mean * Math.sqrt(Math.expm1(0.5 ** 2));
  expect(Math.abs(sum / n - mean)).toBeLessThan((4.5 * sd) / Math.sqrt(n));
});

it("refuses a negative spread", () => {
  expect(() => logNormalSampler(seededRandom(1), 0, -1)).toThrow("standard deviation -1");
});
