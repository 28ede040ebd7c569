import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledCommand } from "./bundled-command.js";

let folder: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arlequin-live-"));
  start = await bundledCommand(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rows of some seconds, ten a second. */
function rows(from: number, to: number): string {
  return Array.from({ length: (to - from) * 10 }, (_, i) => {
    const time = new Date(Date.UTC(2026, 10, 2) + from * 1000 + i * 100).toISOString();
    return `${time},${(i * 7919) % 1000}\n`;
  }).join("");
}

const WATCH = ["watch", "rows.csv", "--time", "time", "--every", "1s", "--window", "5s"];

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("sees rows as they come, and stops at once and cleanly on %s", async (signal, code) => {
  const state = `${signal}.json`;
  await writeFile(join(folder, "rows.csv"), `time,amount\n${rows(0, 30)}`);
  const argv = [...WATCH, "--state", state, "--log", `${signal}.csv`, "--exporter-port", "0"];
  const { child, end } = start(argv);
  let [out, told] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  await expect.poll(() => out.split("\n").length, { timeout: 20_000 }).toBeGreaterThan(25);
  await appendFile(join(folder, "rows.csv"), rows(30, 40));
  await expect.poll(() => out.split("\n").length, { timeout: 20_000 }).toBe(39);
  const [url = ""] = /http\S+metrics/.exec(told) ?? [];
  await expect
    .poll(async () => (await fetch(url)).text(), { timeout: 20_000 })
    .toMatch(/^arlequin_looks_total\{verdict="no-drift"\} 38$/m);
  const asked = performance.now();
  child.kill(signal);
  expect(await end).toMatchObject({ code });
  expect(performance.now() - asked).toBeLessThan(3000);
  const log = (await readFile(join(folder, `${signal}.csv`), "utf8")).trim().split("\n");
  expect(log).toHaveLength(1 + 38);
  await expect(readFile(join(folder, `${state}.lock`), "utf8")).rejects.toThrow();
});

it("lets one of two watchers at once have the state", async () => {
  await writeFile(join(folder, "rows.csv"), `time,amount\n${rows(0, 30)}`);
  const one = start([...WATCH, "--state", "two.json"]);
  await new Promise((resolve) => one.child.stdout.once("data", resolve));
  const { code, stderr } = await start([...WATCH, "--once", "--state", "two.json"]).end;
  one.child.kill("SIGTERM");
  expect(code, stderr).toBe(33);
  expect((await one.end).code).toBe(143);
}, 60_000);

it("says what is wrong with a port that is taken, a plan that has changed, a column that is not there", async () => {
  await writeFile(join(folder, "rows.csv"), `time,amount\n${rows(0, 30)}`);
  const once = [...WATCH, "--once", "--state", "wrong.json"];
  expect((await start(once).end).code).toBe(0);
  const changed = await start([...once, "--window", "10s"]).end;
  expect(changed).toMatchObject({ code: 2, stdout: "" });
  expect(changed.stderr).toContain("windowMs 5000, not 10000");
  const noColumn = await start([...once, "--state", "other.json", "--time", "tme"]).end;
  expect(noColumn.code).toBe(2);
  expect(noColumn.stderr).toContain("tme");
  const holder = start([...WATCH, "--state", "holder.json", "--exporter-port", "0"]);
  let told = "";
  holder.child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  await expect.poll(() => told, { timeout: 20_000 }).toMatch(/:(\d+)\/metrics/);
  const [, port = ""] = /:(\d+)\/metrics/.exec(told) ?? [];
  const taken = await start([...once, "--exporter-port", port]).end;
  holder.child.kill("SIGTERM");
  expect(taken.code).toBe(2);
  expect(taken.stderr).toContain(port);
  await holder.end;
}, 60_000);
