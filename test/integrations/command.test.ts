import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { type CommandTarget, command } from "../../src/integrations/command.js";
import { request } from "./jenkins-client.js";

function runner(script: string, target: Partial<CommandTarget> = {}) {
  const log: string[] = [];
  const argv = [process.execPath, "-e", script] as const;
  const retrainer = command({
    argv,
    timeoutMs: null,
    log: (text) => log.push(text),
    env: process.env,
    ...target,
  });
  return { retrainer, run: () => retrainer.fire(request, {}), log: () => log.join("") };
}

it("hands the decision over: one line on stdin, a file, an id", async () => {
  const { run, log } = runner(`
    let text = "";
    process.stdin.on("data", (d) => (text += d)).on("end", () => {
      const { ARLEQUIN_REPORT, ARLEQUIN_TRIGGER_ID } = process.env;
      console.log(JSON.stringify([text, ARLEQUIN_REPORT, ARLEQUIN_TRIGGER_ID]));
    });`);
  expect(await run()).toMatchObject({ outcome: "accepted", receipt: { exit_code: 0 } });
  expect(JSON.parse(log())).toEqual([
    `${request.decision}\n`,
    resolve(request.decisionPath),
    request.triggerId,
  ]);
});

it("passes on both streams to the end", async () => {
  const { run, log } = runner(`
    process.stdout.write("x".repeat(300000)); process.stderr.write("é".repeat(100000));`);
  await run();
  expect(log().replace(/x/g, "")).toBe("é".repeat(100_000));
  expect(log()).toHaveLength(400_000);
});

it("tells the code of a command that fails", async () => {
  expect(await runner("process.exit(3)").run()).toMatchObject({
    outcome: "failed",
    receipt: { exit_code: 3, signal: null },
    error: { fault: "refused", message: "the command ended with code 3" },
  });
  expect(await runner('process.kill(process.pid, "SIGKILL")').run()).toMatchObject({
    outcome: "failed",
    receipt: { exit_code: null, signal: "SIGKILL" },
  });
});

it("says that a program is not there before anything has happened", async () => {
  const run = (program: string) => runner("", { argv: [program] }).run();
  await expect(run("no-such-program")).rejects.toMatchObject({
    name: "InputError",
    message: "no-such-program: there is no such program",
  });
  await expect(run("/")).rejects.toMatchObject({ name: "InputError" });
});

it("reads no shell into its arguments", async () => {
  const argv = [process.execPath, "-e", "console.log(process.argv[1])", "$(id); *"] as const;
  const { run, log, retrainer } = runner("", { argv });
  await run();
  expect(log()).toBe("$(id); *\n");
  expect(retrainer.target).toContain("'$(id); *'");
});

it("does not mind a command that leaves its stdin alone", async () => {
  const big = { ...request, decision: "x".repeat(1_000_000) };
  expect(await runner("process.exit(0)").retrainer.fire(big, {})).toMatchObject({
    outcome: "accepted",
  });
});

const STUBBORN = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
  console.log(child.pid);
  setInterval(() => {}, 1000);`;

/** A zombie that nobody has collected yet is dead, too. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

it("ends the whole group when the time is over", async () => {
  const { run, log } = runner(STUBBORN, { timeoutMs: 1000 });
  expect(await run()).toMatchObject({ outcome: "failed", error: { fault: "timed-out" } });
  const grandchild = Number(log().trim());
  expect(grandchild).toBeGreaterThan(0);
  await expect.poll(() => alive(grandchild)).toBe(false);
});

it("ends the whole group when the run is called off", async () => {
  const stop = new AbortController();
  const { run, log } = runner(STUBBORN, {
    signal: stop.signal,
    log: (text) => {
      written.push(text);
      stop.abort("SIGINT");
    },
  });
  const written: string[] = [];
  expect(await run()).toMatchObject({ outcome: "failed" });
  expect(log()).toBe("");
  await expect.poll(() => alive(Number(written.join("").trim()))).toBe(false);
});
