import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import { webhook } from "../../../integrations/webhook.js";
import type { Retrainer } from "../../../ports/retrainer.js";
import type { Context } from "../../context.js";
import { type Session, openSession } from "../../session.js";
import { addressFrom, refusePassword, secretFrom } from "./secret.js";
import {
  type NetworkOptions,
  runTrigger,
  withNetworkOptions,
  withTriggerOptions,
} from "./trigger-options.js";

const EXAMPLES = `
The body is the drift report with "trigger" filled in: {"id", "decision", "reason", "at"}. Headers:
  Idempotency-Key        the trigger id; the same evidence has the same, so that a repeat is known
  X-Arlequin-Timestamp   seconds since 1970
  X-Arlequin-Signature   sha256=HEX, the HMAC-SHA-256 with the secret over TIMESTAMP.BODY
2xx is success; 429, 5xx and lost answers are repeated under the same key.

Examples:
  $ arlequin trigger webhook --url https://ml.example/retrain --secret-file key --when drift.json
  $ ARLEQUIN_WEBHOOK_URL=https://ci.example/hook?token=... arlequin trigger webhook --when -`;

/** `arlequin trigger webhook`: post the decision somewhere. */
export function webhookCommand(context: Context) {
  const command = new Command("webhook")
    .description("post the decision as JSON, signed")
    .option("--url <url>", "where to post (default: ARLEQUIN_WEBHOOK_URL, which may hold a key)")
    .option("--secret-file <file>", "file with the secret (default: ARLEQUIN_WEBHOOK_SECRET)");
  return withTriggerOptions(withNetworkOptions(command))
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const session = openSession(context, options);
      const retrainer = await webhookRetrainer(context, session, options);
      await runTrigger(context, session, options, retrainer);
    });
}

/** @throws {InputError} when nothing says where to post */
export async function webhookRetrainer(
  context: Context,
  session: Session,
  options: NetworkOptions & { readonly url?: string; readonly secretFile?: string },
): Promise<Retrainer> {
  const url = options.url ?? (await secretFrom(context, "ARLEQUIN_WEBHOOK_URL", undefined));
  if (url === undefined) {
    const fix = "give --url, or set ARLEQUIN_WEBHOOK_URL";
    throw new InputError("nothing says where to post", { where: "--url", fix });
  }
  const address = addressFrom(url, options.url ? "--url" : "ARLEQUIN_WEBHOOK_URL");
  if (options.url) refusePassword(address, "--url", "ARLEQUIN_WEBHOOK_URL");
  const secret = await secretFrom(context, "ARLEQUIN_WEBHOOK_SECRET", options.secretFile);
  return webhook(postAccess(context, session, options), { url, secret });
}

/** What posting needs of the world. */
export function postAccess(context: Context, session: Session, options: NetworkOptions) {
  return {
    timeoutMs: options.requestTimeout * 1000,
    retries: options.retries,
    timer: context.timer,
    now: context.clock,
    signal: context.signal,
    fetch: context.fetch,
    say: (line: string) => {
      session.say(line);
    },
  };
}
