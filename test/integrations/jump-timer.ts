import type { Timer } from "../../src/ports/timer.js";

/** A time that jumps where the real one would wait. */
export function jumpTimer(): Timer & { readonly slept: readonly number[] } {
  let now = Date.UTC(2026, 10, 21, 6);
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep(ms) {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
