import type { Checkpoint } from "../../core/checkpoint.js";
import type { AlarmRate, BothRates } from "../../drift/watch/calibration.js";
import { poissonInterval } from "../../stats/distributions/poisson-interval.js";
import type { ClassicRule } from "./classic-rule.js";
import { DAY_MS, type DetectorRun } from "./detector-run.js";
import type { Stream } from "./stream.js";

/** Ticks between two checkpoints. */
const TICKS_AT_ONCE = 256;

/** What is counted on, and who wants to know how far it is. */
export interface Course {
  readonly everyMs: number;
  readonly ticks: number;
  readonly tell: (share: number) => void;
  readonly pause: Checkpoint;
}

/** Count the alarms of the detector on a stream. */
export async function detectorAlarms(
  run: DetectorRun,
  stream: Stream,
  { everyMs, ticks, tell, pause }: Course,
): Promise<Pick<BothRates, "detector" | "byColumn">> {
  const byColumn = new Map<string, number>();
  let alarms = 0;
  for (let tick = 0; tick < ticks; tick++) {
    for (const { name, alarm } of run.take(tick, stream(tick))) {
      if (alarm === null) continue;
      alarms += 1;
      byColumn.set(name, (byColumn.get(name) ?? 0) + 1);
    }
    if (tick % TICKS_AT_ONCE > 0) continue;
    tell(tick / ticks);
    await pause();
  }
  return {
    detector: alarmRate(alarms, (ticks * everyMs) / DAY_MS),
    byColumn: Array.from(byColumn, ([name, own]) => ({ name, alarms: own })),
  };
}

/** Count the jobs that the classic rule starts on a stream, in so many looks at the most. */
export async function classicAlarms(
  rule: ClassicRule,
  stream: Stream,
  { everyMs, ticks, tell, pause, looks: most }: Course & { readonly looks: number },
): Promise<Pick<BothRates, "classic" | "classicShare">> {
  let [alarms, looks, tick] = [0, 0, 0];
  for (; tick < ticks && looks < most; tick++) {
    const rows = stream(tick);
    if (rows.length > 0) looks += 1;
    if (rule.take(tick, rows)) alarms += 1;
    if (tick % 16 > 0) continue;
    tell(Math.max(looks / most, tick / ticks));
    await pause();
  }
  return {
    classic: alarmRate(alarms, (tick * everyMs) / DAY_MS),
    classicShare: looks === 0 ? 0 : rule.drifts / looks,
  };
}

function alarmRate(alarms: number, days: number): AlarmRate {
  const [low, high] = poissonInterval(alarms);
  return { alarms, days, perDay: alarms / days, low: low / days, high: high / days };
}
