import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { redrawnAlarms, type AlarmRule } from "../../../src/drift/false-alarms/redrawn-alarms.js";

const never = { statistic: () => 0, isSignificant: () => false, isAlarming: () => false };
/** 4 of 10 red balls among 8 drawn of 20: P(at least 6) by the hypergeometric law. */
const POOLED = Float64Array.of(10, 6, 4);
const AT_LEAST_6 = (210 * 45 + 120 * 10 + 45) / 125970;
const ask = (rule: Partial<AlarmRule>) =>
  redrawnAlarms(POOLED, 8, { ...never, ...rule }, seededRandom(3));
/** Four standard errors of a share of 999 redraws. */
const NEAR = 4 * Math.sqrt((AT_LEAST_6 * (1 - AT_LEAST_6)) / 999);

it("counts the redraws with an alarm, whichever half of the rule raises it", () => {
  const byThreshold = ask({ isAlarming: ([red = 0]) => red >= 6 });
  expect(byThreshold.redraws).toBe(999);
  expect(Math.abs(byThreshold.rate - AT_LEAST_6)).toBeLessThan(NEAR);
  const byTest = ask({ statistic: ([red = 0]) => red, isSignificant: (red) => red >= 6 });
  expect(byTest).toEqual(byThreshold);
  const both = ask({
    statistic: ([red = 0]) => red,
    isSignificant: (red) => red >= 7,
    isAlarming: ([red]) => red === 6,
  });
  expect(both).toEqual(byThreshold);
});

it("asks the test of few statistics, and tells how many redraws reach each", () => {
  const asked = new Map<number, number>();
  ask({
    statistic: ([red = 0]) => red,
    isSignificant: (red, reached) => {
      asked.set(red, reached);
      return red >= 6;
    },
  });
  expect(asked.size).toBeLessThan(9);
  expect(asked.get(6)).toBe(ask({ isAlarming: ([red = 0]) => red >= 6 }).rate);
});

it("keeps to the sizes and to what was pooled", () => {
  const look = (before: Float64Array, after: Float64Array): boolean => {
    expect(before.reduce((a, b) => a + b)).toBe(8);
    expect(before.map((count, k) => count + after[k]!)).toEqual(POOLED);
    return true;
  };
  expect(ask({ isAlarming: look })).toEqual({ rate: 1, redraws: 999 });
  expect(ask({})).toEqual({ rate: 0, redraws: 999 });
});

it("redraws less often where there are very many cells, in portions", () => {
  const many = new Float64Array(150_000).fill(1);
  const { redraws, rate } = redrawnAlarms(
    many,
    50_000,
    { ...never, isAlarming: (before) => before[0] === 1 },
    seededRandom(1),
  );
  expect(redraws).toBe(27);
  expect(Math.abs(rate - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 27));
});
