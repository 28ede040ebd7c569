import { setTimeout as sleep } from "node:timers/promises";
import type { Timer } from "../ports/timer.js";

/** The real time; `signal` ends a sleep at once. */
export function systemTimer(signal?: AbortSignal): Timer {
  return {
    now: () => performance.now(),
    async sleep(ms) {
      await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
        throw signal?.aborted === true ? (signal.reason as unknown) : error;
      });
    },
  };
}
