import type { RowChunk } from "../../ports/row-source.js";
import { TickRows, type WatchedKind } from "./tick-rows.js";

/** When a tick is over. */
export interface TickRule {
  readonly everyMs: number;
  /** The watermark stands so far behind the newest row. */
  readonly latenessMs: number;
}

/** Where an earlier run stood. */
export interface QueueMemory {
  /** No row of an earlier moment makes a difference any more. */
  readonly watermark: number;
  /** Ticks before this one are judged. */
  readonly judgedTo: number;
  /** Of the last ticks that were over: how many rows came in time, in the order of reading. */
  readonly used: readonly (readonly [tick: number, rows: number])[];
  readonly late: number;
  readonly undated: number;
  readonly future: number;
}

export const NEW_QUEUE: QueueMemory = {
  watermark: -Infinity,
  judgedTo: -Infinity,
  used: [],
  late: 0,
  undated: 0,
  future: 0,
};

/**
 * Sorts rows into ticks: tick k holds the event times from k · every to before (k + 1) · every, and is
 * over when the watermark, the newest time less the lateness, has come to its end. The watermark moves
 * row by row, so that however many rows come at a time, the same ones are late.
 */
export class TickQueue {
  late: number;
  undated: number;
  future: number;
  private watermark: number;
  private judgedTo: number;
  private readonly open = new Map<number, TickRows>();
  /** Rows of ticks that were judged before, for the windows; by tick. */
  private readonly judged = new Map<number, TickRows>();
  private readonly used: Map<number, number>;

  /** @param kinds of the columns that are read */
  constructor(
    private readonly kinds: readonly WatchedKind[],
    private readonly rule: TickRule,
    memory: QueueMemory = NEW_QUEUE,
  ) {
    this.watermark = memory.watermark;
    this.judgedTo = memory.judgedTo;
    this.used = new Map(memory.used);
    ({ late: this.late, undated: this.undated, future: this.future } = memory);
  }

  /**
   * Sort rows in.
   *
   * @param latest rows of a later moment are set aside: a clock that runs ahead must not make all that
   *   comes after it late
   */
  take({ times, table, isAgain }: RowChunk, latest: number): void {
    const { everyMs, latenessMs } = this.rule;
    const own = { tick: NaN, rows: null as TickRows | null };
    for (let row = 0; row < times.length; row++) {
      const time = times[row]!;
      if (Number.isNaN(time) || time > latest) {
        if (!isAgain) this[Number.isNaN(time) ? "undated" : "future"] += 1;
        continue;
      }
      const tick = Math.floor(time / everyMs);
      if (tick !== own.tick) {
        const isOver = (tick + 1) * everyMs <= this.watermark;
        [own.tick, own.rows] = [tick, isOver ? this.rowsAgain(tick, isAgain) : this.rowsOf(tick)];
      }
      if (own.rows === null) this.late += isAgain ? 0 : 1;
      else if (isAgain && own.rows.rows >= (this.used.get(tick) ?? Infinity)) continue;
      else own.rows.add(table.columns, row);
      if (time - latenessMs > this.watermark) {
        this.watermark = time - latenessMs;
        own.tick = NaN; // what was open may be over now
      }
    }
  }

  /** The first tick that is over and has rows; it is no longer in the queue. */
  next(): { readonly tick: number; readonly rows: TickRows } | null {
    let first = Infinity;
    for (const tick of this.open.keys()) if (tick < first) first = tick;
    if ((first + 1) * this.rule.everyMs > this.watermark) return null;
    const rows = this.open.get(first)!;
    this.open.delete(first);
    this.judged.set(first, rows);
    this.judgedTo = first + 1;
    this.used.set(first, rows.rows);
    return { tick: first, rows };
  }

  /** The ticks that are over and not judged yet. */
  over(): readonly TickRows[] {
    return Array.from(this.open.keys())
      .filter((tick) => (tick + 1) * this.rule.everyMs <= this.watermark)
      .sort((a, b) => a - b)
      .map((tick) => this.open.get(tick)!);
  }

  /** Rows of ticks from `from` to before `to`, as far as they were judged. */
  between(from: number, to: number): readonly TickRows[] {
    return Array.from(this.judged.keys())
      .filter((tick) => tick >= from && tick < to)
      .sort((a, b) => a - b)
      .map((tick) => this.judged.get(tick)!);
  }

  /** Forget the rows of ticks before `tick`. */
  forget(tick: number): void {
    for (const memory of [this.judged, this.used]) {
      for (const old of memory.keys()) if (old < tick) memory.delete(old);
    }
  }

  /** Rows that wait for their tick to be over. */
  get waiting(): number {
    let rows = 0;
    for (const tick of this.open.values()) rows += tick.rows;
    return rows;
  }

  /** The first moment of which a row is still needed: of a window, or of a tick that is not over. */
  neededFrom(): number {
    const ticks = [...this.used.keys(), ...this.open.keys()];
    const first = ticks.reduce((least, tick) => Math.min(least, tick), Infinity);
    return Number.isFinite(first) ? first * this.rule.everyMs : this.watermark;
  }

  memory(): QueueMemory {
    const { watermark, judgedTo, late, undated, future } = this;
    const { everyMs } = this.rule;
    const over = Array.from(this.open).filter(([tick]) => (tick + 1) * everyMs <= watermark);
    const all = new Map([...this.used, ...over.map(([tick, { rows }]) => [tick, rows] as const)]);
    const used = Array.from(all).sort(([a], [b]) => a - b);
    return { watermark, judgedTo, used, late, undated, future };
  }

  private rowsOf(tick: number): TickRows {
    return getOrMake(this.open, tick, () => new TickRows(this.kinds));
  }

  /** Where the rows of a tick that is over go: to where they were before if they come again, else nowhere. */
  private rowsAgain(tick: number, isAgain: boolean): TickRows | null {
    if (!isAgain || !this.used.has(tick)) return null;
    const ticks = tick < this.judgedTo ? this.judged : this.open;
    return getOrMake(ticks, tick, () => new TickRows(this.kinds));
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
