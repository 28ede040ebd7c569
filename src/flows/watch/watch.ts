import type { RowSource } from "../../ports/row-source.js";
import type { Timer } from "../../ports/timer.js";
import type { Watcher } from "./watcher.js";

/** How long to watch. */
export interface WatchSpan {
  /** `live`: for ever; `once`: one look; `replay`: all that is there. */
  readonly kind: "live" | "once" | "replay";
  /** Time between two looks, live. */
  readonly pollMs: number;
  /** Told after each look. */
  readonly looked?: () => Promise<void>;
}

/**
 * Look, and look again. A live watch ends when its source does, as stdin may, or when it is called off; nothing
 * is lost by that, as each look keeps what it has found.
 *
 * @returns whether there was drift in any of the looks
 */
export async function watch(
  watcher: Watcher,
  source: RowSource,
  timer: Timer,
  { kind, pollMs, looked }: WatchSpan,
): Promise<boolean> {
  let isDrift = false;
  for (;;) {
    const isLast = source.hasEnded;
    isDrift = (await watcher.look({ toTheEnd: kind === "replay" || isLast })) || isDrift;
    await looked?.();
    if (kind !== "live" || isLast) return isDrift;
    await timer.sleep(pollMs);
  }
}
