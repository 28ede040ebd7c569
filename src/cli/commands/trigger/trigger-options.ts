import { type Command, Option, type OptionValues } from "@commander-js/extra-typings";
import { errorParts } from "../../../flows/trigger/trigger-audit.js";
import { parseDriftEvidence } from "../../../flows/trigger/drift-evidence.js";
import { parseConfirm } from "../../../flows/trigger/trigger-gate.js";
import { triggerRetraining } from "../../../flows/trigger-retraining.js";
import type { Retrainer, WaitOptions } from "../../../ports/retrainer.js";
import { triggerReport } from "../../../report/trigger.js";
import type { Context } from "../../context.js";
import { count, duration } from "../../option-types.js";
import { type CommonOptions, type Session, withCommonOptions } from "../../session.js";

/** Seconds between two firings on evidence, where nothing else is said. */
const DEFAULT_COOLDOWN = 300;

/** What every kind of trigger takes. */
// A type, not an interface: commander's own types ask for an index signature.
export type TriggerOptions = CommonOptions & {
  readonly when?: string;
  readonly cooldown?: number;
  readonly edgeOnly?: true;
  readonly confirm: string;
  readonly state: string;
  readonly auditLog: string;
  readonly dryRun?: true;
};

/** Give a command the options that all triggers have. */
export function withTriggerOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & TriggerOptions> {
  const own = command
    .option("--when <file>", "drift report (JSON) to decide on; - is stdin (default: fire)")
    .option(
      "--cooldown <span>",
      "least time between two firings: 300s, 1h (default: 300s with --when, else none)",
      duration,
    )
    .option("--edge-only", "fire once for each episode of drift, not at every report of it")
    .option("--confirm <k/n>", "fire when k of the last n verdicts are drift", "1/1")
    .option("-n, --dry-run", "print what would be done, and do nothing")
    .option(
      "--state <file>",
      "what is remembered between runs, for each job, program or address; give each model its own",
      ".arlequin/trigger-state.json",
    )
    .option(
      "--audit-log <file>",
      "every decision and its reason, a line of JSON each",
      ".arlequin/trigger-audit.jsonl",
    );
  return withCommonOptions(own) as unknown as Command<Args, Opts & TriggerOptions>;
}

/** What a trigger over the network takes beside. */
export type NetworkOptions = { readonly retries: number; readonly requestTimeout: number };

export function withNetworkOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & NetworkOptions> {
  return command
    .option("--retries <n>", "how often a request is repeated where that is safe", count, 3)
    .addOption(
      new Option("--request-timeout <span>", "patience with one request")
        .argParser(duration)
        .default(30, "30s"),
    ) as unknown as Command<Args, Opts & NetworkOptions>;
}

/** Decide, fire, and tell what came of it; an error is thrown once it has been told. */
export async function runTrigger(
  context: Context,
  session: Session,
  options: TriggerOptions,
  retrainer: Retrainer,
  wait: WaitOptions | null = null,
): Promise<void> {
  const { when, edgeOnly, auditLog: auditPath, state: statePath } = options;
  const evidence =
    when === undefined
      ? null
      : parseDriftEvidence(await context.files.readText(when), when === "-" ? "stdin" : when);
  const cooldownSeconds = options.cooldown ?? (evidence === null ? 0 : DEFAULT_COOLDOWN);
  const policy = {
    cooldownSeconds,
    edgeOnly: edgeOnly === true,
    confirm: parseConfirm(options.confirm),
  };
  const result = await triggerRetraining(
    {
      files: context.files,
      clock: context.clock,
      retrainer,
      say: (line) => {
        session.say(line);
      },
    },
    { evidence, policy, statePath, auditPath, dryRun: options.dryRun === true, wait },
  );
  const { kind, target } = retrainer;
  const error = result.error && errorParts(result.error);
  await session.answer(triggerReport({ ...result, kind, target, auditPath, error }));
  if (result.error) throw result.error;
}
