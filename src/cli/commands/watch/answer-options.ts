import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import type { AlarmAnswer } from "../../../flows/watch/answer-alarms.js";
import { parseConfirm } from "../../../flows/trigger/trigger-gate.js";
import type { Retrainer } from "../../../ports/retrainer.js";
import type { Context } from "../../context.js";
import { count, duration } from "../../option-types.js";
import type { Session } from "../../session.js";
import { execRetrainer } from "../trigger/exec.js";
import { buildParameter, jenkinsRetrainer } from "../trigger/jenkins.js";
import { slackRetrainer } from "../trigger/slack.js";
import { webhookRetrainer } from "../trigger/webhook.js";

const KINDS = ["jenkins", "webhook", "slack", "exec"] as const;

// A type, not an interface: commander's own types ask for an index signature.
export type AnswerFlags = {
  readonly trigger?: (typeof KINDS)[number];
  readonly url?: string;
  readonly job?: string;
  readonly param?: Record<string, string>;
  readonly user?: string;
  readonly tokenFile?: string;
  readonly triggerId: boolean;
  readonly secretFile?: string;
  readonly webhookFile?: string;
  readonly retries: number;
  readonly requestTimeout: number;
  readonly cooldown: number;
  readonly edgeOnly?: true;
  readonly confirm: string;
  readonly triggerState: string;
  readonly auditLog: string;
  readonly dryRun?: true;
};

/** Give a command the options that say how an alarm is answered. */
export function withAnswerOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & AnswerFlags> {
  return command
    .addOption(new Option("--trigger <kind>", "what an alarm starts").choices(KINDS))
    .option(
      "--url <url>",
      "of jenkins (default: JENKINS_URL) or the webhook (ARLEQUIN_WEBHOOK_URL)",
    )
    .option("--job <name>", "jenkins: the job; in a folder: folder/job")
    .option("--param <name=value>", "jenkins: a parameter; may be given again", buildParameter)
    .option("--user <name>", "jenkins: who asks (default: JENKINS_USER)")
    .option("--token-file <file>", "jenkins: file with the API token (default: JENKINS_TOKEN)")
    .option("--no-trigger-id", "jenkins: the job does not declare ARLEQUIN_TRIGGER_ID")
    .option("--secret-file <file>", "webhook: file with the secret (ARLEQUIN_WEBHOOK_SECRET)")
    .option("--webhook-file <file>", "slack: file with the webhook's address (SLACK_WEBHOOK)")
    .option("--retries <n>", "how often a request is repeated where that is safe", count, 3)
    .addOption(
      new Option("--request-timeout <span>", "patience with one request")
        .argParser(duration)
        .default(30, "30s"),
    )
    .addOption(
      new Option("--cooldown <span>", "least time between two firings, in event time")
        .argParser(duration)
        .default(300, "300s"),
    )
    .option("--edge-only", "under classic: fire once for each episode of drift")
    .option("--confirm <k/n>", "under classic: when k of the last n looks are drift", "1/1")
    .option(
      "--trigger-state <file>",
      "what triggers remember between runs",
      ".arlequin/trigger-state.json",
    )
    .option(
      "--audit-log <file>",
      "every decision and its reason, a line of JSON each",
      ".arlequin/trigger-audit.jsonl",
    )
    .option(
      "-n, --dry-run",
      "say what an alarm would start, and start nothing",
    ) as unknown as Command<Args, Opts & AnswerFlags>;
}

/** How alarms are answered; null where nobody asked for an answer. */
export async function answerOf(
  context: Context,
  session: Session,
  flags: AnswerFlags & { readonly quiet?: true },
  argv: readonly string[],
  isUrlFlag: boolean,
): Promise<AlarmAnswer | null> {
  const { trigger, cooldown, edgeOnly, confirm, triggerState, auditLog, dryRun } = flags;
  if (trigger === undefined) {
    if (argv.length === 0) return null;
    const fix = "give --trigger exec before it";
    throw new InputError("a command is named, and no trigger", { where: argv.join(" "), fix });
  }
  return {
    retrainer: await retrainerOf(trigger, context, session, flags, argv, isUrlFlag),
    policy: {
      cooldownSeconds: cooldown,
      edgeOnly: edgeOnly === true,
      confirm: parseConfirm(confirm),
    },
    statePath: triggerState,
    auditPath: auditLog,
    dryRun: dryRun === true,
  };
}

async function retrainerOf(
  kind: (typeof KINDS)[number],
  context: Context,
  session: Session,
  flags: AnswerFlags & { readonly quiet?: true },
  argv: readonly string[],
  isUrlFlag: boolean,
): Promise<Retrainer> {
  if (kind === "exec") {
    const [program, ...args] = argv;
    if (program === undefined) {
      throw new InputError("no command is named", {
        where: "--trigger exec",
        fix: "end with -- CMD",
      });
    }
    return execRetrainer(context, [program, ...args]);
  }
  if (kind === "webhook") return webhookRetrainer(context, session, flags);
  if (kind === "slack") return slackRetrainer(context, session, flags);
  const url = flags.url ?? context.env.JENKINS_URL;
  const options = { ...flags, url, preflight: true, buildLog: false, isFlag: isUrlFlag };
  return jenkinsRetrainer(context, session, options);
}
