import { UpstreamError } from "../core/errors.js";
import { redactUrl } from "../core/redact-url.js";
import type { Timer } from "../ports/timer.js";
import { backoffMs, failureWord, retryAfterMs, wasNeverSent } from "./http-failure.js";

export interface PostAccess {
  /** For one request. */
  readonly timeoutMs: number;
  readonly retries: number;
  readonly timer: Timer;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: typeof fetch;
  /** A line for people. */
  readonly say: (line: string) => void;
}

export interface Post {
  readonly url: string;
  /** Made anew for each attempt: a signature has a time. */
  readonly headers: () => Record<string, string>;
  readonly body: string;
  /** The receiver does the work of one request once, however often it comes. */
  readonly repeatable: boolean;
}

export interface PostAnswer {
  readonly status: number;
  readonly text: string;
  /** Where a redirect that we do not follow leads. */
  readonly location: string | null;
}

/** How many redirects to other paths of the same server are followed. */
const MOST_HOPS = 3;

/**
 * Post, and repeat what may be repeated: always what never left and what was turned away (429);
 * with `repeatable` also after 5xx and lost answers. A redirect that keeps the method (307, 308) is
 * followed on the same server alone: secrets go to no other.
 *
 * @returns the last answer; "lost" when the request went out and none came
 * @throws {UpstreamError} `unreachable`, when it certainly never went out
 */
export async function postPatiently(access: PostAccess, post: Post): Promise<PostAnswer | "lost"> {
  const { timer, retries, signal, say } = access;
  let answered: PostAnswer | "lost" | undefined;
  for (let attempt = 0; ; attempt++) {
    let why: string;
    let pauseMs = backoffMs(attempt);
    try {
      const { answer, headers } = await postOnce(access, post);
      answered = answer;
      const again = answer.status === 429 || (post.repeatable && answer.status >= 500);
      if (!again || attempt >= retries) return answer;
      why = `HTTP ${answer.status}`;
      pauseMs = retryAfterMs(headers, access.now().getTime()) ?? pauseMs;
    } catch (cause) {
      signal?.throwIfAborted();
      why = failureWord(cause);
      const lost = !wasNeverSent(cause);
      if (lost) answered = "lost";
      if (lost && !post.repeatable) return "lost";
      if (attempt >= retries && answered !== undefined) return answered;
      if (attempt >= retries) {
        const { origin } = new URL(post.url);
        const fix = `check that ${origin} is up and can be reached from here`;
        const where = redactUrl(post.url);
        const what = `the receiver does not answer (${why})`;
        throw new UpstreamError(what, { where, fix, fault: "unreachable", cause });
      }
    }
    say(`${why}; trying again in ${Math.ceil(pauseMs / 1000)} s`);
    await timer.sleep(pauseMs);
  }
}

async function postOnce(
  { fetch, timeoutMs, signal }: PostAccess,
  { url, headers, body }: Post,
): Promise<{ answer: PostAnswer; headers: Headers }> {
  const { address, authorization } = withoutCredentials(url);
  const patience = AbortSignal.timeout(timeoutMs);
  let place = address;
  for (let hop = 0; ; hop++) {
    const response = await fetch(place, {
      method: "POST",
      headers: { ...headers(), ...authorization },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal ?? patience, patience]),
    });
    const text = await response.text();
    const { status } = response;
    const isRedirect = status >= 300 && status < 400;
    const header = response.headers.get("location");
    const location = isRedirect && header !== null ? new URL(header, place) : null;
    const keepsMethod = status === 307 || status === 308;
    if (location !== null && keepsMethod && location.origin === place.origin && hop < MOST_HOPS) {
      place = location;
      continue;
    }
    return {
      answer: { status, text, location: location?.href ?? null },
      headers: response.headers,
    };
  }
}

/** fetch takes no user and password in an address: they go into a header. */
function withoutCredentials(url: string): {
  address: URL;
  authorization: Record<string, string>;
} {
  const address = new URL(url);
  const { username, password } = address;
  if (username === "" && password === "") return { address, authorization: {} };
  address.username = "";
  address.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    address,
    authorization: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` },
  };
}
