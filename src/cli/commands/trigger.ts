import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import type { Context } from "../context.js";
import { execCommand } from "./trigger/exec.js";
import { jenkinsCommand } from "./trigger/jenkins.js";
import { slackCommand } from "./trigger/slack.js";
import { webhookCommand } from "./trigger/webhook.js";

const EPILOGUE = `
With --when, a trigger reads a drift report and fires only where its verdict is drift. Every
decision is appended to the audit log with its reason. A run that is killed half-way leaves its
intent in the state file, and the next run finds out what became of it before it does anything:
nothing is started twice.

Exit codes: 0 done or held, 2 nothing was changed, 22 refused, failed or outcome unknown,
30 unreachable, 31 not authorised, 32 timed out, 33 another run holds the lock.

Examples:
  $ arlequin drift may.csv june.csv --json --output drift.json
  $ arlequin trigger jenkins --job retrain-model --when drift.json --wait
  $ arlequin trigger exec --when drift.json --cooldown 1h -- python train.py
  $ arlequin help trigger jenkins`;

/** Kinds that the contract names and this version does not have. */
const LATER = ["airflow", "prefect", "github"];

/** `arlequin trigger`: start a retraining. */
export function triggerCommand(context: Context) {
  const command = new Command("trigger")
    .description("start a retraining: on Jenkins, by a webhook, in Slack, or by a command")
    .addCommand(jenkinsCommand(context))
    .addCommand(webhookCommand(context))
    .addCommand(slackCommand(context))
    .addCommand(execCommand(context))
    .helpCommand(false)
    .addHelpText("after", EPILOGUE);
  for (const kind of LATER) command.addCommand(laterCommand(kind), { hidden: true });
  return command;
}

function laterCommand(kind: string) {
  return new Command(kind)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new InputError(`trigger ${kind} is not in this version yet`, {
        fix: `use trigger webhook or trigger exec to reach ${kind}`,
      });
    });
}
