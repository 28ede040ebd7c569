import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "../../../src/stats/descriptive/spread.js";

interface Sample {
  readonly minute: number;
  readonly rss: number;
  readonly heap: number;
}

const DAY = 1440;
/** More than this share over the second day is growth, not noise. */
const MOST_GROWTH = 0.1;

/** Watch thirty days as fast as it goes; is the last day like the second? */
export async function memoryOfAMonth(folder: string, isSmall: boolean) {
  const days = isSmall ? 3 : 30;
  const script = join(fileURLToPath(import.meta.url), "..", "month-of-looks.mjs");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", script, folder, String(days)],
    { maxBuffer: 2 ** 26 },
  );
  const { looks, samples } = JSON.parse(stdout) as { looks: number; samples: readonly Sample[] };
  // A tick is judged when a row later than its end by a tick has come: the last two wait.
  if (looks !== days * DAY - 2) throw new Error(`${looks} ticks were judged in ${days} days`);
  const rows = (["rss", "heap"] as const).map((kind) => {
    const ofDay = (day: number) =>
      median(
        samples.filter(({ minute }) => Math.ceil(minute / DAY) === day).map((one) => one[kind]),
      );
    const [first, second, last] = [1, 2, days].map(ofDay) as [number, number, number];
    const peak = Math.max(...samples.map((one) => one[kind]));
    const isFlat = last <= second * (1 + MOST_GROWTH);
    return {
      kind,
      cells: [first, second, last, peak].map(megabytes),
      slope: slope(samples, kind),
      isFlat,
    };
  });
  const words = { rss: "resident", heap: "heap after a collection" };
  return {
    isFlat: rows.every(({ isFlat }) => isFlat),
    lines: [
      `\n${(days * DAY).toLocaleString("en")} looks, ${samples.length} samples, medians of a day\n`,
      "| memory, MB | first day | second day | last day | peak | MB a day | |",
      "| --- | --: | --: | --: | --: | --: | --- |",
      ...rows.map(
        ({ kind, cells, slope, isFlat }) =>
          `| ${[words[kind], ...cells, slope.toFixed(2), isFlat ? "flat" : "**grows**"].join(" | ")} |`,
      ),
    ],
  };
}

/** MB a day by least squares, the first day left out. */
function slope(samples: readonly Sample[], kind: "rss" | "heap"): number {
  const later = samples.filter(({ minute }) => minute > DAY);
  const mean = (of: (one: Sample) => number) =>
    later.reduce((sum, one) => sum + of(one), 0) / later.length;
  const [x, y] = [mean(({ minute }) => minute), mean((one) => one[kind])];
  const covariance = mean((one) => (one.minute - x) * (one[kind] - y));
  return (DAY * covariance) / mean(({ minute }) => (minute - x) ** 2) / 1e6;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
