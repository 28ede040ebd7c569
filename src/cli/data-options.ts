import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import { dataFormats, type DataFormat } from "../ports/data-engine.js";
import { names } from "./option-types.js";

// A type, not an interface: commander's own types ask for an index signature.
export type DataFlags = {
  readonly missingValues: string[];
  readonly inputFormat?: DataFormat;
};

/** Give a command the options that say how data are read. */
export function withDataOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & DataFlags> {
  return command
    .option(
      "--missing-values <list>",
      "texts that stand for no value, beside the empty field",
      names,
      ["NA"],
    )
    .addOption(
      new Option(
        "--input-format <kind>",
        "format of the data, where name and content do not tell",
      ).choices(dataFormats),
    ) as unknown as Command<Args, Opts & DataFlags>;
}
