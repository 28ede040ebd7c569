import { expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { seededRandom } from "../../../src/core/random.js";
import type { Column } from "../../../src/core/table.js";
import { calibrate } from "../../../src/flows/calibrate/calibrate.js";
import {
  checkCalibration,
  usualDays,
  type CalibrationPlan,
} from "../../../src/flows/calibrate/calibration-plan.js";
import { ClassicRule } from "../../../src/flows/calibrate/classic-rule.js";
import { classicAlarms } from "../../../src/flows/calibrate/false-alarms.js";
import { streamOfRows } from "../../../src/flows/calibrate/stream.js";
import { tickLayout } from "../../../src/flows/calibrate/tick-layout.js";
import type { DataEngine } from "../../../src/ports/data-engine.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = 20_000 * DAY;

const PLAN: CalibrationPlan = {
  ...{ time: "t", everyMs: 5 * MINUTE, windowMs: 25 * MINUTE, mode: "growing", slidingMs: 0 },
  ...{ season: "none", budgetDays: 7, alpha: 0.01, psiAlert: 0.2, seed: 1 },
  ...{
    rowsPerTick: 20,
    blockMs: null,
    days: 20,
    repeats: 5,
    cooldownMs: 30 * MINUTE,
    classicLooks: 50,
  },
};
const ROWS = 20_000;
const TIMES = Float64Array.from(
  { length: ROWS },
  (_, i) => START + Math.floor((i * 5 * MINUTE) / 20),
);

/** Numbers about a level, one a row. */
function numbers(name: string, levelAt: (time: number) => number = () => 0): Column {
  const normal = normalSampler(seededRandom(9, name));
  return { kind: "number", name, values: TIMES.map((time) => normal() + levelAt(time)) };
}

const texts: Column = {
  ...{ kind: "text", name: "c", levels: ["x", "y", "z"] },
  codes: Int32Array.from({ length: ROWS }, (_, i) => [0, 1, 0, 2, 0, 1, -1][(i * i + i) % 7]!),
};

/** An engine over columns that lie in memory. */
function engineOf(columns: readonly Column[]): DataEngine {
  const all = [...columns, { kind: "time", name: "t", values: TIMES } as const];
  const types = { number: "number", text: "text", time: "timestamp" } as const;
  const table = {
    ...{ source: "memory", rows: ROWS, sha256: null, findings: [] },
    columns: all.map(({ kind, name }) => ({ name, type: types[kind], storedAs: kind })),
  };
  const engine: Pick<DataEngine, "open" | "sampleRows"> = {
    open: () => Promise.resolve(table),
    sampleRows: (_, asked) =>
      Promise.resolve({
        rows: ROWS,
        columns: asked.map(({ name }) => all.find((column) => column.name === name)!),
      }),
  };
  return engine as DataEngine;
}

function trial(columns: readonly Column[], plan: Partial<CalibrationPlan> = {}) {
  const tools = { engine: engineOf(columns), tell: () => undefined, pause: neverStops };
  const request = { source: "memory", missingValues: [] };
  return calibrate(tools, request, { ...PLAN, ...plan }, { time: "t" });
}

it("alarms where nothing changes, but not more often than promised", async () => {
  const { unchanged, bound } = await trial([numbers("a"), texts], { days: 200, repeats: 1 });
  expect(bound).toBeCloseTo(1 / 7, 12);
  expect(unchanged.detector.days).toBe(200);
  expect(unchanged.detector.alarms).toBeGreaterThan(0);
  expect(unchanged.detector.perDay).toBeLessThan(bound!);
});

it("says what is found, and how fast: as the formula has it", async () => {
  const { changes, smallest, spans } = await trial([numbers("a"), texts], { repeats: 20 });
  expect(spans).toEqual({ soonMs: 50 * MINUTE, lateMs: 300 * MINUTE, limitMs: DAY });
  const of = (column: string) => changes.filter((change) => change.column === column);
  expect(of("a").map(({ shift }) => shift)).toEqual([0.1, 0.25, 0.5, 1]);
  for (const { shift, medianMs, predictedMs } of of("a")) {
    if (shift === 0.1) continue;
    expect(medianMs! / predictedMs!).toBeGreaterThan(0.5);
    expect(medianMs! / predictedMs!).toBeLessThan(2.5);
  }
  expect(of("a").map(({ late }) => late)).toEqual(
    of("a")
      .map(({ late }) => late)
      .sort(),
  );
  expect(of("c")).toMatchObject([{ shift: null, moved: 0.1, predictedMs: null }]);
  expect(smallest[0]).toMatchObject({ column: "a", change: { shift: 0.25 } });
});

it("alarms every day where the data follow the day, and --season hour does not", async () => {
  const sun = numbers("sun", (time) => 0.5 * Math.sin((2 * Math.PI * time) / DAY));
  const plain = await trial([sun], { repeats: 1 });
  expect(plain.replay.detector.low).toBeGreaterThan(plain.bound!);
  expect(plain.rhythm).toMatchObject({ season: "hour" });
  // Redrawn rows know nothing of the day.
  expect(plain.unchanged.detector.low).toBeLessThan(plain.bound!);
  const hourly = await trial([sun], { season: "hour", repeats: 1 });
  expect(hourly.replay.detector.low).toBeLessThan(hourly.bound!);
  expect(hourly.unchanged.detector.low).toBeLessThan(hourly.bound!);
});

it("alarms more on blocks of rows that hang together than on rows", async () => {
  const normal = normalSampler(seededRandom(3, "hours"));
  const levels = Array.from({ length: 200 }, () => 0.5 * normal());
  const hourly = numbers("h", (time) => levels[Math.floor((time - START) / (60 * MINUTE))]!);
  const rows = await trial([hourly], { repeats: 1 });
  const blocks = await trial([hourly], { blockMs: 60 * MINUTE, repeats: 1 });
  expect(rows.unchanged.detector.low).toBeLessThan(rows.bound!);
  expect(blocks.unchanged.detector.low).toBeGreaterThan(blocks.bound!);
});

it("holds the other modes to what they promise", async () => {
  const reference = await trial([numbers("a")], { mode: "reference", repeats: 2 });
  expect(reference.unchanged.detector.low).toBeLessThan(reference.bound!);
  expect(reference.replay.detector.low).toBeLessThan(reference.bound!);
  const sliding = await trial([numbers("a")], {
    ...{ mode: "sliding", slidingMs: 300 * MINUTE, repeats: 2 },
  });
  expect(sliding.bound).toBeNull();
});

it("starts jobs by p alone as often as simulated elsewhere: 29.3 a day", async () => {
  const columns = Array.from({ length: 8 }, (_, j) => numbers(`n${j}`)) as ConstructorParameters<
    typeof ClassicRule
  >[0];
  // With PSI > 0.2 beside p it is 33 a day, of which no other simulation tells.
  const plan = { ...PLAN, everyMs: MINUTE, windowMs: 5 * MINUTE, psiAlert: Infinity };
  const layout = tickLayout({ times: null, rows: ROWS }, plan, 50);
  const [days, ticks] = [1.5, 2160];
  const { classic, classicShare } = await classicAlarms(
    new ClassicRule(columns, plan),
    streamOfRows(layout, seededRandom(1, "classic")),
    { everyMs: MINUTE, ticks, looks: ticks, tell: () => undefined, pause: neverStops },
  );
  // Half an hour of cooldown, then 19 minutes on average until the next: 29.3 a day (notes), 28.9 over 20 days of
  // ours, with a standard deviation of 2.2 a day. Four of them on either side: P < 1e-4 for any seed.
  expect(classic.alarms).toBeGreaterThan(29.3 * days - 4 * 2.2 * Math.sqrt(days));
  expect(classic.alarms).toBeLessThan(29.3 * days + 4 * 2.2 * Math.sqrt(days));
  // 0.0637 of the looks; neighbouring looks share four fifths of their rows: a standard error of 0.009.
  expect(classicShare).toBeGreaterThan(0.027);
  expect(classicShare).toBeLessThan(0.101);
});

it("needs no times, and is the same for the same seed", async () => {
  const plan = { time: null, rowsPerTick: 20, days: 10, repeats: 2 };
  const once = await trial([numbers("a"), texts], plan);
  expect(once.rhythm).toBeNull();
  expect(once.rowsPerTick).toBe(20);
  expect(await trial([numbers("a"), texts], plan)).toEqual(once);
  expect((await trial([numbers("a"), texts], { ...plan, seed: 2 })).changes).not.toEqual(
    once.changes,
  );
});

it("refuses what cannot be", async () => {
  expect(() => checkCalibration({ ...PLAN, time: null, season: "hour" })).toThrow("no hours");
  expect(() => checkCalibration({ ...PLAN, blockMs: 7 * MINUTE })).toThrow("whole number of ticks");
  const few = trial([numbers("a")], { mode: "reference", blockMs: 60 * DAY });
  await expect(few).rejects.toThrow("more than half of the data");
  await expect(trial([numbers("a")], { everyMs: 365 * DAY })).rejects.toThrow(
    "less than two ticks",
  );
  expect([MINUTE, 60 * MINUTE, 7 * DAY].map(usualDays)).toEqual([30, 1800, 3650]);
});
