import type { Checkpoint } from "../../core/checkpoint.js";
import { seededRandom, type Random } from "../../core/random.js";
import { setupRows } from "../../detect/column-bins.js";
import type { DetectorSettings } from "../../detect/detector-settings.js";
import type { DetectorState } from "../../detect/detector-state.js";
import { ticksToDetect } from "../../detect/time-to-detect.js";
import type { Calibration, FoundChange, SmallestFound } from "../../drift/watch/calibration.js";
import type { CalibrationPlan } from "./calibration-plan.js";
import { ColumnCells, type WatchedValues } from "./column-cells.js";
import { DAY_MS, DetectorRun, settingsFor } from "./detector-run.js";
import { columnReference, drawnReference } from "./drawn-reference.js";
import { knownChanges, type KnownChange } from "./known-changes.js";
import type { Stream } from "./stream.js";
import type { TickLayout } from "./tick-layout.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Ticks of history that a column is worth; longer ones are used for several repeats each. */
const HISTORY_TICKS = 20_000;
const LEAST_HISTORIES = 4;
/** Rows an hour below which a change is given a day, as where ticks are longer than a minute. */
const SLOW_ROWS = 300;

export interface FindingParts {
  readonly plan: CalibrationPlan;
  readonly layout: TickLayout;
  readonly columns: readonly WatchedValues[];
  readonly streamOf: (random: Random) => Stream;
  readonly tell: (share: number) => void;
  readonly pause: Checkpoint;
}

/** Within what a change counts as found soon, late, and in time. */
export function spansOf({ everyMs, rows, ticks }: TickLayout): Calibration["spans"] {
  const unit = Math.max(MINUTE_MS, everyMs);
  const isSlow = everyMs > MINUTE_MS || (rows / ticks) * (HOUR_MS / everyMs) < SLOW_ROWS;
  return {
    soonMs: 10 * unit,
    lateMs: 60 * unit,
    limitMs: isSlow ? Math.max(DAY_MS, 10 * unit) : HOUR_MS,
  };
}

/** How long nothing changes before a change comes: hours, or days where hours are compared with their like. */
export function historyTicks(
  { everyMs, rows, ticks, season }: TickLayout,
  { slidingMs }: CalibrationPlan,
): number {
  const days = { none: 0.25, hour: 7, "weekday-hour": 28 }[season];
  const setup = 30 + Math.ceil((2 * setupRows("category") * ticks) / rows);
  return Math.max(Math.ceil((days * DAY_MS) / everyMs), setup, 2 * Math.ceil(slidingMs / everyMs));
}

/**
 * Put known changes into one column of streams in which nothing changes otherwise, and see when the detector
 * says so. Columns alarm each by itself, with their share of the budget, so the others need not be there.
 */
export async function findChanges(parts: FindingParts): Promise<readonly FoundChange[]> {
  const { columns, tell } = parts;
  const found: FoundChange[] = [];
  for (const [j, column] of columns.entries()) {
    const changes = knownChanges(column);
    if (changes.length === 0) continue;
    const times = await timesToFind(parts, column, changes, (share) => {
      tell((j + share) / columns.length);
    });
    changes.forEach((change, i) => found.push(summary(parts, column, change, times[i]!)));
  }
  return found;
}

/** The smallest change of each column that is found in time in four of five. */
export function smallestFound(
  columns: readonly WatchedValues[],
  changes: readonly FoundChange[],
): readonly SmallestFound[] {
  return columns.map(({ name }) => {
    const own = changes.filter(({ column }) => column === name);
    const missed = own.findLastIndex(({ inTime }) => inTime < 0.8);
    return { column: name, change: own[missed + 1] ?? null };
  });
}

/** Of each change: how long it took, in ms, in each repeat; Infinity where it was not found. */
async function timesToFind(
  parts: FindingParts,
  column: WatchedValues,
  changes: readonly KnownChange[],
  tell: (share: number) => void,
): Promise<number[][]> {
  const { plan, layout, pause } = parts;
  const length = historyTicks(layout, plan);
  const some = Math.max(LEAST_HISTORIES, Math.floor(HISTORY_TICKS / length));
  const histories = Math.min(plan.repeats, some);
  const times = changes.map((): number[] => []);
  for (let h = 0; h < histories; h++) {
    await pause();
    const history = await past(parts, column, { number: h, of: histories, length });
    for (let repeat = h; repeat < plan.repeats; repeat += histories) {
      for (const [i, { change }] of changes.entries()) {
        await pause();
        const name = `change ${i} of ${column.name}, ${repeat}`;
        const random = seededRandom(plan.seed, `values of ${name}`);
        const cells = new ColumnCells(column, change, random);
        const stream = parts.streamOf(seededRandom(plan.seed, name));
        times[i]!.push(timeToFind(layout, cells, { ...history, seed: repeat }, stream));
      }
    }
    tell((h + 1) / histories);
  }
  return times;
}

interface Past {
  readonly settings: DetectorSettings;
  readonly state: DetectorState;
  /** The first tick of the change. */
  readonly tick: number;
}

/** A detector that has seen some time in which nothing changed; each begins at another time of the day. */
async function past(
  { plan, layout, columns, streamOf, pause }: FindingParts,
  column: WatchedValues,
  history: { readonly number: number; readonly of: number; readonly length: number },
): Promise<Past> {
  const name = `history ${history.number} of ${column.name}`;
  const stream = streamOf(seededRandom(plan.seed, name));
  const cells = new ColumnCells(column);
  const { kind } = cells;
  const reference =
    plan.mode === "reference" &&
    columnReference(
      cells,
      drawnReference(layout, stream, seededRandom(plan.seed, `reference of ${name}`)),
    );
  const settings = settingsFor(
    plan,
    [{ name: column.name, kind, ...(reference && { reference }) }],
    plan.budgetDays * columns.length,
  );
  const run = new DetectorRun(layout, [cells], settings);
  const perDay = DAY_MS / layout.everyMs;
  const from = Math.floor((history.number / history.of) * perDay);
  for (let tick = from; tick < from + history.length; tick++) {
    run.take(tick, stream(tick));
    if (tick % 1024 === 0) await pause();
  }
  return { settings, state: run.state(), tick: from + history.length };
}

function timeToFind(
  layout: TickLayout,
  cells: ColumnCells,
  { settings, state, tick: from, seed }: Past & { readonly seed: number },
  stream: Stream,
): number {
  // A seed of its own: repeats that share a history are not to share the chance in the scores.
  const own = settings.seed + seed + 1;
  const run = new DetectorRun(layout, [cells], { ...settings, seed: own }, { ...state, seed: own });
  const { lateMs, limitMs } = spansOf(layout);
  const ticks = Math.ceil(Math.max(lateMs, limitMs) / layout.everyMs);
  for (let i = 0; i < ticks; i++) {
    const [report] = run.take(from + i, stream(from + i));
    if (report?.alarm) return (i + 1) * layout.everyMs;
  }
  return Infinity;
}

function summary(
  { plan, layout, columns }: FindingParts,
  column: WatchedValues,
  { shift, moved }: KnownChange,
  times: readonly number[],
): FoundChange {
  const { soonMs, lateMs, limitMs } = spansOf(layout);
  const within = (span: number) => times.filter((time) => time <= span).length / times.length;
  const middle = [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)]!;
  const watched = {
    budgetDays: plan.budgetDays,
    columns: columns.length,
    ticksPerDay: DAY_MS / layout.everyMs,
    rowsPerTick: layout.rows / layout.ticks,
  };
  return {
    ...{ column: column.name, shift, moved, repeats: times.length },
    soon: within(soonMs),
    late: within(lateMs),
    inTime: within(limitMs),
    medianMs: Number.isFinite(middle) ? middle : null,
    predictedMs: shift === null ? null : ticksToDetect(shift, watched) * layout.everyMs,
  };
}
