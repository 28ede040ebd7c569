import type { Random } from "../../core/random.js";
import { stratumAt, type TickLayout } from "./tick-layout.js";

/** Gives the rows of one tick after the other, by their places in the data; ticks count from the first of the data. */
export type Stream = (tick: number) => Int32Array;

const HOUR_MS = 3_600_000;
const NONE = new Int32Array(0);

/**
 * A stream in which nothing changes: as many rows as a tick of the same hour of the data had, each drawn
 * at random, with a season from the rows of its own hour. Its rows are exchangeable, within the hour.
 */
export function streamOfRows(layout: TickLayout, random: Random): Stream {
  const { starts, ticks, rows } = layout;
  const any = (n: number) => Math.floor(random() * n);
  const byHour = groupTicks(layout, (tick) => hourOf(layout, tick));
  const byStratum =
    layout.season === "none" ? null : rowsByGroup(layout, (tick) => stratumAt(layout, tick));
  return (tick) => {
    const alike = byHour.get(hourOf(layout, tick));
    const model = alike === undefined ? any(ticks) : alike[any(alike.length)]!;
    const count = starts[model + 1]! - starts[model]!;
    const own = byStratum === null ? null : (byStratum.get(stratumAt(layout, tick)) ?? NONE);
    if (own?.length === 0) return NONE;
    const drawn = new Int32Array(count);
    for (let i = 0; i < count; i++) drawn[i] = own === null ? any(rows) : own[any(own.length)]!;
    return drawn;
  };
}

/**
 * A stream in which nothing changes but what changes within a block of the data: blocks of successive
 * ticks, drawn at random; with a season, blocks that begin in the same hour.
 *
 * @param length of a block, in ticks, at most those of the data
 */
export function streamOfBlocks(layout: TickLayout, length: number, random: Random): Stream {
  const { ticks, starts, season } = layout;
  const places = ticks - length + 1;
  const byStratum =
    season === "none"
      ? null
      : groupTicks({ ...layout, ticks: places }, (tick) => stratumAt(layout, tick));
  const begin = (tick: number): number => {
    const alike = byStratum?.get(stratumAt(layout, tick));
    if (alike !== undefined) return alike[Math.floor(random() * alike.length)]!;
    return byStratum === null ? Math.floor(random() * places) : -1;
  };
  let [block, from] = [NaN, 0];
  return (tick) => {
    const current = Math.floor(tick / length);
    if (current !== block) [block, from] = [current, begin(current * length)];
    if (from < 0) return NONE;
    return rowsOfTick(starts, from + tick - current * length);
  };
}

/** The data as they are; nothing comes after them. */
export function streamAsItWas({ ticks, starts }: TickLayout): Stream {
  return (tick) => {
    return tick < 0 || tick >= ticks ? NONE : rowsOfTick(starts, tick);
  };
}

function rowsOfTick(starts: Int32Array, tick: number): Int32Array {
  const rows = new Int32Array(starts[tick + 1]! - starts[tick]!);
  for (let i = 0; i < rows.length; i++) rows[i] = starts[tick]! + i;
  return rows;
}

function hourOf({ startMs, everyMs }: TickLayout, tick: number): number {
  const hour = Math.floor((startMs + tick * everyMs) / HOUR_MS) % 24;
  return hour < 0 ? hour + 24 : hour;
}

function groupTicks<K>(
  { ticks }: Pick<TickLayout, "ticks">,
  keyOf: (tick: number) => K,
): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (let tick = 0; tick < ticks; tick++) {
    const key = keyOf(tick);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [tick]);
    else own.push(tick);
  }
  return groups;
}

function rowsByGroup<K>(layout: TickLayout, keyOf: (tick: number) => K): Map<K, Int32Array> {
  const { starts } = layout;
  return new Map(
    [...groupTicks(layout, keyOf)].map(([key, ticks]) => {
      const rows: number[] = [];
      for (const tick of ticks)
        for (let row = starts[tick]!; row < starts[tick + 1]!; row++) rows.push(row);
      return [key, Int32Array.from(rows)];
    }),
  );
}
