import { InputError, UpstreamError } from "../../core/errors.js";
import { type Answer, denial, isRedirect } from "./controller.js";

/** What an answer to "build this" means. */
export type StartAnswer =
  | { readonly kind: "queued"; readonly queueId: number; readonly joined: boolean }
  /** Hudson: taken, and nothing said about where it is. */
  | { readonly kind: "taken" }
  /** Not done, and no harm in asking again. */
  | { readonly kind: "again"; readonly why: string }
  /** Done or not: only Jenkins' queue and builds can tell. */
  | { readonly kind: "in-doubt"; readonly why: string }
  /** The job has no parameters: it starts under another path. */
  | { readonly kind: "not-parameterized" }
  | { readonly kind: "absent" };

export interface StartContext {
  readonly job: string;
  readonly where: string;
  readonly user: string | undefined;
}

/**
 * Read the answer to a POST to `buildWithParameters` or `build`.
 *
 * @throws {InputError | UpstreamError} when Jenkins has refused, and asking again would not help
 * @see Jenkins core, `ParameterizedJobMixIn.doBuildWithParameters` and `BuildAuthorizationToken`
 */
export function readStartAnswer(answer: Answer, context: StartContext): StartAnswer {
  const { status } = answer;
  if (status === 201 || isRedirect(status)) return readLocation(answer, context);
  switch (status) {
    case 404:
      return { kind: "absent" };
    case 429:
      return { kind: "again", why: "HTTP 429, too many requests" };
    case 503:
      if (answer.fromJenkins || isStarting(answer.text)) {
        return { kind: "again", why: "Jenkins is starting" };
      }
      return { kind: "in-doubt", why: "HTTP 503 from a proxy" };
    case 502:
    case 504:
      return { kind: "in-doubt", why: `HTTP ${status} from a proxy` };
  }
  if ((status === 400 || status === 500) && /not parameterized/i.test(answer.text)) {
    return { kind: "not-parameterized" };
  }
  throw refusal(answer, context);
}

/** The host in the header may be wrong behind a proxy; of the path only the number counts. */
function readLocation(answer: Answer, context: StartContext): StartAnswer {
  const location = answer.headers.get("location") ?? "";
  const queueId = /\/queue\/item\/(\d+)/.exec(location)?.[1];
  if (queueId !== undefined) {
    return { kind: "queued", queueId: Number(queueId), joined: answer.status === 303 };
  }
  if (answer.status === 201) return { kind: "in-doubt", why: "HTTP 201 without a queue item" };
  const { where, job } = context;
  const denied = denial(answer, where, context.user);
  if (denied !== undefined) throw denied;
  if (/\/build(WithParameters)?(\?.*)?$/.test(location)) {
    const root = new URL(location, where).href.replace(/\/job\/.*$/, "");
    const fix = `give --url ${root}`;
    throw new InputError("this is not the address of Jenkins any more", { where, fix });
  }
  if (answer.fromJenkins) {
    const fix = "ask who runs this Jenkins which plugin or shutdown holds builds back";
    const what = `Jenkins has vetoed a build of ${job}`;
    throw new UpstreamError(what, { where, fix, fault: "refused" });
  }
  return { kind: "taken" };
}

function refusal(answer: Answer, context: StartContext): Error {
  const { where, job, user } = context;
  const denied = denial(answer, where, user);
  if (denied !== undefined) return denied;
  const illegal = /Illegal choice[^<\n]*/i.exec(answer.text)?.[0];
  if (illegal !== undefined) {
    const fix = "give a value that the job offers";
    return new InputError(`Jenkins refuses a parameter of ${job}: ${illegal}`, { where, fix });
  }
  const refused = (what: string, fix: string) =>
    new UpstreamError(what, { where, fix, fault: "refused" });
  if (answer.status === 409 || /not buildable/i.test(answer.text)) {
    return refused(`${job} is disabled`, "enable the job in Jenkins, or its folder");
  }
  if (answer.status === 405) {
    return refused(
      "something before Jenkins does not let a POST through (HTTP 405)",
      "let POST pass the proxy unchanged",
    );
  }
  const what = `Jenkins refuses ${job}: HTTP ${answer.status}`;
  return refused(what, "look at the log of the controller");
}

/** Jenkins' own page while it starts or restarts; a proxy has other words. */
function isStarting(text: string): boolean {
  return /Jenkins is (getting ready|restarting)|HudsonIs(Loading|Restarting)|Starting Jenkins/i.test(
    text,
  );
}
