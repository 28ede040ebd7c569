import { isoSeconds } from "../../core/clock.js";
import type { WatchLook } from "../../drift/watch/watch-look.js";
import { driftLogFields } from "../drift-log-fields.js";

export interface WatchLogFacts {
  readonly scenario: string;
  readonly model: string;
  /** Name of the prediction column; "" without. */
  readonly scoreColumn: string;
}

/**
 * The row of drift_log.csv that a look leaves, as of the end of its tick. Every column of the look has
 * its two fields, empty where there is no value: the header stays as it is, whatever becomes of a column.
 */
export function watchLogRow(
  look: WatchLook,
  facts: WatchLogFacts,
): Record<string, string | number | null> {
  return driftLogFields({ ...look, ...facts, time: isoSeconds(new Date(look.at)) });
}
