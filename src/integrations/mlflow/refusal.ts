import { UpstreamError, type UpstreamFault } from "../../core/errors.js";
import { failureWord } from "../http-failure.js";

/** A request that MLflow did not carry out. */
export class MlflowRefusal extends UpstreamError {
  /** MLflow's own word: "RESOURCE_DOES_NOT_EXIST"; "" where no MLflow has answered. */
  readonly code: string;

  constructor(what: string, where: string, fix: string, fault: UpstreamFault, code = "") {
    super(what, { where, fix, fault });
    this.code = code;
  }
}

/** Whether an error is MLflow's, of this code. */
export function isRefusal(error: unknown, code: string): boolean {
  return error instanceof MlflowRefusal && error.code === code;
}

/** What an answer other than 200 means. */
export function refusalOf(status: number, body: string, where: string): MlflowRefusal {
  const refusal = (what: string, fix: string, fault: UpstreamFault) =>
    new MlflowRefusal(what, where, fix, fault, errorOf(body).code);
  if (status === 401) {
    const fix =
      "set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN";
    return refusal("MLflow does not accept the credentials", fix, "unauthorized");
  }
  if (status === 403 && /invalid host header/i.test(body)) {
    const { host } = new URL(where);
    const fix = `start the server with --allowed-hosts "${host}", or use an address that it knows`;
    return refusal("MLflow does not answer to this name of its host", fix, "refused");
  }
  if (status === 403) {
    return refusal("MLflow does not permit it", "ask for the permission", "unauthorized");
  }
  const { code, message } = errorOf(body);
  if (code === "" && status < 500 && status !== 429) {
    const fix = "check that MLFLOW_TRACKING_URI is the root of an MLflow server";
    return refusal(`no MLflow answers there: HTTP ${status}`, fix, "refused");
  }
  const fault = status >= 500 || status === 429 ? "unreachable" : "refused";
  const said = message === "" ? `HTTP ${status}` : message;
  const fix = fault === "refused" ? "change what is asked for" : "look at the log of the server";
  return refusal(`MLflow refuses: ${said}`, fix, fault);
}

export function unanswered(where: string, cause: unknown): MlflowRefusal {
  const { origin } = new URL(where);
  const fix = `check that ${origin} is up and can be reached from here`;
  const what = `MLflow does not answer (${failureWord(cause)})`;
  return new MlflowRefusal(what, where, fix, "unreachable");
}

/** The first line of what MLflow says: the rest may be SQL. */
function errorOf(body: string): { code: string; message: string } {
  try {
    const { error_code: code, message } = JSON.parse(body) as Record<string, unknown>;
    const [line = ""] = typeof message === "string" ? message.split("\n") : [];
    return { code: typeof code === "string" ? code : "", message: line.slice(0, 300) };
  } catch {
    return { code: "", message: "" };
  }
}
