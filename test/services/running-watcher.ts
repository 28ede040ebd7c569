import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { bundledCommand } from "../process/bundled-command.js";

/** What a test reads of the document of a look. */
export interface LookDocument {
  readonly verdict: "drift" | "no-drift";
  readonly rows: { readonly reference: number; readonly recent: number };
  readonly columns: readonly {
    readonly name: string;
    readonly state: string;
    readonly evidence_days: number | null;
    readonly psi: number | null;
    readonly p: number | null;
  }[];
}

const START = Date.UTC(2026, 10, 2);
const ROWS_A_SECOND = 20;

/** `arlequin watch` as a process, beside a file that grows: a tick a second, an alarm starts a command. */
export async function runningWatcher() {
  const folder = await mkdtemp(join(tmpdir(), "arlequin-scraped-"));
  const file = join(folder, "rows.csv");
  const random = seededRandom(5);
  let seconds = 0;
  await writeFile(file, "time,amount,kind\n");
  const start = await bundledCommand(folder);
  const { child, end } = start([
    ...["watch", "rows.csv", "--time", "time", "--every", "1s", "--window", "10s", "--json"],
    ...["--exporter-port", "0", "--state", "state.json", "--log", "log.csv"],
    ...["--trigger", "exec", "--", process.execPath, "-e", "0"],
  ]);
  let [out, told] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  const port = () => Number(/:(\d+)\/metrics/.exec(told)?.[1] ?? 0);
  await expect.poll(port, { timeout: 30_000 }).toBeGreaterThan(0);
  const looks = () =>
    out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LookDocument);
  return {
    port: port(),
    /** Write the rows of some seconds more; resolves, when all but the last of them were judged, to all looks. */
    async grow(by: number, shift: number): Promise<readonly LookDocument[]> {
      const rows = Array.from({ length: by * ROWS_A_SECOND }, (_, i) => {
        const time = new Date(START + seconds * 1000 + (i * 1000) / ROWS_A_SECOND).toISOString();
        const amount = shift + random() + random() + random();
        return `${time},${amount.toFixed(4)},${random() < 0.3 ? "web" : "shop"}\n`;
      });
      seconds += by;
      await appendFile(file, rows.join(""));
      // The rows of a tick wait for one that is later than its end by a tick: the last two wait.
      await expect.poll(() => looks().length, { timeout: 30_000 }).toBe(seconds - 2);
      return looks();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await end;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
