import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledCommand } from "./bundled-command.js";

let folder: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arlequin-stop-"));
  start = await bundledCommand(folder);
  const rows = Array.from({ length: 300_000 }, (_, i) => `${1_700_000_000 + 60 * i},${i % 97}\n`);
  await writeFile(join(folder, "rows.csv"), `time,v\n${rows.join("")}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Minutes of work for one row. */
const LONG_QUERY = `query:SELECT TIMESTAMP '2026-01-01' AS time, (
  SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b) AS v`;

it.each([
  ["a query", "SIGINT", 130, LONG_QUERY, []],
  ["a query asked --once", "SIGTERM", 143, LONG_QUERY, ["--once"]],
  ["a replay", "SIGINT", 130, "rows.csv", ["--replay"]],
  ["a replay of a silent pipe", "SIGTERM", 143, "-", ["--replay"]],
  ["a watch of it", "SIGTERM", 143, "-", []],
] as const)(
  "stops %s at once on %s, with %i, and leaves nothing behind",
  async (what, signal, code, source, options) => {
    const own = await mkdtemp(join(folder, "temporary-"));
    const argv = ["watch", source, "--time", "time", "--state", "state.json", ...options];
    const { child, end } = start(argv, { TMPDIR: own });
    if (source === "-") child.stdin.write("time,v\n1700000000,1\n");
    await expect.poll(() => readdir(folder), { timeout: 20_000 }).toContain("state.json.lock");
    if (source === LONG_QUERY) await expect.poll(() => readdir(own)).toHaveLength(1);
    if (what === "a replay") await once(child.stdout, "data");
    await new Promise((resolve) => setTimeout(resolve, 300)); // well in the middle of it
    const asked = performance.now();
    child.kill(signal);
    const { code: got, stderr } = await end;
    expect(got, stderr).toBe(code);
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(await readdir(own)).toEqual([]);
    expect(await readdir(folder)).not.toContain("state.json.lock");
  },
);
