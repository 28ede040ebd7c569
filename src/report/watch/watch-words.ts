import { isoSeconds } from "../../core/clock.js";
import type { LookColumn } from "../../drift/watch/watch-look.js";
import { shortNumber } from "../number.js";
import { onOneLine } from "../short-text.js";

/** Days of evidence: "0.02", "6.93", "41", "3e9". */
export function evidenceWords(days: number): string {
  if (days < 10) return days.toFixed(2);
  return days < 1e4 ? days.toFixed(0) : days.toExponential(0).replace("+", "");
}

/** A customary PSI: "0.013". */
export function psiWords(psi: number): string {
  return psi < 10 ? psi.toFixed(3) : shortNumber(psi, 3);
}

/** "7 days", "1 day", "0.5 days". */
export function daysWords(days: number): string {
  return `${shortNumber(days)} ${days === 1 ? "day" : "days"}`;
}

/** What an alarm saw: "larger"; "" without one. */
export function changeWords({ change, reason }: LookColumn): string {
  return onOneLine(change ?? reason ?? "");
}

/** When it began: "since 05:41" on the day of the look, else with its date, in UTC; "" where nobody knows. */
export function sinceWords({ changedAt }: LookColumn, at: number): string {
  if (changedAt === null) return "";
  const [day, time] = isoSeconds(new Date(changedAt)).split("T");
  const isToday = day === isoSeconds(new Date(at)).split("T")[0];
  return `since ${isToday ? "" : `${day} `}${time!.slice(0, 5)}`;
}
