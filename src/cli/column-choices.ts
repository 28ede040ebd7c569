import type { Command, OptionValues } from "@commander-js/extra-typings";
import type { ColumnChoices } from "../drift/column-plan.js";
import { names } from "./option-types.js";

// A type, not an interface: commander's own types ask for an index signature.
export type ColumnFlags = {
  readonly columns?: string[];
  readonly exclude?: string[];
  readonly numeric?: string[];
  readonly categorical?: string[];
};

/**
 * Give a command the options that say which columns are looked at, and as what.
 *
 * @param verb what is done with them: "compare", "watch"
 * @param all what is taken without them
 */
export function withColumnChoices<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
  verb: string,
  all = "all",
): Command<Args, Opts & ColumnFlags> {
  return command
    .option("--columns <list>", `columns to ${verb} (default: ${all})`, names)
    .option("--exclude <list>", "columns to leave out", names)
    .option("--numeric <list>", "columns to read as numbers, whatever they look like", names)
    .option(
      "--categorical <list>",
      `columns to ${verb} as the text in the file`,
      names,
    ) as unknown as Command<Args, Opts & ColumnFlags>;
}

/** What the flags of a command say of columns, these and others. */
export function columnChoicesOf(options: {
  readonly [Key in keyof ColumnChoices]: ColumnChoices[Key] | undefined;
}): ColumnChoices {
  const { columns, exclude, numeric, categorical, text, time, target, prediction, explain } =
    options;
  const given = { columns, exclude, numeric, categorical, text, time, target, prediction, explain };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
