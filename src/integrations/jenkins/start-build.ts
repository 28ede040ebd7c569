import { InputError, UpstreamError } from "../../core/errors.js";
import type { Firing } from "../../ports/retrainer.js";
import { backoffMs, failureWord, retryAfterMs, wasNeverSent } from "../http-failure.js";
import { type Controller, noAnswer } from "./controller.js";
import { type FoundRequest, findRequest } from "./find-request.js";
import { jobDefinition, noSuchJob } from "./job-definition.js";
import { jobPath } from "./job-path.js";
import { type StartAnswer, readStartAnswer } from "./start-answer.js";

export interface BuildRequest {
  readonly job: string;
  /** All that is sent, the trigger id included. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The parameters by which to look for the request later. */
  readonly identity: Readonly<Record<string, string>>;
  /** True when they tell it from all others. */
  readonly identified: boolean;
  /** The number of the next build before the request; 0 where it was not asked for. */
  readonly since: number;
  /** The job is known to take no parameters. */
  readonly plain: boolean;
  readonly say: (line: string) => void;
}

/** How long a starting Jenkins is waited for, in attempts: 1 + 2 + 4 + 8 + 3 × 15 seconds. */
const START_ATTEMPTS = 7;

/**
 * Ask for one build, and repeat the request only while that cannot make two: when it never left,
 * when Jenkins says that it did nothing, or when neither queue nor builds hold it.
 *
 * @throws {InputError | UpstreamError} when certainly no build was asked for
 */
export async function startBuild(jenkins: Controller, request: BuildRequest): Promise<Firing> {
  const { timer, retries } = jenkins.access;
  let path = `${jobPath(request.job)}/${request.plain ? "build" : "buildWithParameters"}`;
  for (let attempt = 0; ; attempt++) {
    const answer = await attemptStart(jenkins, request, path);
    switch (answer.kind) {
      case "queued":
        return {
          outcome: answer.joined ? "joined" : "accepted",
          detail: `${answer.joined ? "joined" : "queued as"} item ${answer.queueId} of the queue`,
          receipt: receipt(jenkins, request, { queueId: answer.queueId, buildNumber: null }),
        };
      case "taken":
        return afterHudson(jenkins, request);
      case "absent":
        throw await noSuchJob(jenkins, request.job);
      case "not-parameterized":
        if (Object.keys(request.parameters).length > 0 || path.endsWith("/build")) {
          const fix = "declare the parameters in the job, or leave them out";
          const what = `${request.job} takes no parameters`;
          throw new InputError(what, { where: `${jenkins.root}/${path}`, fix });
        }
        path = `${jobPath(request.job)}/build`;
        continue;
      case "in-doubt": {
        const found = await afterDoubt(jenkins, request, answer.why);
        if (found !== undefined) return found;
        if (attempt >= retries) return inDoubt(jenkins, request, answer.why);
        break;
      }
      case "again":
        if (attempt >= (answer.starting ? START_ATTEMPTS : retries)) throw answer.error;
    }
    request.say(`${answer.why}; trying again`);
    await timer.sleep(answer.kind === "again" ? (answer.pauseMs ?? backoffMs(attempt)) : 0);
  }
}

type Attempt =
  | Exclude<StartAnswer, { kind: "again" }>
  | {
      readonly kind: "again";
      readonly why: string;
      readonly pauseMs: number | undefined;
      readonly starting: boolean;
      readonly error: UpstreamError;
    };

async function attemptStart(
  jenkins: Controller,
  request: BuildRequest,
  path: string,
): Promise<Attempt> {
  const where = `${jenkins.root}/${path}`;
  const { signal, user } = jenkins.access;
  try {
    const answer = await jenkins.post(path, request.parameters);
    const read = readStartAnswer(answer, { job: request.job, where, user });
    if (read.kind !== "again") return read;
    const error = new UpstreamError(`Jenkins cannot take the request: ${read.why}`, {
      where,
      fix: "try again later",
      fault: "unreachable",
    });
    const pauseMs = retryAfterMs(answer.headers, Date.now());
    return { ...read, pauseMs, starting: answer.status === 503, error };
  } catch (cause) {
    if (cause instanceof InputError || cause instanceof UpstreamError) throw cause;
    const why = `Jenkins does not answer (${failureWord(cause)})`;
    if (wasNeverSent(cause)) {
      const error = noAnswer(where, jenkins.root, cause);
      return { kind: "again", why, pauseMs: undefined, starting: false, error };
    }
    signal?.throwIfAborted(); // called off: whoever comes next asks what became of it
    return { kind: "in-doubt", why };
  }
}

/** After a lost answer: is the build there? Asked twice, as the queue may be a moment behind. */
async function afterDoubt(
  jenkins: Controller,
  request: BuildRequest,
  why: string,
): Promise<Firing | undefined> {
  if (!request.identified) return inDoubt(jenkins, request, why);
  request.say(`${why}; looking for the request in the queue and the builds`);
  for (const pauseMs of [1000, 2000]) {
    await jenkins.access.timer.sleep(pauseMs);
    const { job, identity, since } = request;
    const found = await findRequest(jenkins, job, identity, since).catch(() => "unasked" as const);
    if (found === "unasked") return inDoubt(jenkins, request, why);
    if (found === undefined) continue;
    const detail = `${why}, but the request had arrived`;
    return { outcome: "accepted", detail, receipt: receipt(jenkins, request, found) };
  }
  return undefined;
}

function inDoubt(jenkins: Controller, request: BuildRequest, why: string): Firing {
  const nowhere = { queueId: null, buildNumber: null };
  return { outcome: "unknown", detail: why, receipt: receipt(jenkins, request, nowhere) };
}

/**
 * Hudson tells no queue item, and takes a request for a disabled job into its queue, to drop it
 * there: what counts is whether the job can run and the request is there. Its parameters find it,
 * where there are any.
 */
async function afterHudson(jenkins: Controller, request: BuildRequest): Promise<Firing> {
  const { job, identity, since, identified } = request;
  const definition = await jobDefinition(jenkins, job).catch(() => undefined);
  if (definition?.buildable === false) throw notTaken(jenkins, job);
  const nameless = Object.keys(identity).length === 0;
  for (const pauseMs of nameless ? [] : [0, 1000, 2000]) {
    if (pauseMs > 0) await jenkins.access.timer.sleep(pauseMs);
    const found = await findRequest(jenkins, job, identity, since).catch(() => "unasked" as const);
    if (found === "unasked") return inDoubt(jenkins, request, "Hudson gave no queue item");
    if (found === undefined) continue;
    const where = found.buildNumber === null ? "in the queue" : `as build ${found.buildNumber}`;
    return {
      outcome: "accepted",
      detail: `found ${where}; Hudson tells no queue item`,
      // Nor can it be asked for one by its id.
      receipt: receipt(jenkins, request, { ...found, queueId: null }),
    };
  }
  if (identified) throw notTaken(jenkins, job);
  return inDoubt(jenkins, request, "Hudson says 302 whether it builds or not");
}

function notTaken(jenkins: Controller, job: string): UpstreamError {
  const where = `${jenkins.root}/${jobPath(job)}`;
  const what = `Hudson has not taken the request for ${job}`;
  return new UpstreamError(what, { where, fix: "enable the job in Hudson", fault: "refused" });
}

/** What to ask about later. */
export function receipt(
  jenkins: Controller,
  { job, since }: Pick<BuildRequest, "job" | "since">,
  { queueId, buildNumber }: FoundRequest,
) {
  const jobUrl = `${jenkins.root}/${jobPath(job)}/`;
  return {
    job_url: jobUrl,
    queue_id: queueId,
    build_number: buildNumber,
    build_url: buildNumber === null ? null : `${jobUrl}${buildNumber}/`,
    result: null,
    duration_ms: null,
    next_build_number: since,
  };
}
