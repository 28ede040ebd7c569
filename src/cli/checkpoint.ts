import { setImmediate } from "node:timers/promises";
import type { Checkpoint } from "../core/checkpoint.js";

/** A pause in which signals come through: Ctrl-C ends a computation at its next checkpoint. */
export function checkpointOf(signal: AbortSignal): Checkpoint {
  return async () => {
    await setImmediate();
    signal.throwIfAborted();
  };
}
