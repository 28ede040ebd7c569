// One process that watches live for thirty days, as fast as it can: 43,200 looks. Time is made up: where the watcher would
// sleep a minute, the rows of that minute are written and the next look is taken. All else is real: the command, files
// that appear and grow, state, log, and an exporter that is scraped. Says on stdout, as JSON, how its memory went.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../../src/cli/main.js";
import { systemContext } from "../../../src/cli/system-context.js";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import { HEAD, MINUTE_MS, minutesOfRows } from "./minutes-of-rows.js";

const DAY = 1440;
const SAMPLED_EVERY = 60;
const START = Date.UTC(2026, 10, 1);
const [folder = "", days = "30"] = process.argv.slice(2);

const rows = minutesOfRows(3, START);
const samples: { minute: number; rss: number; heap: number }[] = [];
let [minute, looks, metricsUrl] = [0, 0, ""];
const clock = () => new Date(START + minute * MINUTE_MS);
const system = systemContext();
const stop = new AbortController();
const silent = { ...system.stdout, isTerminal: false, onResize: () => () => undefined };

mkdirSync(join(folder, "incoming"), { recursive: true });
process.chdir(folder);
grow();
await main(
  [
    ...["watch", "incoming", "--time", "time", "--log", "log.csv", "--state", "state.json"],
    ...["--every", "1m", "--exporter-port", "0", "--exporter-host", "127.0.0.1"],
  ],
  {
    ...system,
    clock,
    signal: stop.signal,
    stdout: { ...silent, write: () => void (looks += 1) },
    stderr: {
      ...silent,
      write: (text) => {
        metricsUrl = /http\S+\/metrics/.exec(text)?.[0] ?? metricsUrl;
      },
    },
    openRowSource: (request) => openRowSource(request, { clock, stdin: process.stdin }),
    timer: {
      now: () => clock().getTime(),
      async sleep() {
        if (minute % SAMPLED_EVERY === 0) await sample();
        if (minute >= Number(days) * DAY) {
          stop.abort("SIGTERM");
          throw new Error("the month is over");
        }
        grow();
      },
    },
  },
).catch(() => undefined);
process.stdout.write(`${JSON.stringify({ looks, samples })}\n`);

/** The rows of the next minute, into a file a day. */
function grow(): void {
  const file = `incoming/day-${String(Math.floor(minute / DAY)).padStart(3, "0")}.csv`;
  appendFileSync(file, (minute % DAY === 0 ? HEAD : "") + rows(1));
  minute += 1;
}

async function sample(): Promise<void> {
  const scraped = await fetch(metricsUrl);
  if (!(await scraped.text()).includes("arlequin_looks_total")) throw new Error("no metrics");
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  samples.push({ minute, rss, heap: process.memoryUsage().heapUsed });
}
