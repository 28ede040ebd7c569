import { Command } from "@commander-js/extra-typings";
import { command as commandRetrainer } from "../../../integrations/command.js";
import type { Retrainer } from "../../../ports/retrainer.js";
import type { Context } from "../../context.js";
import { duration } from "../../option-types.js";
import { openSession } from "../../session.js";
import { runTrigger, withTriggerOptions } from "./trigger-options.js";

const EXAMPLES = `
The command is run to its end, without a shell. It has the decision as one line of JSON on its
stdin (the drift report with "trigger" filled in), the same in the file ARLEQUIN_REPORT, and the
trigger's id in ARLEQUIN_TRIGGER_ID. What it writes goes to stderr. Its own exit code is
"exit_code" in the JSON; anything but 0 exits 22. Nobody can say whether a command had begun when
arlequin was killed: it is then not run again, and the next run exits 22.

Examples:
  $ arlequin trigger exec --when drift.json -- python train.py --epochs 3
  $ arlequin trigger exec --when drift.json --timeout 2h -- sh -c 'make retrain | tee log'`;

/** `arlequin trigger exec`: run a command of this machine. */
export function execCommand(context: Context) {
  const command = new Command("exec")
    .description("run a command of this machine, to its end")
    .usage("[options] -- <command> [args...]")
    .argument("<command>", "the program")
    .argument("[args...]", "its arguments")
    .option("--timeout <span>", "end it after this long, all of its process group", duration);
  return withTriggerOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (program, args, options) => {
      const session = openSession(context, options);
      const retrainer = execRetrainer(context, [program, ...args], options.timeout);
      await runTrigger(context, session, options, retrainer);
    });
}

/** @param timeoutSeconds end the command after this long; never, where it is not given */
export function execRetrainer(
  context: Context,
  argv: readonly [program: string, ...args: string[]],
  timeoutSeconds?: number,
): Retrainer {
  return commandRetrainer({
    argv,
    timeoutMs: timeoutSeconds === undefined ? null : timeoutSeconds * 1000,
    log: (text) => {
      context.stderr.write(text);
    },
    env: context.env,
    signal: context.signal,
  });
}
