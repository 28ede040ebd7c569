import { InvalidArgumentError, type Command, type OptionValues } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import type { PartRule } from "../../../ports/data-engine.js";
import type { TimeUnit } from "../../../ports/table-parts.js";
import { count } from "../../option-types.js";

/** So many rows, or so much time, at once. */
type ChunkSize =
  | { readonly rows: number }
  | { readonly every: { readonly count: number; readonly unit: TimeUnit } };

// A type, not an interface: commander's own types ask for an index signature.
export type PartFlags = {
  readonly chunk?: ChunkSize;
  readonly slice?: string;
  readonly sliceLimit: number;
};

/** Values of the --slice column that are looked at, the most frequent ones. */
const SLICES = 50;

/** Give a command the options that divide the current data. */
export function withPartOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & PartFlags> {
  return command
    .option(
      "--chunk <size>",
      "judge the current data in chunks of --time, such as 1mo, 1w, 1d, 6h, or of so many rows",
      chunkSize,
    )
    .option("--slice <column>", "judge the current data for each value of a column")
    .option(
      "--slice-limit <n>",
      "slices at most: the most frequent values",
      count,
      SLICES,
    ) as unknown as Command<Args, Opts & PartFlags>;
}

const UNITS: Readonly<Record<string, TimeUnit>> = {
  min: "minute",
  h: "hour",
  d: "day",
  w: "week",
  mo: "month",
  q: "quarter",
  y: "year",
};

/** "1mo", "15min" or "10000". */
export function chunkSize(text: string): ChunkSize {
  const match = /^([1-9]\d{0,8})(min|h|d|w|mo|q|y)?$/.exec(text.trim());
  if (match === null) {
    throw new InvalidArgumentError(
      "Give a time, such as 15min, 6h, 1d, 1w, 1mo, 1q or 1y, or a number of rows, such as 10000.",
    );
  }
  const size = Number(match[1]);
  const unit = UNITS[match[2] ?? ""];
  return unit === undefined ? { rows: size } : { every: { count: size, unit } };
}

/**
 * The rule that the flags come to; undefined where the current data is judged as a whole.
 *
 * @throws {InputError} when they do not go together
 */
export function partRuleOf(
  { chunk, slice, sliceLimit }: PartFlags,
  {
    time,
    multivariate,
    explain,
  }: {
    readonly time?: string;
    readonly multivariate?: boolean;
    readonly explain?: readonly string[];
  },
): PartRule | undefined {
  if (explain !== undefined && explain.length > 0 && (chunk ?? slice) !== undefined) {
    const fix = "run arlequin drift --explain on the rows of one part";
    throw new InputError("the columns of parts are not explained", { where: "--explain", fix });
  }
  if (multivariate && (chunk ?? slice) !== undefined) {
    const fix = "run arlequin drift --multivariate on the tables as a whole";
    throw new InputError("the columns of parts are not judged together", {
      where: "--multivariate",
      fix,
    });
  }
  if (chunk !== undefined && slice !== undefined) {
    const fix = "run arlequin drift twice";
    throw new InputError("chunks and slices are not made at once", {
      where: "--chunk --slice",
      fix,
    });
  }
  if (slice !== undefined) return { by: "value", column: slice, limit: sliceLimit };
  if (chunk === undefined) return undefined;
  if ("rows" in chunk) {
    return { by: "rows", size: chunk.rows, ...(time !== undefined && { orderBy: time }) };
  }
  if (time === undefined) {
    const fix = "name the column of times: --time COLUMN";
    throw new InputError("chunks of time need a column of times", { where: "--chunk", fix });
  }
  return { by: "time", column: time, every: chunk.every };
}
