import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { ScoreHealth, type HealthState } from "../../src/detect/score-health.js";
import { normalSampler } from "../../src/stats/resampling/normal-sampler.js";

/** The health after ticks of scores that are `spread` wide and keep part of the last one. */
function after(ticks: number, { spread = 1, keep = 0 } = {}) {
  const [health, normal] = [new ScoreHealth(), normalSampler(seededRandom(1))];
  let last = 0;
  for (let i = 0; i < ticks; i++) {
    last = keep * last + Math.sqrt(1 - keep ** 2) * normal();
    const z = Float64Array.of(spread * last, spread * normal(), 99);
    health.add(z, Uint8Array.of(1, 1, 0), spread * last);
    health.settle();
  }
  return health.health();
}

it("is at one and zero where all is well", () => {
  const { meanSquare, autocorrelation, warning } = after(2000);
  expect(meanSquare).toBeCloseTo(1, 1);
  expect(autocorrelation).toBeCloseTo(0, 1);
  expect(warning).toBeNull();
});

it("warns of clumps and of rhythms, once it can tell them from chance", () => {
  expect(after(500, { spread: 1.3 }).warning).toBe("over-dispersed");
  expect(after(2000, { keep: 0.3 }).warning).toBe("autocorrelated");
  expect(after(5, { spread: 1.3 }).warning).toBeNull();
  expect(new ScoreHealth().health()).toEqual({
    meanSquare: null,
    autocorrelation: null,
    warning: null,
  });
});

it("does not count ticks that are not settled, over a restart as well", () => {
  let health = new ScoreHealth();
  const add = (score: number) => {
    health.add(Float64Array.of(score), Uint8Array.of(1), score);
  };
  for (let tick = 0; tick < 100; tick++) add(tick % 2 === 0 ? 1 : -0.9);
  health.settle();
  const before = health.health();
  for (let tick = 0; tick < 100; tick++) {
    add(5);
    health = new ScoreHealth(JSON.parse(JSON.stringify(health.state())) as HealthState);
  }
  expect(health.health()).toEqual(before);
  health.settle();
  expect(health.health().meanSquare).toBeGreaterThan(10);
});
