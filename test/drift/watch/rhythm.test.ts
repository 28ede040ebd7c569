import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { rhythmOf } from "../../../src/drift/watch/rhythm.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** A Thursday. */
const START = 20_000 * DAY + 13 * MINUTE;

/** Rows at an even pace. */
function times(days: number, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => START + Math.floor((i * days * DAY) / rows));
}

function column(
  name: string,
  at: Float64Array,
  meanAt: (time: number, i: number) => number = () => 0,
) {
  const normal = normalSampler(seededRandom(5, name));
  return { name, values: at.map((time, i) => normal() + meanAt(time, i)) };
}

const sine = (size: number) => (time: number) => size * Math.sin((2 * Math.PI * time) / DAY);

it("finds the day in the columns that have one, and says how to watch them", () => {
  const at = times(7, 30_000);
  const plain = ["p", "q", "r", "s", "t"].map((name) => column(name, at));
  const { columns, season, advice } = rhythmOf(
    [...plain, column("sun", at, sine(0.3))],
    at,
    MINUTE,
  );
  const sun = columns.at(-1)!;
  expect(sun.hourShare).toBeCloseTo(0.3 ** 2 / 2 / (1 + 0.3 ** 2 / 2), 2);
  expect(sun.hourP).toBeLessThan(1e-6);
  // Less the rhythm that was found, minutes do not follow each other.
  expect(Math.abs(sun.autocorrelation!)).toBeLessThan(0.05);
  for (const { hourShare, hourP, designEffect } of columns.slice(0, 5)) {
    expect(hourShare).toBeLessThan(0.003);
    expect(hourP).toBeGreaterThan(0.01);
    expect(designEffect).toBeCloseTo(1, 1);
  }
  expect(season).toBe("hour");
  expect(advice).toEqual(["sun (4.2 % of its variance): follows the day: --season hour"]);
});

it("finds a week where days alone do not tell", () => {
  const at = times(35, 60_000);
  const isWeekend = (time: number) => (Math.floor(time / DAY + 4) % 7) % 6 === 0;
  const shops = column("shops", at, (time) => (isWeekend(time) ? 1 : 0));
  const { columns, season, advice } = rhythmOf([shops, column("other", at)], at, MINUTE);
  expect(columns[0]!.weekdayHourShare).toBeGreaterThan(0.1);
  expect(columns[0]!.hourShare).toBeLessThan(0.01);
  expect(columns[1]!.weekdayHourP).toBeGreaterThan(0.01);
  expect(season).toBe("weekday-hour");
  expect(advice[0]).toMatch(
    /^shops \(1\d % of its variance\): follows the week: --season weekday-hour$/,
  );
});

it("proposes nothing for flat data, however many columns and few ticks", () => {
  // Each of the four questions is asked at 1 % over all columns: in 20 tables, more than three tables of
  // which something is said have a probability below 1e-2; the seeds are fixed.
  const said = Array.from({ length: 20 }, (_, table) => {
    const at = times(table % 2 === 0 ? 4 : 0.02, 3000);
    const columns = Array.from({ length: 10 }, (_, j) => column(`${table} ${j}`, at));
    return rhythmOf(columns, at, MINUTE).advice.length;
  });
  expect(said.filter((lines) => lines > 0).length).toBeLessThanOrEqual(3);
});

it("takes one day, or a level that moves by itself, for no rhythm of the day", () => {
  const one = times(1, 5000);
  expect(rhythmOf([column("a", one, sine(1))], one, MINUTE)).toMatchObject({
    season: "none",
    columns: [{ hourShare: null, hourP: null }],
  });
  const week = times(7, 20_000);
  const rising = column("rising", week, (_, i) => i / 5000);
  const { season, advice } = rhythmOf([rising], week, MINUTE);
  expect(season).toBe("none");
  expect(advice).toEqual([
    "rising: ticks follow each other: longer ticks (--every), or --mode sliding:60m",
  ]);
});

it("tells rows of a tick that hang together from a rhythm", () => {
  const at = times(4, 30_000);
  const normal = normalSampler(seededRandom(6, "ticks"));
  const effects = Array.from({ length: 4 * 1440 + 1 }, () => 0.5 * normal());
  const clumps = column("clumps", at, (time) => effects[Math.floor((time - START) / MINUTE)]!);
  const { columns, season, advice } = rhythmOf([clumps], at, MINUTE);
  // 1 + (n - 1) ICC for some five rows a minute, with an ICC of 0.2.
  expect(columns[0]!.designEffect).toBeGreaterThan(1.6);
  expect(season).toBe("none");
  expect(advice).toEqual([
    "clumps: rows of a tick hang together: one row an entity, or longer ticks (--every)",
  ]);
});

it("says nothing of columns without values, or of one value, and leaves out what is missing", () => {
  const at = times(5, 3000);
  const none = { name: "none", values: at.map(() => NaN) };
  const same = { name: "same", values: at.map(() => 3) };
  const infinite = { name: "infinite", values: at.map((_, i) => (i % 2 === 0 ? Infinity : i % 7)) };
  const { columns, advice } = rhythmOf([none, same, infinite], at, MINUTE);
  expect(columns[0]).toMatchObject({ hourP: null, autocorrelation: null, designEffect: null });
  expect(columns[1]).toMatchObject({ hourP: null, autocorrelation: null, designEffect: null });
  expect(columns[2]!.hourP).toBeGreaterThan(0.01);
  expect(advice.filter((words) => !words.startsWith("infinite"))).toEqual([]);
});
