import { open, readFile, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { UpstreamError } from "../core/errors.js";
import { fileFault } from "./file-fault.js";

/** What a lock file holds: enough to tell whether its holder is still there. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

const POLL_MS = 25;
/** A lock file that says nothing for so long was left by a crash between making and writing it. */
const SILENT_MS = 10_000;
/** The locks of this process: one with our pid that is not here is of a process that had it before. */
const held = new Set<string>();

/**
 * Run `action` while nobody else, here or in another process, holds the lock file `PATH.lock`.
 * It is made with O_EXCL, so that one alone can have made it. The lock of a process that has died on
 * this host is broken; that of another host never is, for we cannot see whether it lives.
 *
 * @param waitMs how long to wait for another holder
 * @throws {UpstreamError} `locked`, when the other holds it for longer
 */
export async function withFileLock<T>(
  path: string,
  action: () => Promise<T>,
  waitMs = 10_000,
): Promise<T> {
  const lock = `${path}.lock`;
  const deadline = performance.now() + waitMs;
  while (!(await make(lock))) {
    if (await breakIfStale(lock)) continue;
    if (performance.now() >= deadline) throw await heldByAnother(path, lock);
    await sleep(POLL_MS);
  }
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
    held.delete(lock);
  }
}

/** @returns false when the lock is there already */
async function make(lock: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    const file = await open(lock, "wx");
    held.add(lock);
    try {
      await file.writeFile(`${JSON.stringify(holder)}\n`);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    if (held.delete(lock)) await rm(lock, { force: true });
    throw await fileFault(error, lock, "write");
  }
}

/**
 * Remove a lock whose holder is dead. A second lock guards this, or of two that find it stale the
 * slower one would remove the lock that the faster one has made meanwhile.
 */
async function breakIfStale(lock: string): Promise<boolean> {
  if (!(await isStale(lock))) return false;
  const guard = `${lock}.break`;
  try {
    await (await open(guard, "wx")).close();
  } catch {
    if (await isSilentForLong(guard)) await rm(guard, { force: true });
    return false;
  }
  try {
    if (await isStale(lock)) await rm(lock, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
  return true;
}

async function isStale(lock: string): Promise<boolean> {
  const holder = await readHolder(lock);
  if (holder === null) return isSilentForLong(lock);
  if (holder.host !== hostname()) return false;
  return holder.pid === process.pid ? !held.has(lock) : !isAlive(holder.pid);
}

async function readHolder(lock: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(lock, "utf8")) as Holder;
  } catch {
    return null; // gone, or not written yet
  }
}

async function isSilentForLong(file: string): Promise<boolean> {
  const state = await stat(file).catch(() => null);
  return state !== null && Date.now() - state.mtimeMs > SILENT_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH"); // EPERM: it lives, and is somebody else's
  }
}

async function heldByAnother(path: string, lock: string): Promise<UpstreamError> {
  const holder = await readHolder(lock);
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : "another";
  return new UpstreamError(`${path} is locked by ${who}`, {
    fault: "locked",
    where: lock,
    fix: "wait for that run to end, or delete the lock file if it is over",
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
