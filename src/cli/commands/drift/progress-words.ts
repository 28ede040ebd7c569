import type { Clock } from "../../../core/clock.js";
import type { ColumnsProgress, DriftProgress } from "../../../flows/drift-progress.js";
import { grouped } from "../../../report/number.js";

/** So long the work has to go before its speed means something, ... */
const LEAST_SECONDS = 2;
/** ... and so much of it has to be behind us. */
const LEAST_SHARE = 0.02;

/** How far a comparison is, in words for a line: rows, rows a second, and the time that is left. */
export function progressWords(clock: Clock): (progress: DriftProgress) => string {
  let countingSince: number | null = null;
  return (progress) => {
    if (progress.doing === "reading") {
      const { source, share } = progress;
      return `reading ${source}${share > 0 ? `: ${Math.floor(100 * share)} %` : ""}`;
    }
    const now = clock().getTime();
    countingSince ??= now;
    return [whatIsDone(progress), ...speed(progress, (now - countingSince) / 1000)].join(", ");
  };
}

function whatIsDone({ doing, columns, rows, ofRows }: ColumnsProgress): string {
  const what = columns.length > 1 ? columns.join(" to ") : (columns[0] ?? "");
  const act = { "looking closer": "looking closer at", judging: "judging", counting: "counting" };
  const words = doing === "telling rows apart" ? doing : `${act[doing]} ${what}`.trim();
  return `${words}: ${grouped(rows)} of ${grouped(ofRows)} rows`;
}

/** The rate, and the remaining time once a column has shown how long one takes. */
function speed({ rows, ofRows, judged, of }: ColumnsProgress, seconds: number): string[] {
  if (seconds < LEAST_SECONDS || rows === 0) return [];
  const rate = `${grouped(Math.round(rows / seconds))} rows/s`;
  const hasGround = judged > 0 && judged < of && rows >= LEAST_SHARE * ofRows;
  return hasGround ? [rate, `${spanWords((seconds * (ofRows - rows)) / rows)} left`] : [rate];
}

/** 41 s; 3 min; 2 h 5 min: no finer than such an estimate can be. */
function spanWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
