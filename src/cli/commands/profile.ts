import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { profileTable } from "../../flows/profile-table.js";
import type { Context } from "../context.js";
import { withDataOptions } from "../data-options.js";
import { engineOptionsOf, tellFindings, withEngineOptions } from "../engine-options.js";
import { count, names, whole } from "../option-types.js";
import { openSession, withCommonOptions } from "../session.js";
import { answerProfile } from "./profile/answer-profile.js";
import { mergeCommand } from "./profile/merge.js";

const MANUAL = `
The data is a file, a folder, a glob, or - for stdin: CSV, TSV, JSONL or Parquet. With --output the
profile is written as JSON, the form that drift and profile merge read; --json prints it.

Of a column of numbers the counts on at most 512 cells are kept, or every value where there are no
more than 512; of one of categories their names and counts; of identifiers and free text only how
many values there are. docs/profile.md tells what that means for an answer, and for privacy.

Examples:
  $ arlequin profile may.parquet --output may.json
  $ arlequin profile 'data/2001-*.csv' --exclude id --min-count 10 --output spring.json
  $ arlequin profile merge april.json may.json --output spring.json
  $ arlequin drift -r may.json -c june.parquet`;

/** `arlequin profile`: a table without its rows, to compare others with. */
export function profileCommand(context: Context) {
  const command = new Command("profile")
    .description("keep what drift needs to compare with a table, without its rows")
    .argument("[data]", "the table to profile")
    .option("--columns <list>", "columns to profile (default: all)", names)
    .option("--exclude <list>", "columns to leave out", names)
    .option("--numeric <list>", "columns to read as numbers, and to keep in any case", names)
    .option("--categorical <list>", "columns to keep as the text in the file", names)
    .option("--min-count <n>", "keep categories of fewer rows as their sum only", count, 1)
    .option("--seed <n>", "seed of the rows that make a detector's edges", whole, 0);
  return withEngineOptions(withCommonOptions(withDataOptions(command)))
    .addCommand(mergeCommand(context))
    .helpCommand(false)
    .enablePositionalOptions() // --output after merge is that of merge
    .addHelpText("after", MANUAL)
    .action(async (source, options, called) => {
      if (source === undefined) {
        const fix = "name a file, or see arlequin profile --help";
        throw new InputError("no data is named", { fix });
      }
      const session = openSession(context, options);
      const { columns, exclude, numeric = [], categorical = [], missingValues } = options;
      await using engine = await context.openEngine({
        ...engineOptionsOf(options),
        isForCounts: true,
      });
      const table = await engine.open({
        ...{ source, missingValues, numeric, categorical },
        ...(options.inputFormat && { format: options.inputFormat }),
      });
      tellFindings(session, table.findings);
      const request = {
        ...(columns && { columns }),
        ...(exclude && { exclude }),
        forced: [...numeric, ...categorical],
        minCount: options.minCount,
        seed: options.seed,
      };
      const profile = await profileTable(engine, table, request, (share) => {
        session.progress("profiling columns", share);
      });
      await answerProfile(session, profile, options, called.getOptionValueSource("format"));
    });
}
