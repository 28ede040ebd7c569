import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { localFiles } from "../../../src/data/local-files.js";
import { readWatchState, writeWatchState } from "../../../src/flows/watch/watch-state.js";
import { median } from "../../../src/stats/descriptive/spread.js";
import { countedRows, movedOn, withCounted } from "./long-history.js";
import { HEAD, minutesOfRows, ROWS_A_MINUTE } from "./minutes-of-rows.js";

/** A history: millions of rows that were counted, and that lie in the file before the new ones. */
const CASES = [
  { counted: 1, inFile: 1 },
  { counted: 10, inFile: 1 },
  { counted: 100, inFile: 1 },
  { counted: 10, inFile: 10 },
  { counted: 30, inFile: 30 },
];
const NEW_ROWS = [50, 1000, 10_000];
const START = Date.UTC(2026, 0, 1);
const ARLEQUIN = resolve("bin/arlequin.js");
/** A look with much history may take so much longer than one with little: the noise of a shared machine. */
const MOST_RATIO = 1.25;

/** A process from its start to its end. */
interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}
type Measure = (command: readonly string[]) => Measured;

interface Prepared {
  readonly words: string;
  readonly file: string;
  readonly kept: string;
  /** Bytes before the new rows. */
  readonly bytes: number;
}

/** Time one `watch --once` with so many new rows, behind histories of several lengths, in turn. */
export async function lookTime(folder: string, isSmall: boolean, measured: Measure) {
  const aMillion = isSmall ? 20_000 : 1_000_000;
  const runs = isSmall ? 1 : 7;
  const rows = minutesOfRows(4, START);
  const base = { file: join(folder, "rows.csv"), state: join(folder, "state.json") };
  writeFileSync(base.file, HEAD);
  for (let part = 0; part < 20; part++)
    appendFileSync(base.file, rows(aMillion / ROWS_A_MINUTE / 20));
  process.stderr.write(`reading ${aMillion} rows ...\n`);
  measured(once(base.file, base.state));
  const cases = await prepare(folder, base, aMillion);
  const found = NEW_ROWS.map((newRows) =>
    timed(cases, rows(newRows / ROWS_A_MINUTE), runs, measured),
  );
  const isFlat = found.flat().every(({ ratio }) => ratio <= MOST_RATIO);
  const head = NEW_ROWS.map((newRows) => `${newRows.toLocaleString("en")} new rows`);
  return {
    isFlat,
    lines: [
      `\nOne \`watch --once\`, eight columns; medians of ${runs}, in turn: CPU s, and the ratio to the first line, pair by pair${isSmall ? "; a million is 20,000" : ""}\n`,
      `| rows counted before / in the file before | ${head.join(" | ")} | peak MB |`,
      `| --- | ${head.map(() => "--: |").join(" ")} --: |`,
      ...cases.map(({ words }, i) => {
        const own = found.map((cells) => cells[i]!);
        const cells = own.map(
          ({ seconds, ratio }) => `${seconds.toFixed(2)} (${ratio.toFixed(2)})`,
        );
        const peak = Math.max(...own.map(({ peakMb }) => peakMb));
        return `| ${[words, ...cells, peak.toFixed(0)].join(" | ")} |`;
      }),
      isFlat ? "\nFlat." : "\n**Not flat.**",
    ],
  };
}

/** Time the look at these new rows behind each history, in turn; each look finds the state as it was. */
function timed(cases: readonly Prepared[], text: string, runs: number, measured: Measure) {
  for (const { file, bytes } of cases) {
    truncateSync(file, bytes);
    appendFileSync(file, text);
  }
  const rounds = Array.from({ length: runs + 1 }, () =>
    cases.map(({ file, kept }) => {
      copyFileSync(kept, `${kept}.now`);
      return measured(once(file, `${kept}.now`));
    }),
  ).slice(1); // the first warms the caches up
  return cases.map((_, i) => ({
    seconds: median(rounds.map((round) => cost(round[i]!))),
    ratio: median(rounds.map((round) => cost(round[i]!) / cost(round[0]!))),
    peakMb: Math.max(...rounds.map((round) => round[i]!.peakMb)),
  }));
}

/** CPU time, which neighbours disturb less than the wall's; where it is unknown, that. */
const cost = ({ cpuSeconds, seconds }: Measured) =>
  Number.isNaN(cpuSeconds) ? seconds : cpuSeconds;

function once(file: string, state: string): string[] {
  const words = ["watch", file, "--time", "time", "--once", "--quiet", "--state", state];
  return [process.execPath, ARLEQUIN, ...words];
}

/** From the state of a watcher that has read a million rows: states and files with longer histories. */
async function prepare(
  folder: string,
  base: { readonly file: string; readonly state: string },
  aMillion: number,
): Promise<Prepared[]> {
  const files = localFiles({ stdin: process.stdin, stdout: process.stdout });
  const first = (await readWatchState(files, base.state))!;
  const states = new Map([[1, first]]);
  let last = first;
  for (const millions of [10, 30, 100]) {
    process.stderr.write(`counting ${millions} x ${aMillion} rows ...\n`);
    states.set(millions, (last = withCounted(last, millions * aMillion)));
    if (countedRows(last) !== millions * aMillion) throw new Error("an alarm: no history");
  }
  const body = readFileSync(base.file).subarray(HEAD.length);
  const cases: Prepared[] = [];
  for (const { counted, inFile } of CASES) {
    const own = join(folder, `${counted}-${inFile}`);
    mkdirSync(own);
    const [file, kept] = [join(own, "rows.csv"), join(own, "state.json")];
    writeFileSync(file, HEAD);
    for (let copy = 0; copy < inFile; copy++) appendFileSync(file, body);
    const state = movedOn(states.get(counted)!, (inFile - 1) * body.length);
    await writeWatchState(files, kept, { ...state, plan: { ...state.plan, source: file } });
    cases.push({
      words: `${counted} million / ${inFile} million`,
      ...{ file, kept, bytes: statSync(file).size },
    });
  }
  return cases;
}
