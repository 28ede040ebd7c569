/** The time, as an argument: tests and replays bring their own. */
export type Clock = () => Date;

/** ISO 8601 in UTC, to the second: "2026-11-21T06:00:00Z". */
export function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
