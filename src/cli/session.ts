import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import { isoSeconds } from "../core/clock.js";
import type { Report } from "../report/document.js";
import { jsonText } from "../report/json.js";
import { markdown } from "../report/markdown.js";
import type { Context } from "./context.js";
import { colours, printable } from "./colours.js";
import { csvText } from "./csv-text.js";

export const formats = ["table", "json", "csv", "md"] as const;
export type Format = (typeof formats)[number];

/** How a command speaks, beside its answer. */
// Types, not interfaces: commander's own types ask for an index signature.
export type MessageOptions = {
  readonly config?: string;
  readonly logFile?: string;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly debug?: true;
  readonly color: boolean;
};

/** What every command takes that answers with a report. */
export type CommonOptions = MessageOptions & {
  readonly format: Format;
  readonly json?: true;
  readonly output?: string;
};

/** Give a command the options that all commands have which answer with a report. */
export function withCommonOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & CommonOptions> {
  const answering = command
    .addOption(
      new Option("--format <kind>", "form of the answer")
        .choices(formats)
        .default("table" as const),
    )
    .option("--json", "the same as --format json")
    .option(
      "-o, --output <file>",
      "write the answer to a file instead of stdout, all of it or nothing",
    );
  return withMessageOptions(answering) as unknown as Command<Args, Opts & CommonOptions>;
}

/** Give a command the options that all commands have. */
export function withMessageOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & MessageOptions> {
  return command
    .option("--config <file>", "configuration to read (default: arlequin.yaml, if there is one)")
    .option("--log-file <file>", "keep a copy of the messages in a file")
    .option("-q, --quiet", "no messages but errors")
    .option("-v, --verbose", "more messages")
    .option("--debug", "show where in the program an error arose")
    .option("--no-color", "no colours; NO_COLOR=1 does the same") as unknown as Command<
    Args,
    Opts & MessageOptions
  >;
}

export type MessageLevel = "debug" | "info" | "warning" | "error";
const RANK: Readonly<Record<MessageLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3 };

/** How one run of a command speaks: messages to stderr, its answer to stdout or a file. */
export interface Session {
  /** A message that only `--verbose` shows. */
  detail(text: string): void;
  say(text: string): void;
  warn(text: string): void;
  /** How far long work has come; `share` from 0 to 1. A line that changes on a terminal, else one now and then. */
  progress(text: string, share?: number): void;
  /** Hand over the answer, in the form that was asked for. */
  answer(report: Report): Promise<void>;
  /** Hand over an answer that is text already, such as a script. */
  answerText(text: string): Promise<void>;
}

/** Milliseconds between two lines of progress where stderr is not a terminal. */
const PROGRESS_EVERY_MS = 10_000;

/** @param options what the command line, the environment and the configuration came to */
export function openSession(
  context: Context,
  options: MessageOptions & Partial<CommonOptions>,
): Session {
  const { stderr, env } = context;
  const least = leastLevel(options, env);
  const chalk = colours(stderr.isTerminal && wantsColour(options, env));
  let line = ""; // the progress that stands on the terminal now
  let toldAt = context.clock().getTime();

  const message = (level: MessageLevel, text: string): void => {
    if (options.logFile !== undefined) keep(options.logFile, level, text);
    if (RANK[level] < RANK[least]) return;
    clearLine();
    stderr.write(`${rendered(level, text)}\n`);
  };
  const keep = (path: string, level: MessageLevel, text: string): void => {
    pending = pending.then(() =>
      context.files.append(path, `${isoSeconds(context.clock())} ${level} ${text}\n`),
    );
  };
  let pending: Promise<void> = Promise.resolve();
  const rendered = (level: MessageLevel, text: string): string => {
    if (env.LOG_FORMAT === "json") {
      return jsonText({ time: isoSeconds(context.clock()), level, message: text }, 0).trimEnd();
    }
    if (level === "warning") return `${chalk.yellow("warning:")} ${printable(text)}`;
    return level === "debug" ? chalk.dim(printable(text)) : printable(text);
  };
  const clearLine = (): void => {
    if (line !== "") stderr.write(`\r${" ".repeat(line.length)}\r`);
    line = "";
  };

  return {
    detail: (text) => {
      message("debug", text);
    },
    say: (text) => {
      message("info", text);
    },
    warn: (text) => {
      message("warning", text);
    },
    progress(text, share) {
      if (RANK[least] > RANK.info) return;
      const words = share === undefined ? text : `${text} ${Math.floor(100 * share)} %`;
      const now = context.clock().getTime();
      if (stderr.isTerminal && env.TERM !== "dumb") {
        clearLine();
        line = printable(words).slice(0, stderr.columns - 1);
        stderr.write(line);
      } else if (now - toldAt >= PROGRESS_EVERY_MS) {
        toldAt = now;
        message("info", words);
      }
    },
    async answer(report) {
      await this.answerText(await inFormat(report, options, context));
    },
    async answerText(text) {
      clearLine();
      await pending;
      if (options.output === undefined || options.output === "-") context.stdout.write(text);
      else await context.files.write(options.output, text);
    },
  };
}

async function inFormat(
  report: Report,
  options: MessageOptions & Partial<CommonOptions>,
  { stdout, env }: Context,
): Promise<string> {
  switch (options.json ? "json" : (options.format ?? "table")) {
    case "json":
      return jsonText(report.document);
    case "md":
      return markdown(report.blocks);
    case "csv":
      return csvText(report.csv);
    case "table": {
      const { terminalText } = await import("./terminal.js");
      const toTerminal = stdout.isTerminal && options.output === undefined;
      const chalk = colours(toTerminal && wantsColour(options, env));
      return terminalText(report.blocks, { chalk, columns: stdout.columns });
    }
  }
}

function wantsColour(options: MessageOptions, env: Context["env"]): boolean {
  return options.color && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}

/** The least level that is shown: flags, then LOG_LEVEL, then info. */
function leastLevel(options: MessageOptions, env: Context["env"]): MessageLevel {
  if (options.quiet) return "error";
  if (options.verbose || options.debug) return "debug";
  const word = (env.LOG_LEVEL ?? "").toLowerCase().replace(/^warn$/, "warning");
  return word in RANK ? (word as MessageLevel) : "info";
}
