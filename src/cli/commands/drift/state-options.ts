import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import { checkPlan, type WatchPlan } from "../../../flows/watch/watch-plan.js";
import { oneIn } from "../../detector-options.js";
import { duration, nonNegative } from "../../option-types.js";
import { watchMode } from "../watch/plan-options.js";

// A type, not an interface: commander's own types ask for an index signature.
export type StateFlags = {
  readonly state?: string;
  readonly every?: number;
  readonly mode?: ReturnType<typeof watchMode>;
  readonly season?: "hour" | "weekday-hour";
  readonly falseAlarms?: number;
  readonly minEffect?: number;
  readonly ack?: true;
};

const DAY_SECONDS = 86_400;

/** Give a command the options of a detector that judges one batch after the other. */
export function withStateOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & StateFlags> {
  return command
    .option("--state <file>", "count the batch in the detector that is kept there, and ask that")
    .option(
      "--every <span>",
      "with --state: time that a batch covers; of the first, the time that it stands for (default: 1d)",
      duration,
    )
    .option(
      "--mode <mode>",
      "with --state: growing, reference or sliding:SPAN, as of watch (default: reference with --reference, else growing)",
      watchMode,
    )
    .addOption(
      new Option(
        "--season <rhythm>",
        "with --state: compare like hours with like (UTC), by the time --every before --at",
      ).choices(["hour", "weekday-hour"] as const),
    )
    .option(
      "--false-alarms <1/span>",
      "with --state: at most one false alarm in so long, on average (default: 1/7d)",
      oneIn,
    )
    .option(
      "--min-effect <psi>",
      "with --state: debiased PSI from which an alarm counts (default: 0.02)",
      nonNegative,
    )
    .option(
      "--ack",
      "with --state: acknowledge the alarms of the mode reference, and end",
    ) as unknown as Command<Args, Opts & StateFlags>;
}

/** The plan of a detector that is fed by batches. @throws {InputError} when the flags contradict each other */
export function batchPlanOf(
  flags: StateFlags & { readonly time?: string; readonly seed: number },
  data: { readonly missingValues: readonly string[]; readonly hasReference: boolean },
): WatchPlan {
  const { every = DAY_SECONDS, season = "none", falseAlarms = 7, minEffect = 0.02 } = flags;
  const mode = flags.mode ?? {
    mode: data.hasReference ? ("reference" as const) : ("growing" as const),
    slidingMs: 0,
  };
  if (mode.mode === "reference" && !data.hasReference) {
    const fix = "give --reference, or another --mode";
    throw new InputError("nothing says what to compare with", { where: "--mode", fix });
  }
  const everyMs = every * 1000;
  return checkPlan({
    source: "batches",
    time: flags.time ?? "",
    ...{ everyMs, windowMs: everyMs, latenessMs: 0 },
    missingValues: data.missingValues,
    policy: "calibrated",
    ...mode,
    season,
    budgetDays: falseAlarms,
    minEffect,
    ...{ alpha: 0, psiAlert: 0 }, // of the policy classic, which needs windows
    seed: flags.seed,
  });
}

/** Options that say nothing without a state, and those that say nothing without a reference. */
const OF_STATE = ["every", "mode", "season", "falseAlarms", "minEffect", "ack"] as const;
const OF_COMPARISON = [
  ...["chunk", "slice", "multivariate", "explain", "tests", "junit", "policy", "alpha"],
  ...["material", "psiAlert"],
] as const;

/**
 * Refuse what a person has written on the command line and that would be passed over in silence.
 *
 * @param isWritten whether an option was, by its name in code
 * @throws {InputError} when there is such an option
 */
export function checkUse(
  { state, hasReference }: { readonly state: string | undefined; readonly hasReference: boolean },
  isWritten: (option: string) => boolean,
): void {
  const flag = (option: string) => `--${option.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
  const idle = OF_STATE.find(isWritten);
  if (state === undefined && idle !== undefined) {
    const fix = "give --state FILE, too, or leave it out";
    throw new InputError("without a state there is no detector", { where: flag(idle), fix });
  }
  const lost = OF_COMPARISON.find(isWritten);
  if (state !== undefined && !hasReference && lost !== undefined) {
    const fix = "give --reference, too, or leave it out";
    throw new InputError("without a reference nothing is compared", { where: flag(lost), fix });
  }
}
