import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { parentFolder } from "../../core/parent-folder.js";
import { columnChoicesOf, withColumnChoices } from "../column-choices.js";
import type { Context } from "../context.js";
import { withDataOptions } from "../data-options.js";
import { withEngineOptions } from "../engine-options.js";
import { whole } from "../option-types.js";
import { openSession, withMessageOptions } from "../session.js";
import { answerOf, withAnswerOptions } from "./watch/answer-options.js";
import { planOf, withPlanOptions } from "./watch/plan-options.js";
import { runWatch } from "./watch/run-watch.js";

const MANUAL = `
SOURCE is a file, a folder or a glob whose files grow or appear (CSV, JSONL, Parquet), - for stdin,
or query:SELECT ..., which DuckDB is asked at each look. Each row is counted once, in the tick of
its event time; a tick is judged when a row later than its end by --lateness has come, so that live,
--once and --replay decide alike. Later rows are counted, not used.

A column alarms when its evidence has grown to the budget: with --false-alarms 1/7d, the
expected number of false alarms in any T days is at most T/7, whatever the distributions, ties,
number of looks and dependence between columns, as long as rows are exchangeable. sliding has no
such guarantee, and --policy classic has its rule alone. Days and weeks are no accident: see
--season, and arlequin calibrate. After an alarm, growing begins anew with the rows that come;
reference waits for --ack.

Live, a table is drawn on a terminal; else one line a look is written, with --json one document.

The state holds all that a later run needs. A watcher that is killed at any moment loses no row
of the log and starts nothing twice. While the log, the state or Jenkins cannot be reached it
goes on, and tries again at each look; a trigger is never pulled before its intent is kept.

Exit codes: 0, with --exit-code 20 after drift (--once, --replay), 2 input, 33 another run has
the state.

Examples:
  $ arlequin watch incoming/ --time timestamp --log metrics/drift_log.csv
  $ arlequin watch incoming/ --time timestamp --once --trigger jenkins --job retrain-model
  $ arlequin watch may.csv --time timestamp --replay --false-alarms 1/30d
  $ arlequin watch "query:SELECT * FROM read_parquet('in/*.parquet')" --time timestamp --once
  $ tail -F rows.csv | arlequin watch - --time t -r april.json --trigger exec -- make retrain`;

const DEFAULT_STATE = ".arlequin/watch-state.json";

/** `arlequin watch`: see a distribution change while rows come in, and start the retraining. */
export function watchCommand(context: Context) {
  const command = new Command("watch")
    .description("watch rows as they come, and start a retraining when they have changed")
    .usage("[options] SOURCE [-- command...]")
    .argument("[source]", "where rows come in")
    .argument("[command...]", "with --trigger exec: what to run")
    .option("-r, --reference <data>", "data, or a profile, that shows what is normal")
    .option("--once", "take one look and end; run it again from cron")
    .option("--replay", "go through all that is there in event time, and end")
    .option("--ack", "acknowledge the alarms of the mode reference, and end");
  const columns = withColumnChoices(withPlanOptions(command), "watch")
    .option("--target <column>", "the column that a model is to predict")
    .option("--prediction <column>", "the column of a model's predictions");
  const outputs = withAnswerOptions(columns)
    .option(
      "--state <file>",
      "what is kept from one look to the next (default: none for --replay, else .arlequin/watch-state.json)",
    )
    .option("--log <file>", "append a row a tick to a drift log")
    .option("--scenario <name>", "scenario for the log, such as E1", "")
    .option("--model-name <name>", "model for the log", "")
    .option(
      "--exporter-port <port>",
      "answer Prometheus there, at /metrics; 0 is any free port",
      whole,
    )
    .option("--exporter-host <host>", "address to answer at (default: 0.0.0.0)")
    .option("--textfile <file>", "write the metrics for the node exporter")
    .option("--json", "one JSON document a look, a line each")
    .option("--exit-code", "with --once or --replay: exit with 20 after drift");
  return withEngineOptions(withMessageOptions(withDataOptions(outputs)))
    .addHelpText("after", MANUAL)
    .action(async (source, argv, options, called) => {
      const session = openSession(context, options);
      if (source === undefined || options.time === undefined) {
        const [what, where] =
          source === undefined ? ["source", "SOURCE"] : ["time column", "--time"];
        const fix = "write arlequin watch SOURCE --time COLUMN";
        throw new InputError(`no ${what} is named`, { where, fix });
      }
      const { time, missingValues } = options;
      const hasReference = options.reference !== undefined;
      const data = { source, time, missingValues, hasReference };
      const plan = planOf(options, data, context.env);
      if (plan.mode === "reference" && !hasReference) {
        const fix = "give --reference, or another --mode";
        throw new InputError("nothing says what to compare with", { where: "--mode", fix });
      }
      const isOnce = options.once === true || options.ack === true;
      const kind = options.replay
        ? ("replay" as const)
        : isOnce
          ? ("once" as const)
          : ("live" as const);
      const statePath = options.state ?? (kind === "replay" ? null : DEFAULT_STATE);
      const choices = columnChoicesOf(options);
      const isUrlFlag = called.getOptionValueSource("url") === "cli";
      const answer = await answerOf(context, session, options, argv, isUrlFlag);
      const parts = { plan, choices, kind, statePath, answer };
      const run = () => runWatch(context, session, options, parts);
      if (statePath === null) {
        await run();
        return;
      }
      const folder = parentFolder(statePath);
      if (folder !== "") await context.files.makeFolder(folder); // of the default, at the first look
      await context.files.locked(statePath, run);
    });
}
