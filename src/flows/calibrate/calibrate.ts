import type { Checkpoint } from "../../core/checkpoint.js";
import { InputError } from "../../core/errors.js";
import { seededRandom, type Random } from "../../core/random.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import type { BothRates, Calibration } from "../../drift/watch/calibration.js";
import { rhythmOf, type Rhythm } from "../../drift/watch/rhythm.js";
import type { DataEngine, TableRequest } from "../../ports/data-engine.js";
import { asNumbers } from "./as-numbers.js";
import type { CalibrationPlan } from "./calibration-plan.js";
import { ClassicRule } from "./classic-rule.js";
import { ColumnCells } from "./column-cells.js";
import { DAY_MS, DetectorRun, settingsFor } from "./detector-run.js";
import {
  columnReference,
  drawnReference,
  halfAsReference,
  type DrawnReference,
} from "./drawn-reference.js";
import { classicAlarms, detectorAlarms, type Course } from "./false-alarms.js";
import { referenceRows, type ReferenceRows } from "./reference-rows.js";
import { streamAsItWas, streamOfBlocks, streamOfRows, type Stream } from "./stream.js";
import { tickLayout, type TickLayout } from "./tick-layout.js";
import { findChanges, historyTicks, smallestFound, spansOf } from "./time-to-find.js";

/** How far a calibration has come. */
export interface CalibrationProgress {
  readonly doing: "reading" | "nothing changes" | "classic" | "in their own order" | "changes";
  readonly share: number;
}

export interface CalibrationTools {
  readonly engine: DataEngine;
  readonly tell: (progress: CalibrationProgress) => void;
  readonly pause: Checkpoint;
}

/**
 * What a watcher would have done on the user's own data with nothing changed, and how fast it would find
 * a change: streams of rows that are drawn from the data, with known changes put in.
 *
 * @throws {InputError} when the data cannot be read, or are too few for the plan
 */
export async function calibrate(
  tools: CalibrationTools,
  request: TableRequest,
  plan: CalibrationPlan,
  choices: ColumnChoices,
): Promise<Calibration> {
  const { engine, tell, pause } = tools;
  tell({ doing: "reading", share: 0 });
  const { time, seed } = plan;
  const data = await referenceRows(engine, request, { time, choices, seed });
  const layout = tickLayout(data, plan, plan.rowsPerTick);
  const streamOf = (random: Random) => drawnStream(layout, plan, random);
  const parts = { plan, layout, columns: data.columns, streamOf };
  const unchanged = await whenNothingChanges(parts, tools);
  const replay = await inTheirOrder(parts, tools);
  const changes = await findChanges({
    ...parts,
    tell: (share) => {
      tell({ doing: "changes", share });
    },
    pause,
  });
  return {
    ...factsOf(data, layout, plan),
    unchanged,
    replay,
    history: { ms: historyTicks(layout, plan) * layout.everyMs },
    spans: spansOf(layout),
    changes,
    smallest: smallestFound(data.columns, changes),
    rhythm: rhythmOfRows(data, layout),
  };
}

interface Parts {
  readonly plan: CalibrationPlan;
  readonly layout: TickLayout;
  readonly columns: ReferenceRows["columns"];
  readonly streamOf: (random: Random) => Stream;
}

function drawnStream(layout: TickLayout, { blockMs }: CalibrationPlan, random: Random): Stream {
  if (blockMs === null) return streamOfRows(layout, random);
  const length = blockMs / layout.everyMs;
  if (length <= layout.ticks / 2) return streamOfBlocks(layout, length, random);
  const fix = "give a shorter --block, or more data";
  throw new InputError("a block is more than half of the data", { where: "--block", fix });
}

async function whenNothingChanges(parts: Parts, tools: CalibrationTools): Promise<BothRates> {
  const { plan, layout, columns, streamOf } = parts;
  const random = (name: string) => seededRandom(plan.seed, name);
  const reference =
    plan.mode === "reference"
      ? drawnReference(layout, streamOf(random("reference")), random("order of the reference"))
      : null;
  const ticks = Math.round((plan.days * DAY_MS) / layout.everyMs);
  const course = (doing: CalibrationProgress["doing"]) => courseOf(tools, layout, ticks, doing);
  const run = detectorRun(parts, reference);
  const alarms = await detectorAlarms(run, streamOf(random("stream")), course("nothing changes"));
  const rule = new ClassicRule(columns, plan);
  const classic = await classicAlarms(rule, streamOf(random("stream")), {
    ...course("classic"),
    looks: plan.classicLooks,
  });
  return { ...alarms, ...classic };
}

/** In the mode `reference`, half of the rows are the reference of the others. */
async function inTheirOrder(parts: Parts, tools: CalibrationTools): Promise<BothRates> {
  const { plan, layout, columns } = parts;
  const stream = streamAsItWas(layout);
  const random = seededRandom(plan.seed, "half of the data");
  const half = plan.mode === "reference" ? halfAsReference(layout, stream, random) : null;
  const course = courseOf(tools, layout, layout.ticks, "in their own order");
  const run = detectorRun(parts, half?.reference ?? null);
  const alarms = await detectorAlarms(run, half?.stream ?? stream, course);
  const classic = await classicAlarms(new ClassicRule(columns, plan), stream, {
    ...course,
    looks: plan.classicLooks,
  });
  return { ...alarms, ...classic };
}

function detectorRun({ plan, layout, columns }: Parts, drawn: DrawnReference | null): DetectorRun {
  const cells = columns.map((column) => new ColumnCells(column));
  const detected = cells.map((own) => {
    const reference = drawn === null ? null : columnReference(own, drawn);
    return { name: own.name, kind: own.kind, ...(reference && { reference }) };
  });
  return new DetectorRun(layout, cells, settingsFor(plan, detected));
}

function courseOf(
  { tell, pause }: CalibrationTools,
  { everyMs }: TickLayout,
  ticks: number,
  doing: CalibrationProgress["doing"],
): Course {
  const told = (share: number): void => {
    tell({ doing, share });
  };
  return { everyMs, ticks, pause, tell: told };
}

function factsOf(data: ReferenceRows, layout: TickLayout, plan: CalibrationPlan) {
  const { source, rows, all, undated, columns, skipped } = data;
  const { time, everyMs, windowMs, blockMs, mode, slidingMs, season } = plan;
  const { budgetDays, alpha, psiAlert, cooldownMs, seed } = plan;
  return {
    ...{ source, rows: { used: rows, all, undated }, columns: columns.map(({ name }) => name) },
    ...{ skipped, time, everyMs, windowMs, blockMs, mode, slidingMs, season },
    ...{ budgetDays, alpha, psiAlert, cooldownMs, seed },
    rowsPerTick: layout.rows / layout.ticks,
    spanDays: (layout.ticks * everyMs) / DAY_MS,
    bound: mode === "sliding" ? null : 1 / budgetDays,
  };
}

function rhythmOfRows({ times, columns }: ReferenceRows, { everyMs }: TickLayout): Rhythm | null {
  if (times === null) return null;
  return rhythmOf(columns.map(asNumbers), times, everyMs);
}
