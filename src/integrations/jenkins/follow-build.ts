import { UpstreamError } from "../../core/errors.js";
import type { Finish, WaitOptions } from "../../ports/retrainer.js";
import type { Controller } from "./controller.js";
import { findRequest, recentBuilds } from "./find-request.js";
import { jobPath } from "./job-path.js";
import { type ProgressiveLog, progressiveLog } from "./progressive-log.js";
import type { receipt } from "./start-build.js";

export interface Followed {
  readonly job: string;
  readonly receipt: ReturnType<typeof receipt>;
  /** The parameters by which to look for the request, and whether they tell it from all others. */
  readonly identity: Readonly<Record<string, string>>;
  readonly identified: boolean;
  /** A line for people. */
  readonly say: (line: string) => void;
  /** The build's own log, as it comes; absent when nobody wants it. */
  readonly log?: ((text: string) => void) | undefined;
  /** From 0 to 1, to spread the asking. */
  readonly jitter: () => number;
}

interface QueueItem {
  readonly why?: string | null;
  readonly cancelled?: boolean;
  readonly executable?: { readonly number?: number } | null;
}
interface Build {
  readonly building?: boolean;
  readonly result?: string | null;
  readonly duration?: number;
  readonly estimatedDuration?: number;
}

const BUILD_TREE = "building,result,duration,estimatedDuration,timestamp,url,queueId";
/** Looks at an item that Jenkins has forgotten, before it counts as lost: it may just be leaving. */
const LOST_AFTER = 3;

/**
 * Follow a request from the queue to the end of its build.
 *
 * @throws {UpstreamError} when Jenkins cannot be asked any more
 */
export async function followBuild(
  jenkins: Controller,
  followed: Followed,
  { timeoutMs, cancelOnTimeout }: WaitOptions,
): Promise<Finish> {
  const { timer } = jenkins.access;
  const deadline = timeoutMs === null ? Infinity : timer.now() + timeoutMs;
  const known = followed.receipt;
  const leaves = { number: known.build_number, misses: 0, sentence: "" };
  let log: ProgressiveLog | undefined;
  for (let look = 0; ; look++) {
    let estimateMs = 0;
    if (leaves.number === null) {
      const end = await lookAtQueue(jenkins, followed, leaves);
      if (end !== undefined) return end;
    }
    if (leaves.number !== null) {
      if (log === undefined) {
        followed.say(`build ${leaves.number} runs: ${known.job_url}${leaves.number}/`);
        log = progressiveLog(jenkins, `${jobPath(followed.job)}/${leaves.number}`, followed.log);
        look = 0;
      }
      const path = `${jobPath(followed.job)}/${leaves.number}`;
      const build = (await jenkins.json(path, BUILD_TREE)) as Build | undefined;
      await log.read();
      if (build?.building === false && typeof build.result === "string") {
        await log.finish();
        return ended(followed, leaves.number, build.result, build.duration ?? null);
      }
      estimateMs = build?.estimatedDuration ?? 0;
    }
    const left = deadline - timer.now();
    if (left <= 0) return timedOut(jenkins, followed, leaves.number, cancelOnTimeout);
    await timer.sleep(Math.min(pollMs(look, estimateMs, followed.jitter()), left));
  }
}

/**
 * The pause between two looks: 1 s, then half as long again each time up to 15 s, and at most a
 * tenth of what the build is expected to take, so that a short one is not waited for long.
 */
function pollMs(look: number, estimateMs: number, jitter: number): number {
  const ceiling = estimateMs > 0 ? Math.min(Math.max(estimateMs / 10, 1000), 15_000) : 15_000;
  return Math.min(1000 * 1.5 ** look, ceiling) * (0.9 + 0.2 * jitter);
}

/** One look at the queue; sets the number of the build once it has left. */
async function lookAtQueue(
  jenkins: Controller,
  followed: Followed,
  leaves: { number: number | null; misses: number; sentence: string },
): Promise<Finish | undefined> {
  const { queue_id: queueId, next_build_number: since } = followed.receipt;
  const item =
    queueId === null
      ? undefined
      : ((await jenkins.json(`queue/item/${queueId}`, "why,cancelled,executable[number]")) as
          QueueItem | undefined);
  if (item?.cancelled === true) {
    const detail = "the request was cancelled in the queue";
    return { status: "cancelled", detail, receipt: followed.receipt };
  }
  if (item !== undefined) {
    leaves.number = item.executable?.number ?? null;
    const why = item.why ?? "";
    const sentence = why.replace(/[\d.,]+/g, "#"); // the seconds that count down are no news
    if (leaves.number === null && sentence !== leaves.sentence && why !== "") {
      leaves.sentence = sentence;
      followed.say(`in the queue: ${why}`);
    }
    return undefined;
  }
  // Jenkins forgets an item five minutes after it has left; the build remembers it.
  const builds = queueId === null ? [] : await recentBuilds(jenkins, followed.job);
  leaves.number = builds.find((build) => build.queueId === queueId)?.number ?? null;
  if (leaves.number !== null) return undefined;
  const { job, identity } = followed;
  const canMatch = followed.identified || (queueId === null && Object.keys(identity).length > 0);
  const found = canMatch ? await findRequest(jenkins, job, identity, since) : undefined;
  leaves.number = found?.buildNumber ?? null;
  if (found !== undefined) return undefined;
  if (++leaves.misses < LOST_AFTER) return undefined;
  const detail =
    queueId === null
      ? "nothing tells which build is ours: no queue item, no trigger id"
      : `item ${queueId} has left the queue and is in no build that Jenkins remembers`;
  return { status: "lost", detail, receipt: followed.receipt };
}

function ended(
  followed: Followed,
  number: number,
  result: string,
  durationMs: number | null,
): Finish {
  return {
    status: result === "SUCCESS" ? "succeeded" : "failed",
    detail: `build ${number} of ${followed.job} ended: ${result}`,
    receipt: { ...withBuild(followed, number), result, duration_ms: durationMs },
  };
}

function withBuild({ receipt: known }: Followed, number: number) {
  return { ...known, build_number: number, build_url: `${known.job_url}${number}/` };
}

async function timedOut(
  jenkins: Controller,
  followed: Followed,
  number: number | null,
  cancel: boolean,
): Promise<Finish> {
  const receipt = number === null ? followed.receipt : withBuild(followed, number);
  const what = number === null ? "the request was still in the queue" : `build ${number} still ran`;
  const then = cancel ? await takeBack(jenkins, followed, number) : "left as it is";
  return { status: "timed-out", detail: `${what} when the time was over; ${then}`, receipt };
}

async function takeBack(jenkins: Controller, followed: Followed, number: number | null) {
  const { queue_id: queueId } = followed.receipt;
  if (number === null && queueId === null) return "it could not be cancelled: it has no number";
  const path =
    number === null
      ? `queue/cancelItem?id=${queueId ?? ""}`
      : `${jobPath(followed.job)}/${number}/stop`;
  try {
    // 404 is how older versions say that the item was cancelled.
    const { status } = await jenkins.post(path, {});
    return status < 400 || status === 404 ? "cancelled" : `not cancelled: HTTP ${status}`;
  } catch (cause) {
    if (cause instanceof UpstreamError) return `not cancelled: ${cause.message}`;
    return "not cancelled: Jenkins does not answer";
  }
}
