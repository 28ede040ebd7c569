import { spawnSync } from "node:child_process";

/** GNU time knows the peak memory and the CPU time of a process that has ended; elsewhere they stay unknown. */
const TIME = ["/usr/bin/time", "-f", "%M %U %S"];
const hasTime = spawnSync(TIME[0], [...TIME.slice(1), "true"]).status === 0;

/**
 * Run one process from its start to its end.
 *
 * @param command an array of words
 * @returns wall time and CPU time in seconds, and the peak of its resident memory in MB (10^6 bytes), or NaN
 */
export function measured(command) {
  const [program, ...words] = hasTime ? [...TIME, ...command] : command;
  const started = performance.now();
  const { status, error, stderr } = spawnSync(program, words, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const seconds = (performance.now() - started) / 1000;
  if (error || status !== 0) throw new Error(`${command.join(" ")}: ${error ?? stderr}`);
  const told = hasTime ? stderr.trimEnd().split("\n").at(-1) : "NaN NaN NaN";
  const [kibibytes, user, system] = told.split(" ").map(Number);
  return { seconds, cpuSeconds: user + system, peakMb: (kibibytes * 1024) / 1e6 };
}
