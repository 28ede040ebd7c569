import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledCommand } from "./bundled-command.js";

let folder: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arlequin-generate-"));
  start = await bundledCommand(folder);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Run a line of the shell, in which $A is the command. */
function shell(line: string): string {
  const env = { ...process.env, A: `${process.execPath} ${join(folder, "arlequin.mjs")} generate` };
  return execFileSync("sh", ["-c", line], { cwd: folder, env, encoding: "utf8" });
}

it("ends quietly when the reader has enough", () => {
  const said = shell("{ $A --rows 200000 -q; echo $? >&3; } 3>code 2>&1 | head -1; cat code");
  expect(said).toMatch(/^transaction_id,[^\n]*\n0\n$/);
});

it.runIf(existsSync("/dev/full"))("says that the disk is full, behind > and behind --out", () => {
  for (const where of ["> /dev/full", "--out /dev/full"]) {
    const said = shell(`$A --rows 100 2>&1 ${where}; echo $?`);
    expect(said).toMatch(/error: cannot write (stdout|\/dev\/full): the disk is full\n/);
    expect(said).toMatch(/\n2\n$/);
    expect(said.match(/error:/g)).toHaveLength(1);
  }
});

it("refuses what cannot be written, in words", () => {
  writeFileSync(join(folder, "file"), "");
  expect(shell("$A --batches 2 --out file 2>&1; echo $?")).toMatch(
    /cannot write file: a file of that name is there[^]*\n2\n$/,
  );
  expect(shell("mkdir -p there; $A --rows 2 --out there 2>&1; echo $?")).toMatch(
    /cannot write there: it is a folder[^]*\n2\n$/,
  );
  expect(shell("$A --batches 2 --out hdfs://name/node 2>&1; echo $?")).toMatch(
    /hdfs:\/\/ paths are not[^]*\n2\n$/,
  );
});

it("stops at Ctrl-C between two batches, with whole files alone", async () => {
  const out = join(folder, "live");
  const { child, end } = start(
    ["generate", "--batches", "1000", "--batch-size", "10", "--interval", "60", "--out", out],
    {},
  );
  while (!existsSync(join(out, "batch-000001.csv")))
    await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGINT");
  const { code, stderr } = await end;
  expect([code, stderr]).toEqual([130, "stopped: 1 of 1000 batches are written\n"]);
  expect(readdirSync(out)).toEqual(["batch-000001.csv"]);
});

it("stops at Ctrl-C in the middle of a long file, and leaves nothing", async () => {
  const out = join(folder, "long");
  const { child, end } = start(["generate", "--rows", "100000000", "--out", `${out}/`], {});
  while (!existsSync(out) || readdirSync(out).length === 0)
    await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGINT");
  expect((await end).code).toBe(130);
  expect(readdirSync(out)).toEqual([]);
});
