import { UpstreamError } from "../core/errors.js";
import { redactUrl } from "../core/redact-url.js";
import type { Firing, Retrainer, RetrainingRequest } from "../ports/retrainer.js";
import { type PostAccess, postPatiently } from "./post-patiently.js";

/** Longest text of a section, less room for an ellipsis. */
const SECTION_LENGTH = 2900;

/**
 * A message in a Slack channel, by an incoming webhook. Slack knows no idempotency key and cannot be
 * asked: a message whose answer is lost is not sent again.
 *
 * @param url the webhook's address; all of it is secret
 * @see Slack, "Sending messages using incoming webhooks"
 */
export function slack(access: PostAccess, url: string): Retrainer {
  const shown = redactUrl(url);

  async function fire(request: RetrainingRequest): Promise<Firing> {
    const body = JSON.stringify(slackMessage(request));
    const headers = () => ({ "content-type": "application/json" });
    const answer = await postPatiently(access, { url, headers, body, repeatable: false });
    if (answer === "lost") {
      const detail = "Slack's answer was lost on the way";
      return { outcome: "unknown", detail, receipt: { status: null } };
    }
    const { status, text } = answer;
    if (status >= 200 && status < 300) {
      return { outcome: "accepted", detail: "the message is in the channel", receipt: { status } };
    }
    throw refusal(status, text, shown);
  }

  return {
    kind: "slack",
    target: shown,
    memoryKey: `slack ${shown}`,
    canReconcile: false,
    plan: (request) => [
      { step: `POST ${shown}`, details: [JSON.stringify(slackMessage(request))] },
    ],
    preflight: () => Promise.resolve({}),
    fire,
    reconcile: () =>
      Promise.resolve({
        outcome: "unknown",
        detail: "Slack cannot be asked whether the message has arrived",
        receipt: {},
      }),
  };
}

/** What the channel reads: a sentence, and the facts as a list. */
export function slackMessage({ reason, facts }: RetrainingRequest) {
  const title = `Retraining: ${reason}`;
  const list = facts.map(([name, value]) => `• *${escaped(name)}*: ${escaped(value)}`).join("\n");
  return {
    text: escaped(title), // notifications show this
    blocks: [section(escaped(title)), ...(list === "" ? [] : [section(list)])],
  };
}

function section(text: string) {
  const short = text.length > SECTION_LENGTH ? `${text.slice(0, SECTION_LENGTH)}…` : text;
  return { type: "section", text: { type: "mrkdwn", text: short } };
}

/** The three characters that Slack gives a meaning of their own. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Slack says why in one word: "invalid_token", "channel_is_archived". */
function refusal(status: number, text: string, where: string): UpstreamError {
  const word = /^[a-z_]{1,60}$/.test(text.trim()) ? ` (${text.trim()})` : "";
  const what = `Slack refuses the message: HTTP ${status}${word}`;
  if (status === 401 || status === 403) {
    const fix = "make a new webhook and set SLACK_WEBHOOK to it";
    return new UpstreamError(what, { where, fix, fault: "unauthorized" });
  }
  if (status === 429 || status >= 500) {
    return new UpstreamError(what, { where, fix: "try again later", fault: "unreachable" });
  }
  const fix = "check SLACK_WEBHOOK: its channel or its app may be gone";
  return new UpstreamError(what, { where, fix, fault: "refused" });
}
