import {
  InvalidArgumentError,
  Option,
  type Command,
  type OptionValues,
} from "@commander-js/extra-typings";
import { checkPlan, type WatchPlan } from "../../../flows/watch/watch-plan.js";
import type { Context } from "../../context.js";
import {
  classicAlpha,
  windowSeconds,
  withDetectorOptions,
  type DetectorFlags,
} from "../../detector-options.js";
import { duration, nonNegative, whole } from "../../option-types.js";

// A type, not an interface: commander's own types ask for an index signature.
export type PlanFlags = DetectorFlags & {
  readonly time?: string;
  readonly window?: number;
  readonly every: number;
  readonly lateness?: number;
  readonly policy: "calibrated" | "classic";
  readonly mode?: WatchMode;
  readonly minEffect: number;
  readonly seed: number;
};

type WatchMode = { readonly mode: WatchPlan["mode"]; readonly slidingMs: number };

/** Give a command the options that say what is watched, and how. */
export function withPlanOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & PlanFlags> {
  const timed = command
    .option("--time <column>", "the column of event time")
    .option(
      "--window <span>",
      "length w of the windows [t - 2w, t - w) and [t - w, t) that are shown and logged (default: DRIFT_WINDOW_MINUTES, else 5m)",
      duration,
    )
    .addOption(
      new Option("--every <span>", "length of a tick: a look is taken at the end of each")
        .argParser(duration)
        .default(60, "1m"),
    )
    .option(
      "--lateness <span>",
      "a tick is over when a row so much later has come (default: --every)",
      duration,
    )
    .addOption(
      new Option("--policy <name>", "what decides: calibrated evidence, or the namesake's rule")
        .choices(["calibrated", "classic"] as const)
        .default("calibrated" as const),
    )
    .option(
      "--mode <mode>",
      "compare with all rows since the last alarm (growing), with the reference too (reference), or with the last rows (sliding:60m) (default: reference with --reference, else growing)",
      watchMode,
    );
  return withDetectorOptions(timed)
    .option("--min-effect <psi>", "debiased PSI from which an alarm counts", nonNegative, 0.02)
    .option("--seed <n>", "seed of every random choice", whole, 0) as unknown as Command<
    Args,
    Opts & PlanFlags
  >;
}

/** The plan that the flags make. @throws {InputError} when they contradict each other */
export function planOf(
  flags: PlanFlags,
  data: Pick<WatchPlan, "source" | "time" | "missingValues"> & { readonly hasReference: boolean },
  env: Context["env"],
): WatchPlan {
  const { hasReference, ...named } = data;
  const { every, policy, season = "none", falseAlarms, minEffect, psiAlert, seed } = flags;
  const mode = flags.mode ?? {
    mode: hasReference ? ("reference" as const) : ("growing" as const),
    slidingMs: 0,
  };
  return checkPlan({
    ...named,
    everyMs: every * 1000,
    windowMs: windowSeconds(flags.window, env) * 1000,
    latenessMs: (flags.lateness ?? every) * 1000,
    policy,
    ...mode,
    season,
    budgetDays: falseAlarms,
    minEffect,
    alpha: classicAlpha(flags.alpha, env),
    psiAlert,
    seed,
  });
}

export function watchMode(text: string): WatchMode {
  if (text === "growing" || text === "reference") return { mode: text, slidingMs: 0 };
  const [, span] = /^sliding:(.+)$/.exec(text) ?? [];
  if (span !== undefined) return { mode: "sliding", slidingMs: duration(span) * 1000 };
  throw new InvalidArgumentError("Give growing, reference, or sliding:SPAN such as sliding:60m.");
}

/** A mode in a few words: "growing by hour", "sliding 60m", "classic". */
export function modeWords({ policy, mode, slidingMs, season }: WatchPlan): string {
  if (policy === "classic") return "classic";
  const own = mode === "sliding" ? `sliding ${slidingMs / 60_000}m` : mode;
  return season === "none" ? own : `${own} by ${season.replace("-", " and ")}`;
}
