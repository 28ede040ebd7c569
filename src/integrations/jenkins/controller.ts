import { UpstreamError } from "../../core/errors.js";
import type { Timer } from "../../ports/timer.js";
import { backoffMs, failureWord, retryAfterMs } from "../http-failure.js";

export interface JenkinsAccess {
  /** Root of the controller with any context path; no user or password in it. */
  readonly url: string;
  readonly user?: string | undefined;
  /** API token or password of that user; it goes into a header and into no message. */
  readonly token?: string | undefined;
  /** For one request. */
  readonly timeoutMs: number;
  /** How often a request is repeated that can be repeated. */
  readonly retries: number;
  readonly timer: Timer;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly text: string;
  /** Jenkins names its version in every answer; its ancestor Hudson and a proxy's own pages do not. */
  readonly fromJenkins: boolean;
  readonly isHtml: boolean;
}

/** The HTTP side of a controller: credentials, crumbs, and reading with patience. */
export interface Controller {
  readonly root: string;
  readonly access: JenkinsAccess;
  /** Ask, and ask again where the answer may get better: no answer, 429, 502, 503, 504. */
  get(path: string): Promise<Answer>;
  /** Post once, redirects not followed, with a crumb where Jenkins wants one. Throws what fetch throws. */
  post(path: string, form: Readonly<Record<string, string>>): Promise<Answer>;
  /**
   * The JSON at `path`, whose fields are `tree`.
   *
   * @returns undefined where there is none (404)
   * @throws {UpstreamError} when it cannot be had
   */
  json(path: string, tree: string): Promise<unknown>;
}

/** Connects to nothing by itself. A token needs no CSRF crumb (2.96 and later), a password does. */
export function controller(access: JenkinsAccess): Controller {
  const root = access.url.replace(/\/+$/, "");
  const credentials = authorization(access);
  let crumb: Record<string, string> | undefined;

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const patience = AbortSignal.timeout(access.timeoutMs);
    const { signal = patience } = access;
    const response = await access.fetch(`${root}/${path}`, {
      ...init,
      headers: { ...credentials, ...(init.headers as Record<string, string> | undefined) },
      // A 303 says that the build was queued already; followed, it reads as 404. And credentials
      // must not travel to another host.
      redirect: "manual",
      signal: AbortSignal.any([signal, patience]),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    const { status, headers } = response;
    const isHtml = /text\/html/i.test(headers.get("content-type") ?? "");
    const text = new TextDecoder().decode(body);
    return { status, headers, body, text, fromJenkins: headers.has("x-jenkins"), isHtml };
  }

  async function get(path: string): Promise<Answer> {
    const where = `${root}/${path.replace(/\?.*$/, "")}`;
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= access.retries;
      let pauseMs = backoffMs(attempt);
      try {
        const answer = await send(path, { method: "GET" });
        if (last || ![429, 502, 503, 504].includes(answer.status)) return answer;
        pauseMs = retryAfterMs(answer.headers, Date.now()) ?? pauseMs;
      } catch (cause) {
        access.signal?.throwIfAborted();
        if (last) throw noAnswer(where, root, cause);
      }
      await access.timer.sleep(pauseMs);
    }
  }

  /** The crumb is bound to the session, so the cookie of the same answer goes with it. */
  async function fetchCrumb(): Promise<Record<string, string> | undefined> {
    const answer = await get("crumbIssuer/api/json");
    if (answer.status !== 200 || answer.isHtml) return undefined; // 404: the protection is off
    const { crumbRequestField, crumb: value } = JSON.parse(answer.text) as Record<string, string>;
    const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
    return {
      [crumbRequestField ?? "Jenkins-Crumb"]: value ?? "",
      ...(cookie.length > 0 ? { cookie: cookie.join("; ") } : {}),
    };
  }

  async function post(path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    const once = () =>
      send(path, { method: "POST", body: new URLSearchParams(form), headers: { ...crumb } });
    const answer = await once();
    if (answer.status !== 403 || !/crumb/i.test(answer.text)) return answer;
    crumb = await fetchCrumb(); // none yet, or its session has ended; nothing was done so far
    return crumb === undefined ? answer : once();
  }

  async function json(path: string, tree: string): Promise<unknown> {
    const answer = await get(`${path === "" ? "" : `${path}/`}api/json?tree=${encodeURI(tree)}`);
    return readJson(answer, `${root}/${path}`, access.user);
  }

  return { root, access, get, post, json };
}

function authorization({ user, token }: JenkinsAccess): Record<string, string> {
  if (user === undefined || token === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}` };
}

function readJson(answer: Answer, where: string, user: string | undefined): unknown {
  if (answer.status === 404) return undefined;
  const denied = denial(answer, where, user);
  if (denied !== undefined) throw denied;
  if (answer.status !== 200) {
    const fix = "look at the log of the controller, and at any proxy before it";
    const fault = "unreachable";
    throw new UpstreamError(`Jenkins answered HTTP ${answer.status}`, { where, fix, fault });
  }
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    const fix = "check that the URL is the root of a Jenkins controller";
    const what = "the answer is not Jenkins' JSON";
    throw new UpstreamError(what, { where, fix, fault: "unreachable", cause });
  }
}

/** The error for an answer that says "not you"; undefined when it does not say so. */
export function denial(
  answer: Answer,
  where: string,
  user: string | undefined,
): UpstreamError | undefined {
  const who = user ?? "an anonymous caller";
  const denied = (what: string, fix: string) =>
    new UpstreamError(what, { where, fix, fault: "unauthorized" });
  if (answer.status === 401) {
    const fix = user === undefined ? "set JENKINS_USER and JENKINS_TOKEN" : "check user and token";
    return denied(`Jenkins does not accept the credentials of ${who}`, fix);
  }
  if (answer.status === 403 && /crumb/i.test(answer.text)) {
    const fix = "use an API token in place of the password: it needs no crumb";
    return denied("Jenkins wants a CSRF crumb and gives none", fix);
  }
  if (answer.status === 403) {
    return denied(`Jenkins refuses ${who}`, `give ${who} the permissions Job/Read and Job/Build`);
  }
  const location = answer.headers.get("location") ?? "";
  const toLogin = /login|oauth|saml|sso|openid|adfs/i.test(location);
  if ((answer.status === 200 && answer.isHtml) || (isRedirect(answer.status) && toLogin)) {
    const fix = "use the address behind the single sign-on, or let API tokens pass it";
    return denied("a login page answers in the place of Jenkins", fix);
  }
  return undefined;
}

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

export function noAnswer(where: string, root: string, cause: unknown): UpstreamError {
  const fix = `check that ${root} is up and can be reached from here`;
  const what = `Jenkins does not answer (${failureWord(cause)})`;
  return new UpstreamError(what, { where, fix, fault: "unreachable", cause });
}
