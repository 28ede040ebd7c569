import type { ClassicRate, WatchStart } from "../../drift/watch/watch-start.js";
import { rateWords, spanWords } from "../calibrate/calibration-words.js";
import { rhythmDocument } from "../calibrate/rhythm-document.js";
import { percent, shortNumber } from "../number.js";

/** What is said before the first look, a sentence each. */
export function startWords({ rhythm, classic }: WatchStart): string[] {
  const advice = rhythm?.advice ?? [];
  return [
    ...advice.map((words) => `the reference: ${words}`),
    ...(classic === null ? [] : [classicWords(classic)]),
  ];
}

function classicWords(rate: ClassicRate): string {
  const { source, columns, rowsPerTick, everyMs, windowMs, cooldownMs, driftShare } = rate;
  const jobs = `${rateWords(rate.perDay)} jobs a day for nothing (95 %: ${shortNumber(rate.low, 3)} to ${shortNumber(rate.high, 3)})`;
  const apart = cooldownMs > 0 ? `, ${spanWords(cooldownMs)} apart at least` : "";
  const pace = `${rowsPerTick} rows every ${spanWords(everyMs)}, ${columns === 1 ? "1 column" : `${columns} columns`}, windows of ${spanWords(windowMs)}`;
  const how =
    source === null
      ? `as simulated: ${pace}; with --reference DATA it is measured on yours`
      : `measured on rows of ${source}, drawn at random: ${pace}`;
  return `--policy classic sees drift at ${percent(driftShare)} of its looks with nothing changed, and starts ${jobs}${apart}; ${how}`;
}

/** The `head` of the first document of a run. */
export function startDocument({ rhythm, classic }: WatchStart) {
  return {
    rhythm: rhythm && rhythmDocument(rhythm),
    classic: classic && {
      source: classic.source,
      measured_on: classic.source === null ? "simulation" : "reference",
      columns: classic.columns,
      rows_per_tick: classic.rowsPerTick,
      every_seconds: classic.everyMs / 1000,
      window_seconds: classic.windowMs / 1000,
      cooldown_seconds: classic.cooldownMs / 1000,
      looks: classic.looks,
      drift_share: classic.driftShare,
      per_day: classic.perDay,
      ci_low: classic.low,
      ci_high: classic.high,
      confidence: 0.95,
    },
  };
}
