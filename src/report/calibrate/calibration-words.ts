import type { AlarmRate, Calibration, FoundChange } from "../../drift/watch/calibration.js";
import { shortNumber } from "../number.js";

const UNITS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
] as const;

/** A span of time for people: "10 min", "2.5 h", "7 d". */
export function spanWords(ms: number): string {
  const [size, unit] = UNITS.find(([least]) => ms >= 1.5 * least || ms === least) ?? UNITS[3];
  return `${shortNumber(ms / size, 2)} ${unit}`;
}

/** "growing by hour", "sliding 60 min". */
export function modeName({ mode, slidingMs, season }: Calibration): string {
  const own = mode === "sliding" ? `sliding ${spanWords(slidingMs)}` : mode;
  return season === "none" ? own : `${own} by ${season.replace("-", " and ")}`;
}

/** "+0.25 sd", "10 points moved". */
export function changeName({ shift, moved }: FoundChange): string {
  return shift === null ? `${shortNumber(100 * moved!, 2)} points moved` : `+${shift} sd`;
}

/** "0.031..0.24". */
export function rangeWords({ low, high }: AlarmRate): string {
  return `${rateWords(low)}..${rateWords(high)}`;
}

/** Alarms a day. */
export function rateWords(perDay: number): string {
  return perDay === 0 ? "0" : shortNumber(Number(perDay.toPrecision(2)), 2);
}

/** How alarms on data of their own order, or on drawn streams, stand to the bound. */
export function againstBound({ low, high, alarms }: AlarmRate, bound: number | null): string {
  if (bound === null) return "no guarantee";
  if (low > bound) return "above the bound";
  if (high <= bound) return "below the bound";
  return alarms === 0 ? "none seen" : "agrees with the bound";
}
