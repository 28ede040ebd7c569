import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import { slack } from "../../../integrations/slack.js";
import type { Retrainer } from "../../../ports/retrainer.js";
import type { Context } from "../../context.js";
import { openSession, type Session } from "../../session.js";
import { addressFrom, secretFrom } from "./secret.js";
import {
  type NetworkOptions,
  runTrigger,
  withNetworkOptions,
  withTriggerOptions,
} from "./trigger-options.js";
import { postAccess } from "./webhook.js";

const EXAMPLES = `
The message names the drifted columns, both data sets and the policy. Slack cannot be asked
whether a message has arrived: one whose answer is lost is not sent again, and exits 22.

Examples:
  $ SLACK_WEBHOOK=https://hooks.slack.com/services/... arlequin trigger slack --when drift.json
  $ arlequin drift may.csv june.csv --json | arlequin trigger slack --when - --webhook-file key`;

/** `arlequin trigger slack`: tell a channel that a retraining is due. */
export function slackCommand(context: Context) {
  const command = new Command("slack")
    .description("write into a Slack channel, by its incoming webhook")
    .option("--webhook-file <file>", "file with the webhook's address (default: SLACK_WEBHOOK)");
  return withTriggerOptions(withNetworkOptions(command))
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const session = openSession(context, options);
      const retrainer = await slackRetrainer(context, session, options);
      await runTrigger(context, session, options, retrainer);
    });
}

/** @throws {InputError} when nothing says which channel to write to */
export async function slackRetrainer(
  context: Context,
  session: Session,
  options: NetworkOptions & { readonly webhookFile?: string },
): Promise<Retrainer> {
  const url = await secretFrom(context, "SLACK_WEBHOOK", options.webhookFile);
  if (url === undefined) {
    const fix = "set SLACK_WEBHOOK, or give --webhook-file";
    throw new InputError("nothing says which channel to write to", { fix });
  }
  addressFrom(url, options.webhookFile ?? "SLACK_WEBHOOK");
  return slack(postAccess(context, session, options), url);
}
