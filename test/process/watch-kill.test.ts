import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { watchKilled } from "./watch-kills.js";

it("loses no row of the log and asks for no build twice when it is killed", async () => {
  const whole = await watchKilled(0, seededRandom(1));
  expect(whole.log.trim().split("\n")).toHaveLength(1 + 418);
  expect(whole.builds).toBe(2);
  const { log, builds } = await watchKilled(12, seededRandom(2));
  expect(log).toBe(whole.log);
  expect(builds).toBe(whole.builds);
}, 120_000);
