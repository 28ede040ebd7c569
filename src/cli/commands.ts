import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Context } from "./context.js";

/** A command by name. Its code is loaded when it is called, so that `--help` answers at once. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<(context: Context) => CommandUnknownOpts>;
}

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "generate",
    summary: "synthetic bank transactions with known drift, or drift injected into data",
    load: async () => (await import("./commands/generate.js")).generateCommand,
  },
  {
    name: "profile",
    summary: "a table without its rows: the baseline that others are compared with",
    load: async () => (await import("./commands/profile.js")).profileCommand,
  },
  {
    name: "drift",
    summary: "reference against current, column by column, with a verdict",
    load: async () => (await import("./commands/drift.js")).driftCommand,
  },
  {
    name: "watch",
    summary: "drift for ever over rows as they come: log, metrics, trigger",
    load: async () => (await import("./commands/watch.js")).watchCommand,
  },
  {
    name: "calibrate",
    summary: "what watch would do on your data with nothing changed: alarms, smallest change",
    load: async () => (await import("./commands/calibrate.js")).calibrateCommand,
  },
  {
    name: "trigger",
    summary: "start a retraining: Jenkins, webhook, Slack, command",
    load: async () => (await import("./commands/trigger.js")).triggerCommand,
  },
  {
    name: "train",
    summary: "labels, features, cross-validation, fit, log",
    load: async () => (await import("./commands/train.js")).trainCommand,
  },
  {
    name: "eval-stats",
    summary: "Mann-Whitney, Cliff's delta and FDR over experiment logs",
    load: async () => (await import("./commands/eval-stats.js")).evalStatsCommand,
  },
  {
    name: "stat",
    summary: "any statistic of the core, on data at hand",
    load: async () => (await import("./commands/stat.js")).statCommand,
  },
  {
    name: "config",
    summary: "every effective setting with its origin",
    load: async () => (await import("./commands/config.js")).configCommand,
  },
  {
    name: "doctor",
    summary: "is everything here and there as the commands need it?",
    load: async () => (await import("./commands/doctor.js")).doctorCommand,
  },
  {
    name: "completion",
    summary: "a completion script for bash, zsh or fish",
    load: async () => (await import("./commands/completion.js")).completionCommand,
  },
];
