import { InputError } from "../../core/errors.js";
import { stratumOf, type WatchPlan } from "../watch/watch-plan.js";
import type { ReferenceRows } from "./reference-rows.js";

/** Ticks of the data: tick k holds the rows from starts[k] to before starts[k + 1]. */
export interface TickLayout {
  readonly everyMs: number;
  /** Start of tick 0, in ms since 1970. */
  readonly startMs: number;
  readonly ticks: number;
  readonly starts: Int32Array;
  readonly rows: number;
  readonly season: WatchPlan["season"];
}

/** Ticks of the data at the most: more means that a tick is too short for the span. */
const MOST_TICKS = 10_000_000;

/**
 * Divide the rows into ticks: by their times, or so many at a time.
 *
 * @throws {InputError} when there would be too many ticks, or fewer than two
 */
export function tickLayout(
  { times, rows }: Pick<ReferenceRows, "times" | "rows">,
  plan: Pick<WatchPlan, "everyMs" | "season">,
  rowsPerTick: number,
): TickLayout {
  const { everyMs, season } = plan;
  const first = times === null ? 0 : Math.floor(times[0]! / everyMs);
  const ticks =
    times === null
      ? Math.floor(rows / rowsPerTick)
      : Math.floor(times[rows - 1]! / everyMs) - first + 1;
  if (ticks < 2 || ticks > MOST_TICKS) {
    const fix =
      ticks < 2
        ? times === null
          ? "give fewer with --rows-per-tick"
          : "give a shorter --every"
        : "give a longer --every, or leave out rows of another time";
    throw new InputError(`the data are ${ticks < 2 ? "less than two ticks" : `${ticks} ticks`}`, {
      where: times === null ? "--rows-per-tick" : "--every",
      fix,
    });
  }
  const starts = new Int32Array(ticks + 1);
  for (let k = 0, row = 0; k <= ticks; k++) {
    if (times === null) row = k * rowsPerTick;
    else while (row < rows && times[row]! < (first + k) * everyMs) row += 1;
    starts[k] = row;
  }
  if (times !== null) starts[ticks] = rows;
  return { everyMs, startMs: first * everyMs, ticks, starts, season, rows: starts[ticks]! };
}

/** The stratum of a tick that many after the first of the data. */
export function stratumAt({ startMs, everyMs, season }: TickLayout, tick: number): string {
  return stratumOf(startMs + tick * everyMs, season);
}
