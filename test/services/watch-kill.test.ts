import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { watchKilled } from "../process/watch-kills.js";

it("is killed 200 times, and loses no row of the log and asks for no build twice", async () => {
  const whole = await watchKilled(0, seededRandom(1));
  const { log, builds, killed } = await watchKilled(200, seededRandom(3));
  expect(killed).toBe(200);
  expect(log).toBe(whole.log);
  expect(builds).toBe(whole.builds);
}, 600_000);
