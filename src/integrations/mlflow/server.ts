import { backoffMs, retryAfterMs, wasNeverSent } from "../http-failure.js";
import type { MlflowAccess } from "./access.js";
import { Answer } from "./answer.js";
import { refusalOf, unanswered } from "./refusal.js";
import { REQUESTS, UNREPEATABLE, type Route } from "./requests.js";

/** Answers after which the same request may do better. */
const PASSING = [429, 500, 502, 503, 504];

/** One request, made anew for each attempt: the stream of a file is read once only. */
export interface Attempt<T> {
  /** Below the root of the server. */
  readonly path: string;
  readonly init: () => RequestInit & { readonly duplex?: "half" };
  /** May it be sent again when it may have been carried out? */
  readonly isRepeatable: boolean;
  /** Which answers to ask again after. */
  readonly passing: readonly number[];
  readonly timeoutMs: number;
  readonly read: (response: Response) => Promise<T>;
}

/** The HTTP side of an MLflow server: credentials, patience, and bodies of the right types. */
export interface MlflowServer {
  readonly root: string;
  readonly access: MlflowAccess;
  /** Ask. @throws {MlflowRefusal} */
  get(route: string, query: Readonly<Record<string, string>>): Promise<Answer>;
  /** Change. @throws {MlflowRefusal} */
  send(method: "POST" | "PATCH" | "DELETE", route: Route, body: object): Promise<Answer>;
  /** @throws {MlflowRefusal} */
  request<T>(attempt: Attempt<T>): Promise<T>;
}

/** Connects to nothing by itself. */
export function mlflowServer(access: MlflowAccess): MlflowServer {
  const { url: root, authorization, timer, retries, signal, fetch } = access;
  const readAnswer = async (response: Response) =>
    new Answer(await parsed(response), response.url.replace(/\?.*$/, ""));

  async function once<T>({ path, init, timeoutMs, read }: Attempt<T>): Promise<T | Response> {
    const patience = AbortSignal.timeout(Math.ceil(timeoutMs));
    const { headers, ...rest } = init();
    const response = await fetch(`${root}/${path}`, {
      ...rest,
      headers: {
        ...(headers as Record<string, string> | undefined),
        ...(authorization === undefined ? {} : { authorization }),
      },
      redirect: "manual", // credentials must not travel to another host
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
    return response.status === 200 ? read(response) : response;
  }

  async function request<T>(attempt: Attempt<T>): Promise<T> {
    const where = `${root}/${attempt.path.replace(/\?.*$/, "")}`;
    for (let tried = 0; ; tried++) {
      let pauseMs = backoffMs(tried);
      try {
        const answer = await once(attempt);
        if (!(answer instanceof Response)) return answer;
        const { status, headers } = answer;
        const body = await answer.text();
        const again = status === 429 || (attempt.isRepeatable && attempt.passing.includes(status));
        if (!again || tried >= retries) throw refusalOf(status, body, where);
        pauseMs = retryAfterMs(headers, Date.now()) ?? pauseMs;
      } catch (cause) {
        signal?.throwIfAborted();
        if (!isOfTheNetwork(cause)) throw cause;
        const again = attempt.isRepeatable || wasNeverSent(cause);
        if (!again || tried >= retries) throw unanswered(where, cause);
      }
      await timer.sleep(pauseMs);
    }
  }

  return {
    root,
    access,
    request,
    get: (route, query) =>
      request({
        path: `api/2.0/mlflow/${route}?${new URLSearchParams(query).toString()}`,
        init: () => ({ method: "GET" }),
        ...{ isRepeatable: true, passing: PASSING },
        ...{ timeoutMs: access.timeoutMs, read: readAnswer },
      }),
    send(method, route, body) {
      const checked = JSON.stringify(REQUESTS[route](body, route));
      const headers = { "content-type": "application/json" };
      return request({
        path: `api/2.0/mlflow/${route}`,
        init: () => ({ method, headers, body: checked }),
        ...{ isRepeatable: !UNREPEATABLE.has(route), passing: PASSING },
        ...{ timeoutMs: access.timeoutMs, read: readAnswer },
      });
    },
  };
}

async function parsed(response: Response): Promise<unknown> {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    throw refusalOf(404, body, response.url.replace(/\?.*$/, "")); // a page, and not MLflow's
  }
}

/** fetch throws a TypeError when the connection fails, and a DOMException when the time is over. */
function isOfTheNetwork(error: unknown): boolean {
  return error instanceof Error && (error.name === "TimeoutError" || isFetchFailure(error));
}

function isFetchFailure(error: Error): boolean {
  return error instanceof TypeError && /fetch failed|terminated|aborted/.test(error.message);
}
