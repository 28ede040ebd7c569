import { Command, Option } from "@commander-js/extra-typings";
import { generateRows } from "../../flows/generate-rows.js";
import { dataFormats } from "../../ports/data-engine.js";
import { grouped } from "../../report/number.js";
import { driftKinds } from "../../synth/drift-schedule.js";
import { madeUpTableNames } from "../../synth/made-up-tables.js";
import type { Context } from "../context.js";
import { count, duration, moment, positive, share, whole } from "../option-types.js";
import { openSession, withMessageOptions } from "../session.js";
import { driftStart } from "./generate/drift-start.js";
import { DEFAULT_BATCH_SIZE, DEFAULT_ROWS, generateRequest } from "./generate/request.js";
import { generateSummary } from "./generate/summary.js";
import { injectIntoData } from "./generate/inject-into-data.js";
import { INJECT_NOTES, isInjection, withInjectOptions } from "./generate/inject-options.js";
import { injectRequest } from "./generate/inject-request.js";

const DEFAULT_START = "2026-01-01T00:00:00Z";

const NOTES = `
Columns of --table transactions: transaction_id, timestamp (UTC, in order), account_id, amount and
balance (euros, to the cent), merchant_category, channel, country, hour (0 to 23, of the timestamp),
is_fraud (0 or 1, about 4 %; it depends on amount, hour, channel, country and category). The same
seed gives the same bytes, as --rows 1000 or as --batches 10 --batch-size 100.

Its drift moves amount and nothing else: at factor 1 the typical amount doubles and the tail gets
heavier (the logarithm moves by ln 2, its spread within a category grows by a quarter); 0.5 is
half of that. Fraud looks at the amount before drift, so that a model of old data errs on new
data.
  sudden       all of the drift from the start on
  gradual      old and new rows mixed, more and more new ones, all new after half of the rows left
  incremental  every row a little further, all of the drift after half of the rows left
  recurring    five seasons of equal length from the start: with, without, with, without, with

--table mixed is the table of the benchmarks, one column of each kind: amount (log-normal, cents),
balance (heavy tail, cents), tip (70 % zeros), score (no two equal, 2 % missing), items (a count),
channel, category and shop (5, 12, 200 levels), timestamp. Its drift is small: at factor 1 the
logarithm of amount moves by 0.02, and a tenth of the rows change their category.

--out with a data file's ending is one file of all rows. With --batches, any other --out is a
folder of batch-000001.csv and so on, and so is one that ends in / without them. A file appears
when it is whole. With --interval each batch spans that time in its timestamps too, at an even
pace; without it, timestamps have the rhythm of days.

${INJECT_NOTES}

Examples:
  $ arlequin generate --rows 10000 --out may.csv
  $ arlequin generate --rows 10000 --seed 2 --drift-factor 1 --out june.parquet
  $ arlequin generate --batches 20 --batch-size 500 --interval 5 --drift-factor 1 --out live
  $ arlequin generate --rows 5 | head -3
  $ arlequin generate --table mixed --rows 1000000 --seed 2 --drift-factor 1 --out current.parquet
  $ arlequin generate --from may.csv --inject shift:amount:0.5sd --out june.csv
  $ arlequin generate --from may.csv --inject missing:age:0.1,swap:channel:0.2 --out june.csv
  $ arlequin generate --from may.parquet --inject correlation:amount~age:+0.3 --out june.parquet`;

/** `arlequin generate`: made-up bank transactions whose drift is known. */
export function generateCommand(context: Context) {
  const command = new Command("generate")
    .description("write synthetic bank transactions with known drift, or inject drift into data")
    .addOption(
      new Option("--table <name>", "what to make up: see below")
        .choices(madeUpTableNames)
        .default("transactions" as const),
    )
    .option("--rows <n>", `rows in all (default: ${DEFAULT_ROWS})`, count)
    .option("--batches <n>", "so many batches instead", count)
    .option("--batch-size <n>", `rows of a batch (default: ${DEFAULT_BATCH_SIZE})`, count)
    .option("--interval <span>", "wait so long from batch to batch: 5, 5s, 1m", duration, 0)
    .option("--drift-factor <share>", "0 is no drift, 1 all of it", share, 0)
    .addOption(
      new Option("--drift-kind <kind>", "how drift comes")
        .choices(driftKinds)
        .default("sudden" as const),
    )
    .addOption(
      new Option("--drift-start <where>", "share of the rows, row number (2 or more), or time")
        .argParser(driftStart)
        .default({ share: 0 }, "0"),
    )
    .addOption(
      new Option("--start-time <time>", "earliest timestamp: ISO 8601, or now")
        .argParser((text) => (text === "now" ? context.clock() : moment(text)))
        .default(moment(DEFAULT_START), DEFAULT_START),
    )
    .option("--per-day <n>", "rows a day (default: 100, or what fills one year)", positive)
    .option("--seed <n>", "another seed gives other rows of the same bank", whole, 1)
    .option("--out <path>", "file, folder of batch files, or - for stdout", "-")
    .addOption(
      new Option(
        "--format <kind>",
        "form of the data (default: by the ending of --out, or csv)",
      ).choices(dataFormats),
    );
  return withMessageOptions(withInjectOptions(command))
    .addHelpText("after", NOTES)
    .action(async ({ format: dataFormat, ...options }, called) => {
      const session = openSession(context, options);
      if (isInjection(options)) {
        const given = called.options.filter(
          (option) => called.getOptionValueSource(option.attributeName()) === "cli",
        );
        const flags = given.map(({ long }) => long ?? "");
        await injectIntoData(context, session, injectRequest(options, dataFormat, flags));
        return;
      }
      const { format, ...request } = generateRequest({
        ...options,
        rows: options.rows,
        batches: options.batches,
        batchSize: options.batchSize,
        perDay: options.perDay,
        intervalSeconds: options.interval,
        start: options.startTime.getTime(),
        format: dataFormat,
      });
      const { table, plan } = request;
      let batchesThere = 0;
      const tools = {
        files: context.files,
        timer: context.timer,
        signal: context.signal,
        openWriter: (path: string) => context.openTableWriter(path, format, table.columns),
        onRows: (done: number) => {
          session.progress(`${grouped(done)} rows`, done / plan.rows);
        },
        onBatch: (batch: number) => {
          batchesThere = batch;
        },
      };
      try {
        await generateRows(request, tools);
      } catch (error) {
        if (context.signal.aborted)
          session.say(`stopped: ${batchesThere} of ${request.batches} batches are written`);
        throw error;
      }
      session.say(generateSummary(plan, table.moved));
    });
}
