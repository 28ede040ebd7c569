import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseDesign, COLUMNS, minuteOf } from "../../scripts/bench/detection/base-design.js";
import { seededRandom } from "../../src/core/random.js";
import type { ColumnBatch, ColumnReport } from "../../src/detect/column-detector.js";
import { columnBins, countByBins, type CellValues } from "../../src/detect/column-bins.js";
import { Detector } from "../../src/detect/detector.js";
import type { DetectorMode, DetectorSettings } from "../../src/detect/detector-settings.js";
import { normalSampler } from "../../src/stats/resampling/normal-sampler.js";

const MINUTE = 60_000;
const growing: DetectorMode = { kind: "growing", warmUpTicks: 0 };
const one: DetectorSettings = {
  mode: growing,
  budgetDays: 1,
  minEffect: 0.02,
  seed: 1,
  columns: [{ name: "x", kind: "number" }],
};

/** Hands over minute after minute; `batch` says what comes in each. */
function watch(
  detector: Detector,
  minutes: number,
  batch: (minute: number) => ColumnBatch | CellValues,
  { from = 1, stratum = () => "" }: { from?: number; stratum?: (minute: number) => string } = {},
): ColumnReport[] {
  return Array.from({ length: minutes }, (_, i) => {
    const rows = batch(from + i);
    const columns = new Map([["x", "length" in rows ? { values: rows } : rows]]);
    const time = { at: (from + i) * MINUTE, elapsedDays: 1 / 1440, stratum: stratum(from + i) };
    return detector.tick({ ...time, columns })[0]!;
  });
}

function sum(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((all, count) => all + count, 0);
}

function normals(seed: number, rows = 50): (mean?: number) => number[] {
  const normal = normalSampler(seededRandom(seed));
  return (mean = 0) => Array.from({ length: rows }, () => mean + normal());
}

describe("growing", () => {
  it("takes whole ticks for its setup, and counts them nowhere else", () => {
    const draw = normals(1, 180);
    const detector = new Detector(one);
    const reports = watch(detector, 4, () => draw());
    expect(reports.map(({ status }) => status)).toEqual(["setup", "setup", "running", "running"]);
    expect(reports.map(({ missingRows }) => missingRows)).toEqual([320, 140, 0, 0]);
    const { running, setup } = detector.state().columns[0]!;
    expect(sum(running!.bins.setup)).toBe(540);
    expect(sum(running!.seen.totals[""]!)).toBe(180);
    expect(setup).toEqual([]);
  });

  it("finds a change, says when it began and how large it is, and begins anew", () => {
    const draw = normals(2);
    const detector = new Detector(one);
    const reports = watch(detector, 130, (minute) => draw(minute > 120 ? 0.7 : 0));
    const found = reports.findIndex(({ alarm }) => alarm !== null);
    const { alarm, status } = reports[found]!;
    expect(found + 1).toBeGreaterThan(120);
    expect(found + 1).toBeLessThan(125);
    expect(alarm).toMatchObject({ isNew: true, isSmall: false, startedAt: 120 * MINUTE });
    expect(alarm!.leading).toMatchObject({ direction: { look: "location" }, sign: 1 });
    expect(alarm!.evidenceDays).toBeGreaterThanOrEqual(1);
    expect(alarm!.size!.debiased).toBeGreaterThan(0.2);
    expect(sum(alarm!.since)).toBe((found + 1 - 120) * 50);
    expect(status).toBe("setup");
    expect(detector.bins("x")).toBeNull();
    expect(reports[found + 1]!.evidenceDays).toBe(0);
  });

  it("calls a change that is certain but small by its name", () => {
    const draw = normals(3, 2000);
    const reports = watch(new Detector(one), 100, (minute) => draw(minute > 50 ? 0.06 : 0));
    const alarm = reports.find((report) => report.alarm)!.alarm!;
    expect(alarm).toMatchObject({ isSmall: true, isNew: false });
    expect(alarm.size!.debiased).toBeLessThan(0.02);
  });

  it("notices values that go missing, and the first new value of a constant", () => {
    const draw = normals(4);
    const missing = watch(new Detector(one), 90, (minute) =>
      draw().map((value, i) => (minute > 60 && i < 10 ? null : value)),
    );
    const alarm = missing.find((report) => report.alarm)!.alarm!;
    expect(alarm.leading.direction).toEqual({ look: "node", node: 0 });
    expect(alarm.startedAt).toBe(60 * MINUTE);

    const constant = watch(new Detector(one), 90, (minute) =>
      new Array<number>(50).fill(7).map((value, i) => (minute > 60 && i < 5 ? 7.5 : value)),
    );
    expect(constant.findIndex((report) => report.alarm)).toBeLessThan(66);
    expect(constant.findIndex((report) => report.alarm)).toBeGreaterThanOrEqual(60);
  });

  it("lets the time of ticks without rows add up", () => {
    const draw = normals(5);
    const batches = Array.from({ length: 40 }, () => draw());
    const each = new Detector(one);
    watch(each, 30, (minute) => batches[minute]!);
    const empty: number[] = [];
    watch(each, 1, () => empty, { from: 31 });
    each.tick({ at: 33 * MINUTE, elapsedDays: 2 / 1440, columns: new Map() });
    const [late] = watch(each, 1, () => batches[34]!, { from: 34 });

    const once = new Detector(one);
    watch(once, 30, (minute) => batches[minute]!);
    const time = { at: 34 * MINUTE, elapsedDays: 4 / 1440 };
    const [wanted] = once.tick({ ...time, columns: new Map([["x", { values: batches[34]! }]]) });
    // The ticks have other numbers, so other chances: equal in what was put in, not in the last bit.
    expect(late!.evidenceDays / wanted!.evidenceDays).toBeCloseTo(1, 0);
    expect(each.state().columns[0]!.waitingDays).toBe(0);
  });

  it("puts no capital in while it warms up", () => {
    const draw = normals(6);
    const mode = { kind: "growing", warmUpTicks: 30 } as const;
    const reports = watch(new Detector({ ...one, mode }), 42, () => draw());
    const first = reports.findIndex(({ evidenceDays }) => evidenceDays > 0);
    expect(first).toBe(10 + 30); // after ten ticks of setup
  });
});

describe("reference", () => {
  const reference = (rows: number) => {
    const draw = normals(11, rows);
    const bins = columnBins("number", draw().slice(0, 500));
    return { bins, counts: { "": countByBins(bins, draw()) } };
  };
  const settings = (rows: number): DetectorSettings => ({
    ...one,
    mode: { kind: "reference" },
    columns: [{ name: "x", kind: "number", reference: reference(rows) }],
  });

  it("stays in alarm until it is acknowledged, and starts one job", () => {
    const draw = normals(12);
    const detector = new Detector(settings(5000));
    const reports = watch(detector, 60, () => draw(0.8));
    const alarms = reports.flatMap(({ alarm }) => alarm ?? []);
    expect(alarms.length).toBeGreaterThan(3);
    expect(alarms.map(({ isNew }) => isNew)).toEqual([true, ...alarms.slice(1).map(() => false)]);
    expect(reports.at(-1)!.status).toBe("in-alarm");

    detector.acknowledge();
    expect(detector.state().columns[0]!.alarmed).toBeNull();
    const again = watch(detector, 10, () => draw(0.8), { from: 61 });
    expect(again.flatMap(({ alarm }) => alarm ?? [])[0]).toMatchObject({ isNew: true });

    const [bins, counts] = [reference(500).bins, { "": new Float64Array(9).fill(1000) }];
    detector.acknowledge(new Map([["x", { bins, counts }]]));
    expect(detector.state().columns[0]!.running!.seen.totals[""]![3]).toBe(1000);
  });

  it("lets a large change follow a small one", () => {
    const draw = normals(13, 2000);
    const reports = watch(new Detector(settings(50_000)), 60, (minute) =>
      draw(minute > 30 ? 0.5 : 0.07),
    );
    const alarms = reports.flatMap(({ alarm }) => alarm ?? []);
    expect(alarms[0]).toMatchObject({ isSmall: true, isNew: false });
    expect(alarms.filter(({ isNew }) => isNew).length).toBe(1);
  });

  it("asks for a reference", () => {
    const mode = { kind: "reference" } as const;
    expect(() => new Detector({ ...one, mode })).toThrow("no reference");
  });
});

it("forgets what has left a sliding window", () => {
  const draw = normals(21);
  const mode = { kind: "sliding", windowMs: 20 * MINUTE, warmUpTicks: 0 } as const;
  const detector = new Detector({ ...one, mode });
  watch(detector, 60, () => draw());
  const { seen } = detector.state().columns[0]!.running!;
  expect(sum(seen.totals[""]!)).toBe(20 * 50);
  expect(seen.window!.length).toBe(20);
});

it("compares hours with themselves where it is told the hour", () => {
  const hour = (minute: number) => String(Math.floor(minute / 30) % 2);
  const mean = (minute: number) => (hour(minute) === "0" ? -1 : 1);
  const settings = { ...one, budgetDays: 30 };
  const draw = normals(22);
  const batches = Array.from({ length: 700 }, (_, minute) => draw(mean(minute)));
  const blind = watch(new Detector(settings), 600, (minute) => batches[minute]!);
  expect(blind.some(({ alarm }) => alarm)).toBe(true);

  const detector = new Detector(settings);
  const seasonal = watch(detector, 600, (minute) => batches[minute]!, { stratum: hour });
  expect(seasonal.some(({ alarm }) => alarm)).toBe(false);
  const changed = watch(detector, 90, () => draw(1), { from: 601, stratum: hour });
  expect(changed.find(({ alarm }) => alarm)!.alarm!.size!.debiased).toBeGreaterThan(1);
});

describe("over all columns", () => {
  const settings: DetectorSettings = { ...one, budgetDays: 0.05, columns: COLUMNS };
  const minutes = (count: number) => {
    const draws = baseDesign(7);
    return Array.from({ length: count }, (_, minute) =>
      minuteOf(draws, 60, (place, value) =>
        minute > 50 && place === 1 ? Number(value) + 0.4 : value,
      ),
    );
  };
  const tick = (detector: Detector, minute: number, columns: ReadonlyMap<string, ColumnBatch>) =>
    detector.tick({ at: (minute + 1) * MINUTE, elapsedDays: 1 / 1440, columns });

  it("is the same to the last bit when it is restored after every tick", () => {
    const batches = minutes(100);
    const long = new Detector(settings);
    let short = new Detector(settings);
    let alarms = 0;
    for (const [minute, batch] of batches.entries()) {
      const wanted = tick(long, minute, batch);
      expect(tick(short, minute, batch)).toEqual(wanted);
      alarms += wanted.filter(({ alarm }) => alarm).length;
      short = new Detector(settings, JSON.parse(JSON.stringify(short.state())) as unknown);
    }
    expect(short.state()).toEqual(long.state());
    expect(alarms).toBeGreaterThan(0); // new segments were restored, too
  });

  it("does not care for the order of rows, nor whether it or somebody else counts them", () => {
    const [plain, turned, counted] = [1, 2, 3].map(() => new Detector(settings));
    for (const [minute, batch] of minutes(60).entries()) {
      const entries = [...batch];
      const reversed = entries.map(
        ([name, { values }]) => [name, { values: Array.from(values).reverse() }] as const,
      );
      const counts = entries.map(([name, { values }]): [string, ColumnBatch] => {
        const bins = counted!.bins(name);
        return [name, bins === null ? { values } : { counts: countByBins(bins, values) }];
      });
      const wanted = tick(plain!, minute, batch);
      expect(tick(turned!, minute, new Map(reversed))).toEqual(wanted);
      expect(tick(counted!, minute, new Map(counts))).toEqual(wanted);
    }
  });

  it("does not care for the unit of a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const draw = normals(seed, 60);
        const batches = Array.from({ length: 30 }, () => draw());
        const own = watch(new Detector(one), 29, (minute) => batches[minute]!);
        const changed = watch(new Detector(one), 29, (minute) => batches[minute]!.map(Math.exp));
        expect(changed).toEqual(own);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [{ v: 2 }, "version 2"],
    [{ seed: 9 }, "seed 9"],
    [{ mode: { kind: "reference" } }, "another mode"],
    [{ columns: [] }, "other columns"],
    [{ ticks: undefined }, "not one of a detector"],
  ])("refuses a state with %j", (other, message) => {
    const state = { ...new Detector(settings).state(), ...other };
    const kept = JSON.parse(JSON.stringify(state)) as unknown;
    expect(() => new Detector(settings, kept)).toThrow(message);
    expect(() => new Detector(settings, kept)).toThrow(
      expect.objectContaining({ name: "InputError" }),
    );
  });

  it("takes a state of another budget", () => {
    const state = new Detector(settings).state();
    expect(new Detector({ ...settings, budgetDays: 30 }, state).at).toBeNull();
  });
});

it("refuses a state that was cut short", () => {
  const detector = new Detector(one);
  const draw = normals(31, 600);
  watch(detector, 2, () => draw());
  const text = JSON.stringify(detector.state()).replace(/"held":\[[^,]*,/, '"held":[');
  expect(() => new Detector(one, JSON.parse(text))).toThrow("does not fit");
});

it("refuses a state of other edges", () => {
  const make = (edge: number): DetectorSettings => {
    const bins = { kind: "number", edges: [edge], setup: [0, 50, 50] } as const;
    const reference = { bins, counts: { "": [0, 500, 500] } };
    return {
      ...one,
      mode: { kind: "reference" },
      columns: [{ name: "x", kind: "number", reference }],
    };
  };
  const state = new Detector(make(0)).state();
  expect(new Detector(make(0), state).state()).toEqual(state);
  expect(() => new Detector(make(1), state)).toThrow("another reference");
});

it.each([
  [{ columns: [] }, "no column"],
  [{ columns: [one.columns[0]!, one.columns[0]!] }, "named twice"],
  [{ budgetDays: 0 }, "budget"],
  [{ seed: 0.5 }, "seed"],
  [{ columns: [{ name: "x", kind: "number", share: 0.5 }] as const }, "add up to 0.5"],
  [{ mode: { kind: "sliding", windowMs: 0, warmUpTicks: 0 } as const }, "window"],
])("refuses the settings %j", (other, message) => {
  expect(() => new Detector({ ...one, ...other })).toThrow(message);
});

it("refuses a tick that does not come after the last, and rows it cannot place", () => {
  const detector = new Detector(one);
  watch(detector, 1, () => [1]);
  expect(() => watch(detector, 1, () => [1])).toThrow("does not follow");
  expect(() => watch(detector, 1, () => ({ counts: new Float64Array(9) }), { from: 2 })).toThrow(
    "needs its values",
  );
  expect(detector.at).toBe(MINUTE); // what was refused left no trace
  const columns = new Map([["y", { values: [1] }]]);
  expect(() => detector.tick({ at: 9e9, elapsedDays: 0, columns })).toThrow("does not know");
});
