import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import { dataFormats, type DataFormat } from "../../../ports/data-engine.js";
import type { Injection } from "../../../synth/inject/injection.js";
import { parseInjections } from "../../../synth/inject/parse-injection.js";
import { names, positiveShare } from "../../option-types.js";

// A type, not an interface: commander's own types ask for an index signature.
export type InjectFlags = {
  readonly from?: string;
  readonly inject?: readonly Injection[];
  readonly share?: number;
  readonly truth?: string;
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  readonly missingValues: readonly string[];
  readonly inputFormat?: DataFormat;
};

/** The manual of --inject. */
export const INJECT_NOTES = `
--from FILE --inject SPEC changes columns of any data set and leaves the rest as it is, cell by
cell. SPEC is KIND:COLUMN[:SIZE]; give it again, or several with commas between. A colon, comma or
tilde in a name is written with a backslash before it.
  shift:COL:0.5sd        all numbers move by half a standard deviation; by +10 or -10 as they are
  noise:COL:0.5sd        each moves by a normal draw of its own, of that standard deviation (or +10)
  scale:COL:1.5          times a factor
  tail:COL:0.05x3        the top 5 %: what they exceed the rest by, times 3
  swap:COL:0.2           another mix: 20 % of the rows go from frequent categories to rarer ones
  new-category:COL:0.1   10 % of the rows become "new"; phone=0.1 names it
  missing:COL:0.1        10 % of the rows lose their value
  label-flip:COL:0.1     10 % of the rows get another class
  imbalance:COL:0.05     rows are dropped until the positive class has 5 %; bad=0.05 names a class
  correlation:COL~OTHER:+0.3   values of COL trade places until its rank correlation with OTHER is
                         0.3 more, or =0.8; both columns' own distributions stay exactly as they are
Shares are of the rows that have a value. Numbers keep their decimals: what lies between is rounded
up or down by chance, so that the mean is right. --drift-start leaves the rows before it alone, and
--share 0.3 lets shift, scale, noise and tail look at 30 % of the rows, drawn at random. The truth
(which rows, how much, the columns before and after) goes to OUT.truth.json, or --truth FILE.`.trim();

/** Give the command the options that inject drift into data at hand. */
export function withInjectOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & InjectFlags> {
  const append = (text: string, before: readonly Injection[] | undefined) => [
    ...(before ?? []),
    ...parseInjections(text),
  ];
  return command
    .option("--from <data>", "data to inject drift into: CSV, TSV, JSONL or Parquet")
    .addOption(
      new Option("--inject <spec>", "a change, such as shift:amount:0.5sd").argParser(append),
    )
    .option(
      "--share <share>",
      "share of the rows that shift, scale, noise, tail touch",
      positiveShare,
    )
    .option("--truth <file>", "where the truth about the changes goes (default: OUT.truth.json)")
    .option("--numeric <list>", "columns of --from to read as numbers", names, [])
    .option("--categorical <list>", "columns of --from to take as texts", names, [])
    .option("--missing-values <list>", "texts of --from that stand for no value", names, ["NA"])
    .addOption(
      new Option("--input-format <kind>", "format of --from, where it does not tell").choices(
        dataFormats,
      ),
    ) as unknown as Command<Args, Opts & InjectFlags>;
}

/** Is drift to be injected into data, rather than data to be made up? */
export function isInjection({ from, inject }: Pick<InjectFlags, "from" | "inject">): boolean {
  return from !== undefined || inject !== undefined;
}
