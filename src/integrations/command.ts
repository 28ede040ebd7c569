import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { InputError, UpstreamError } from "../core/errors.js";
import { redactText } from "../core/redact-url.js";
import type { Firing, Receipt, Retrainer, RetrainingRequest } from "../ports/retrainer.js";

export interface CommandTarget {
  readonly argv: readonly [program: string, ...args: string[]];
  /** Null lets it run for ever. */
  readonly timeoutMs: number | null;
  /** Where its output goes, both streams. */
  readonly log: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** From SIGTERM to SIGKILL. */
const GRACE_MS = 5000;
/** For the last output, once the command has ended. */
const DRAIN_MS = 1000;

/**
 * A command of this machine, run to its end: no shell reads it, the decision is one line of JSON on
 * its stdin, the decision's file in `ARLEQUIN_REPORT`, its id in `ARLEQUIN_TRIGGER_ID`.
 */
export function command(target: CommandTarget): Retrainer {
  const shown = redactText(target.argv.map(quoted).join(" "));
  return {
    kind: "exec",
    target: shown,
    memoryKey: `exec ${target.argv[0]}`, // as parameters to a job, so arguments to a program
    canReconcile: false,
    plan: (request) => [
      {
        step: `run ${shown}`,
        details: [
          `ARLEQUIN_REPORT=${resolve(request.decisionPath)}`,
          `ARLEQUIN_TRIGGER_ID=${request.triggerId}`,
          `stdin: ${request.decision}`,
        ],
      },
    ],
    preflight: () => Promise.resolve({}),
    fire: (request) => run(target, shown, request),
    reconcile: () =>
      Promise.resolve({
        outcome: "unknown",
        detail: "nobody can be asked whether the command had begun",
        receipt: {},
      }),
  };
}

async function run(
  target: CommandTarget,
  shown: string,
  request: RetrainingRequest,
): Promise<Firing> {
  const [program, ...args] = target.argv;
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...target.env,
      ARLEQUIN_REPORT: resolve(request.decisionPath),
      ARLEQUIN_TRIGGER_ID: request.triggerId,
    },
    detached: true, // a process group of its own, so that all of it can be ended
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", target.log);
  }
  child.stdin.on("error", () => undefined); // it need not read
  child.stdin.end(`${request.decision}\n`);
  const end = await untilEnd(child, target);
  if (end.spawnError !== undefined) throw notStarted(end.spawnError, program);
  const receipt: Receipt = { exit_code: end.code, signal: end.signal };
  if (end.timedOut) {
    const error = new UpstreamError(
      `the command was ended after ${(target.timeoutMs ?? 0) / 1000} s`,
      { where: shown, fix: "give it more --timeout", fault: "timed-out" },
    );
    return { outcome: "failed", detail: error.message, receipt, error };
  }
  if (target.signal?.aborted === true) {
    const what = "the command was ended because this run was called off";
    const error = new UpstreamError(what, { where: shown, fault: "refused" });
    return { outcome: "failed", detail: error.message, receipt, error };
  }
  if (end.code === 0) return { outcome: "accepted", detail: "the command succeeded", receipt };
  const how = end.code === null ? `by ${end.signal ?? "a signal"}` : `with code ${end.code}`;
  const fix = "look at its output";
  const error = new UpstreamError(`the command ended ${how}`, {
    where: shown,
    fix,
    fault: "refused",
  });
  return { outcome: "failed", detail: error.message, receipt, error };
}

interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly spawnError?: NodeJS.ErrnoException;
}

/** Wait for the end; bring it about when the time is over, or the run is called off. */
function untilEnd(child: ChildProcess, { timeoutMs, signal }: CommandTarget): Promise<End> {
  return new Promise((done) => {
    let timedOut = false;
    let grace: NodeJS.Timeout | undefined;
    const stop = () => {
      endGroup(child, "SIGTERM");
      grace = setTimeout(() => {
        endGroup(child, "SIGKILL");
      }, GRACE_MS);
    };
    const timer =
      timeoutMs === null
        ? undefined
        : setTimeout(
            () => {
              timedOut = true;
              stop();
            },
            Math.min(timeoutMs, 2 ** 31 - 1),
          ); // a longer one would ring at once
    const finish = (end: Omit<End, "timedOut">) => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener("abort", stop);
      done({ ...end, timedOut });
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.once("error", (spawnError) => {
      finish({ code: null, signal: null, spawnError });
    });
    child.once("exit", (code, killed) => {
      if (timedOut || signal?.aborted === true) endGroup(child, "SIGKILL"); // the rest of the group
      const end = () => {
        clearTimeout(drain);
        child.stdout?.destroy();
        child.stderr?.destroy();
        finish({ code, signal: killed });
      };
      // What it wrote last is still in the pipes; but who it left behind may hold them for ever.
      const drain = setTimeout(end, DRAIN_MS);
      child.once("close", end);
    });
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal); // no groups on this system, or it has ended already
  }
}

function notStarted(cause: NodeJS.ErrnoException, program: string): InputError {
  const absent = cause.code === "ENOENT";
  const what = absent ? "there is no such program" : `it cannot be run (${cause.code ?? ""})`;
  const fix = absent ? "check its name and PATH" : "check that it is an executable file";
  return new InputError(`${program}: ${what}`, { where: "after --", fix, cause });
}

/** As one would type it, so that one can see where an argument ends. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
