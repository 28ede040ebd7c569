import { createHmac } from "node:crypto";
import { UpstreamError } from "../core/errors.js";
import { redactUrl } from "../core/redact-url.js";
import type { Firing, Retrainer, RetrainingRequest } from "../ports/retrainer.js";
import { type PostAccess, postPatiently } from "./post-patiently.js";

export interface WebhookTarget {
  /** Where to post; a key in it is shown to nobody. */
  readonly url: string;
  /** Shared with the receiver, who checks the signature with it; absent leaves it unsigned. */
  readonly secret?: string | undefined;
}

/**
 * Posts the decision as JSON. The trigger id is the `Idempotency-Key`, so that a request can be
 * repeated, by us or after a crash: a receiver that knows keys does the work once. With a secret,
 * `X-Arlequin-Signature` is "sha256=" and the hexadecimal HMAC-SHA-256 of the text
 * `<X-Arlequin-Timestamp>.<body>`, so that neither can be changed, nor an old request be sent again.
 */
export function webhook(access: PostAccess, { url, secret }: WebhookTarget): Retrainer {
  const shown = redactUrl(url);

  function headersOf(request: RetrainingRequest): Record<string, string> {
    const timestamp = String(Math.floor(access.now().getTime() / 1000));
    return {
      "content-type": "application/json",
      "idempotency-key": request.triggerId,
      "x-arlequin-timestamp": timestamp,
      ...(secret === undefined
        ? {}
        : { "x-arlequin-signature": signature(secret, timestamp, request.decision) }),
    };
  }

  async function fire(request: RetrainingRequest): Promise<Firing> {
    const answer = await postPatiently(access, {
      url,
      headers: () => headersOf(request),
      body: request.decision,
      repeatable: true,
    });
    if (answer === "lost") {
      const detail = "the answer was lost on the way";
      return { outcome: "unknown", detail, receipt: { status: null } };
    }
    const { status } = answer;
    if (status >= 200 && status < 300) {
      return { outcome: "accepted", detail: `HTTP ${status}`, receipt: { status } };
    }
    throw refusal(answer, shown);
  }

  return {
    kind: "webhook",
    target: shown,
    memoryKey: `webhook ${shown}`,
    canReconcile: true,
    plan: (request) => [
      {
        step: `POST ${shown}`,
        details: [
          `Idempotency-Key: ${request.triggerId}`,
          secret === undefined ? "unsigned: no secret is set" : "X-Arlequin-Signature: sha256=***",
          request.decision,
        ],
      },
    ],
    preflight: () => Promise.resolve({}),
    fire,
    async reconcile(request) {
      if (request.decision !== "") return fire(request);
      const detail = `its decision is gone from ${request.decisionPath}, so it cannot be repeated`;
      return { outcome: "unknown", detail, receipt: {} };
    },
  };
}

function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

function refusal({ status, location }: { status: number; location: string | null }, where: string) {
  if (status === 401 || status === 403) {
    const fix = "check the secret, and the key in the address";
    const what = `the webhook does not let us in: HTTP ${status}`;
    return new UpstreamError(what, { where, fix, fault: "unauthorized" });
  }
  if (location !== null) {
    const fix = `if you trust it, give --url ${redactUrl(location)}`;
    const what = `the webhook sends us to another place: HTTP ${status}`;
    return new UpstreamError(what, { where, fix, fault: "refused" });
  }
  if (status >= 500 || status === 429) {
    const what = `the webhook cannot take it: HTTP ${status}`;
    return new UpstreamError(what, { where, fix: "try again later", fault: "unreachable" });
  }
  const fix = "check the address, and what the receiver expects";
  return new UpstreamError(`the webhook refuses: HTTP ${status}`, { where, fix, fault: "refused" });
}
