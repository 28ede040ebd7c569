import { Command, CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { ArlequinError, InputError, UpstreamError, type UpstreamFault } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import { VERSION } from "../core/version.js";
import { COMMANDS } from "./commands.js";
import type { Context } from "./context.js";
import { ExitCode } from "./exit-code.js";
import { applySettings, checkTopNames, readConfig } from "./settings.js";
import { systemContext } from "./system-context.js";
import { colours, printable } from "./colours.js";

/** How a failure upstream ends the run. */
const EXIT_OF_FAULT: Readonly<Record<UpstreamFault, ExitCode>> = {
  unreachable: ExitCode.unreachable,
  unauthorized: ExitCode.unauthorized,
  "timed-out": ExitCode.timedOut,
  refused: ExitCode.refused,
  locked: ExitCode.locked,
};

/**
 * Run one command.
 *
 * @param argv what follows the program's name
 * @returns the exit code; nothing has been left running or half written
 */
export async function main(
  argv: readonly string[],
  context: Context = systemContext(),
): Promise<ExitCode> {
  try {
    await run(argv, context);
    return context.exitCode;
  } catch (error) {
    return ending(error, argv, context);
  }
}

async function run(argv: readonly string[], context: Context): Promise<void> {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : [...argv];
  const name = words.find((word) => !word.startsWith("-"));
  const entry = COMMANDS.find((command) => command.name === name);
  if (name !== undefined && !entry) {
    const names = COMMANDS.map((command) => command.name);
    throw new InputError(`unknown command "${name}"${didYouMean(name, names)}`, {
      fix: "see arlequin --help",
    });
  }
  const program = entry ? new Command("arlequin") : rootHelp();
  if (entry) program.addCommand((await entry.load())(context));
  program.hook("preAction", async (_, action) => {
    const config = await readConfig(context.files, (action.opts() as { config?: string }).config);
    if (config) checkTopNames(config, topNames(action));
    applySettings(action, context.env, config);
  });
  forEachCommand(program, (command) => {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        context.stdout.write(text);
      },
      writeErr: (text) => {
        context.stderr.write(text);
      },
      outputError: () => undefined, // said below, once, in our own form
    });
  });
  if (!entry && words.length === 0) {
    context.stderr.write(program.helpInformation());
    context.exitCode = ExitCode.input;
    return;
  }
  await program.parseAsync(words, { from: "user" });
}

/** The program without its commands' code: help and version. */
function rootHelp(): Command {
  const program = new Command("arlequin")
    .description(
      "Watch the data that feeds a model, find drift, start the retraining, evaluate the experiment.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", EPILOGUE);
  for (const { name, summary } of COMMANDS)
    program.command(name).summary(summary).description(summary).helpOption(false);
  return program.helpCommand("help <command>", "the manual of a command");
}

const EPILOGUE = `
Exit codes: 0 done, 2 usage or input error, 20 drift, 21 gate not passed, 23 cannot tell
(20, 21, 23 only with --exit-code), 22 refused, 30 unreachable, 31 not authorised, 32 timed out,
33 locked, 130 interrupted, 1 a bug.

Examples:
  $ arlequin drift --reference may.parquet --current june.parquet
  $ arlequin stat ks --x may.csv:amount --y june.csv:amount
  $ arlequin help drift`;

/** What the top of a configuration file may name: commands, and options of any command. */
function topNames(command: CommandUnknownOpts): string[] {
  const options = command.options.map((option) => (option.long ?? "").replace(/^--(no-)?/, ""));
  return [...COMMANDS.map(({ name }) => name), ...options];
}

function forEachCommand(
  command: CommandUnknownOpts,
  visit: (command: CommandUnknownOpts) => void,
): void {
  visit(command);
  for (const inner of command.commands) forEachCommand(inner, visit);
}

/** Say what went wrong, in the one form that all errors have, and how the run ends. */
function ending(error: unknown, argv: readonly string[], context: Context): ExitCode {
  if (context.signal.aborted)
    return context.signal.reason === "SIGTERM" ? ExitCode.terminated : ExitCode.interrupted;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return ExitCode.ok;
    if (error.code !== "commander.help") complain(context, usageError(error, argv));
    return ExitCode.input;
  }
  const debug = argv.includes("--debug") || context.env.ARLEQUIN_DEBUG === "1";
  if (error instanceof ArlequinError) {
    complain(context, error);
    if (debug) context.stderr.write(`${error.stack ?? ""}\n`);
    return error instanceof UpstreamError ? EXIT_OF_FAULT[error.fault] : ExitCode.input;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const log = context.keepDebugLog(`arlequin ${VERSION}\n${argv.join(" ")}\n${stack}\n`);
  const what = error instanceof Error ? error.message.split("\n")[0] : String(error);
  complain(context, {
    message: `unexpected: ${what ?? ""}`,
    where: log,
    fix: "please report it with that file",
  });
  if (debug) context.stderr.write(`${stack}\n`);
  return ExitCode.bug;
}

/** Commander's message about a flag or an argument, as one of ours. */
function usageError(error: CommanderError, argv: readonly string[]): InputError {
  const [what = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  const hint = /Did you mean (?:one of )?(.+)\?/.exec(suggestion)?.[1];
  const command = argv.find((word) => !word.startsWith("-"));
  return new InputError(
    `${what.replace(/\.$/, "")}${hint === undefined ? "" : `; did you mean ${hint}?`}`,
    {
      fix: `see arlequin ${command === undefined ? "" : `${command} `}--help`,
    },
  );
}

interface Complaint {
  readonly message: string;
  readonly where?: string | undefined;
  readonly fix?: string | undefined;
}

function complain({ stderr, env }: Context, { message, where, fix }: Complaint): void {
  const chalk = colours(stderr.isTerminal && (env.NO_COLOR ?? "") === "");
  const lines = [`${chalk.red("error:")} ${printable(message)}`];
  if (where !== undefined) lines.push(`  where: ${printable(where)}`);
  if (fix !== undefined) lines.push(`  fix:   ${printable(fix)}`);
  stderr.write(`${lines.join("\n")}\n`);
}
