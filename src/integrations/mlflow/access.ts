import { InputError } from "../../core/errors.js";
import { redactUrl } from "../../core/redact-url.js";
import type { Timer } from "../../ports/timer.js";

export interface MlflowAccess {
  /** Root of the server, with the path of a proxy before it; without user and password. */
  readonly url: string;
  /** The header that lets us in; it goes into no message. */
  readonly authorization: string | undefined;
  /** For one request; an artifact has longer, by its size. */
  readonly timeoutMs: number;
  /** How often a request is repeated that can be repeated. */
  readonly retries: number;
  readonly timer: Timer;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}

/**
 * Address and credentials as MLflow's own client reads them: MLFLOW_TRACKING_URI, then
 * MLFLOW_TRACKING_USERNAME with MLFLOW_TRACKING_PASSWORD, else MLFLOW_TRACKING_TOKEN.
 *
 * @returns undefined where no address is set
 * @throws {InputError} when the address is not that of a server
 */
export function mlflowAddress(
  env: Readonly<Record<string, string | undefined>>,
): Pick<MlflowAccess, "url" | "authorization"> | undefined {
  const address = env.MLFLOW_TRACKING_URI?.trim() ?? "";
  if (address === "") return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError("MLFLOW_TRACKING_URI is not the address of an MLflow server", {
      where: `MLFLOW_TRACKING_URI=${redactUrl(address)}`,
      fix: "start one: mlflow server --host 127.0.0.1 --port 5000, and give its http address",
    });
  }
  const user = env.MLFLOW_TRACKING_USERNAME ?? decodeURIComponent(url.username);
  const password = env.MLFLOW_TRACKING_PASSWORD ?? decodeURIComponent(url.password);
  const token = env.MLFLOW_TRACKING_TOKEN?.trim() ?? "";
  const basic = user !== "" && password !== "";
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
    authorization: basic
      ? `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`
      : token === ""
        ? undefined
        : `Bearer ${token}`,
  };
}
