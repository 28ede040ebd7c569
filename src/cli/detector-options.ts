import {
  InvalidArgumentError,
  Option,
  type Command,
  type OptionValues,
} from "@commander-js/extra-typings";
import type { Context } from "./context.js";
import { duration, nonNegative, probability } from "./option-types.js";

const DAY_SECONDS = 86_400;

// A type, not an interface: commander's own types ask for an index signature.
export type DetectorFlags = {
  readonly season?: "hour" | "weekday-hour";
  readonly falseAlarms: number;
  readonly alpha?: number;
  readonly psiAlert: number;
};

/** Give a command the options that say when a detector of streams alarms, and the classic rule. */
export function withDetectorOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & DetectorFlags> {
  return command
    .addOption(
      new Option("--season <rhythm>", "compare like hours with like (UTC)").choices([
        "hour",
        "weekday-hour",
      ] as const),
    )
    .addOption(
      new Option("--false-alarms <1/span>", "at most one false alarm in so long, on average")
        .argParser(oneIn)
        .default(7, "1/7d"),
    )
    .option(
      "--alpha <p>",
      "under classic: the level of each test (default: DRIFT_ALPHA, else 0.01)",
      probability,
    )
    .option(
      "--psi-alert <psi>",
      "under classic: the PSI that is drift",
      nonNegative,
      0.2,
    ) as unknown as Command<Args, Opts & DetectorFlags>;
}

/** The level of the classic rule: the flag, else the environment's, else 0.01. */
export function classicAlpha(
  flag: number | undefined,
  { DRIFT_ALPHA = "" }: Context["env"],
): number {
  return flag ?? (DRIFT_ALPHA === "" ? 0.01 : probability(DRIFT_ALPHA));
}

/** Length of a window in seconds: the flag, else the environment's, else five minutes. */
export function windowSeconds(
  flag: number | undefined,
  { DRIFT_WINDOW_MINUTES = "" }: Context["env"],
): number {
  return flag ?? (DRIFT_WINDOW_MINUTES === "" ? 300 : duration(`${DRIFT_WINDOW_MINUTES}m`));
}

/** "1/7d": one in seven days. @returns days */
export function oneIn(text: string): number {
  const [, span] = /^\s*1\s*\/\s*(.+)$/.exec(text) ?? [];
  const days = span === undefined ? 0 : duration(span) / DAY_SECONDS;
  if (days > 0) return days;
  throw new InvalidArgumentError("Give one alarm in a span, such as 1/7d or 1/12h.");
}
