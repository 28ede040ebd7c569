import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../../src/core/random.js";
import { FakeJenkins } from "../integrations/fake-jenkins/fake-jenkins.js";
import { RETRAIN } from "../integrations/jenkins-client.js";
import { bundledCommand } from "./bundled-command.js";

/** What came of a watch: its log, and how many builds Jenkins was asked for. */
export interface Watched {
  readonly log: string;
  readonly builds: number;
  /** Runs that were killed before their end. */
  readonly killed: number;
}

const MINUTE = 60_000;
const PER_MINUTE = 20;
const START = Date.UTC(2026, 10, 2);

/**
 * Watch a file that grows, one look a run, with a fake Jenkins, until `kills` of the runs were killed at a
 * random moment; the last is not.
 */
export async function watchKilled(kills: number, random: () => number): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), "arlequin-watch-"));
  try {
    await using fake = await FakeJenkins.start({
      csrf: false,
      jobs: [{ ...RETRAIN, quietMs: 1e9 }],
    });
    const start = await bundledCommand(folder);
    const argv = [
      ...["watch", "rows.csv", "--time", "time", "--once", "--state", "state.json", "--quiet"],
      ...["--log", "log.csv", "--trigger", "jenkins", "--job", "retrain", "--cooldown", "0"],
    ];
    const run = () => start(argv, { JENKINS_URL: fake.url, NO_COLOR: "1" });
    const parts = minutesOfRows();
    const atOnce = Math.ceil(parts.length / (kills + 1));
    await appendFile(join(folder, "rows.csv"), "time,amount,kind\n");
    let [killed, lastedMs] = [0, 400];
    for (let from = 0; killed < kills || from < parts.length; from += atOnce) {
      const isLast = killed === kills;
      const some = parts.slice(from, isLast ? parts.length : from + atOnce);
      await appendFile(join(folder, "rows.csv"), some.join(""));
      const started = performance.now();
      const { child, end } = run();
      if (!isLast) {
        await Promise.race([end, sleep(lastedMs * random())]);
        child.kill("SIGKILL");
      }
      const { signal, code, stderr } = await end;
      if (signal === "SIGKILL") killed += 1;
      else if (code !== 0) throw new Error(`a run ended with ${code}: ${stderr}`);
      else lastedMs = performance.now() - started;
      if (isLast) break;
    }
    if (killed > 0) await run().end; // the last of them may have been the last of all
    const log = await readFile(join(folder, "log.csv"), "utf8");
    return { log, builds: fake.controller.waiting().length, killed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seven hours of rows, a text a minute; amounts grow after a third, and again after two. */
function minutesOfRows(): string[] {
  const random = seededRandom(8);
  return Array.from({ length: 420 }, (_, minute) =>
    Array.from({ length: PER_MINUTE }, (_, i) => {
      const time = new Date(START + minute * MINUTE + (i * MINUTE) / PER_MINUTE).toISOString();
      const amount = random() + random() + random() + 2 * Math.floor(minute / 140);
      return `${time},${amount.toFixed(4)},${random() < 0.3 ? "web" : "shop"}\n`;
    }).join(""),
  );
}
