import { rhythmOf, type Rhythm } from "../../drift/watch/rhythm.js";
import type { ReferenceSample } from "../watch/reference-sample.js";
import { asNumbers } from "./as-numbers.js";
import { sortedByTime } from "./sorted-by-time.js";

/** What a reference says about time; null where its rows have none. */
export function referenceRhythm(
  { values, times }: Pick<ReferenceSample, "values" | "times">,
  everyMs: number,
): Rhythm | null {
  const sorted = sortedByTime([...values.values()], times);
  if (sorted.times === null || sorted.times.length === 0) return null;
  return rhythmOf(sorted.columns.map(asNumbers), sorted.times, everyMs);
}
