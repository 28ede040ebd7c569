import type { Checkpoint } from "../../core/checkpoint.js";
import { seededRandom } from "../../core/random.js";
import type { ClassicRate } from "../../drift/watch/watch-start.js";
import { poissonInterval } from "../../stats/distributions/poisson-interval.js";
import type { ReferenceSample } from "../watch/reference-sample.js";
import { USUAL_LOOKS } from "./calibration-plan.js";
import { ClassicRule, type ClassicPlan } from "./classic-rule.js";
import { classicAlarms } from "./false-alarms.js";
import { sortedByTime } from "./sorted-by-time.js";
import { streamOfRows } from "./stream.js";
import { tickLayout } from "./tick-layout.js";

const MINUTE = 60_000;
/** Of a tick, where rows have no times: as simulated. */
const USUAL_ROWS = 50;

/**
 * Rows of windows that are compared at the most, over all columns and looks: some three seconds. Small windows
 * cost as much as if they held a few rows more.
 */
const MOST_COMPARED = 3e6;
const MORE_ROWS = 100;
/** Fewer looks say too little. */
const LEAST_LOOKS = 200;

/**
 * How often the classic rule would start a job with nothing changed, measured on a stream of rows that are
 * drawn at random from a reference, as many a tick as it has on average.
 *
 * @returns null where the reference has too few rows, or too many a tick to be measured in seconds
 */
export async function classicRate(
  sample: ReferenceSample,
  plan: ClassicPlan,
  tools: { readonly tell: (share: number) => void; readonly pause: Checkpoint },
): Promise<ClassicRate | null> {
  const { columns } = sortedByTime([...sample.values.values()], sample.times);
  const { everyMs, windowMs, cooldownMs, seed } = plan;
  const rowsPerTick = paceOf(sample, everyMs);
  const perLook = columns.length * (MORE_ROWS + (rowsPerTick * windowMs) / everyMs);
  const looks = Math.min(USUAL_LOOKS, Math.floor(MOST_COMPARED / perLook));
  const { length } = columns;
  const rows = sample.times?.filter((time) => !Number.isNaN(time)).length ?? sample.rows;
  if (length === 0 || looks < LEAST_LOOKS || rows < 2 * rowsPerTick) return null;
  const layout = tickLayout({ times: null, rows }, { everyMs, season: "none" }, rowsPerTick);
  const stream = streamOfRows(layout, seededRandom(seed, "stream"));
  const course = { everyMs, ticks: looks, looks, ...tools };
  const { classic, classicShare } = await classicAlarms(
    new ClassicRule(columns, plan),
    stream,
    course,
  );
  const { perDay, low, high } = classic;
  return {
    ...{ source: sample.source, columns: length, rowsPerTick, everyMs, windowMs, cooldownMs },
    ...{ looks, driftShare: classicShare, perDay, low, high },
  };
}

/** Rows of a tick on average, over the span of the data; of a sample, as many as all rows would have. */
function paceOf({ times, rows, all }: ReferenceSample, everyMs: number): number {
  const known = times?.filter((time) => !Number.isNaN(time)).sort() ?? new Float64Array(0);
  if (known.length === 0) return USUAL_ROWS;
  const ticks = Math.floor(known.at(-1)! / everyMs) - Math.floor(known[0]! / everyMs) + 1;
  return Math.max(1, Math.round(((known.length / rows) * all) / ticks));
}

/** Jobs in 60 days, by the least time between two. */
const SIMULATED = [
  [0, 7765],
  [5, 5091],
  [30, 2000],
  [60, 1178],
] as const;

/**
 * The rate of the rule as it usually is, where there is nothing to measure it on: simulated in the design of
 * `make bench-detection`, p < 0.01 or PSI > 0.2, at the longest cooldown that is no longer than the asked one.
 */
export function simulatedRate(cooldownMs: number): ClassicRate {
  const days = 60;
  const [minutes, jobs] = SIMULATED.findLast(([own]) => own * MINUTE <= cooldownMs)!;
  const [low, high] = poissonInterval(jobs);
  return {
    ...{ source: null, columns: 8, rowsPerTick: USUAL_ROWS, everyMs: MINUTE, windowMs: 5 * MINUTE },
    ...{ cooldownMs: minutes * MINUTE, looks: days * 1440, driftShare: 0.0899 },
    ...{ perDay: jobs / days, low: low / days, high: high / days },
  };
}
