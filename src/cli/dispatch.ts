import { ArlequinError, InputError, UpstreamError, type UpstreamFault } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import { VERSION } from "../core/version.js";
import { COMMANDS } from "./commands.js";
import type { Context } from "./context.js";
import { ExitCode } from "./exit-code.js";
import { rootHelp } from "./root-help.js";
import { systemContext } from "./system-context.js";

/** How a failure upstream ends the run. */
const EXIT_OF_FAULT: Readonly<Record<UpstreamFault, ExitCode>> = {
  unreachable: ExitCode.unreachable,
  unauthorized: ExitCode.unauthorized,
  "timed-out": ExitCode.timedOut,
  refused: ExitCode.refused,
  locked: ExitCode.locked,
};

/** Find the command that the words name and run it; whatever goes wrong becomes a message and a code. */
export async function dispatch(
  argv: readonly string[],
  context: Context = systemContext(),
): Promise<ExitCode> {
  try {
    await run(argv, context);
    return context.exitCode;
  } catch (error) {
    return await ending(error, argv, context);
  }
}

async function run(argv: readonly string[], context: Context): Promise<void> {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  const name = words.find((word) => !word.startsWith("-"));
  if (name !== undefined) {
    const entry = COMMANDS.find((command) => command.name === name);
    if (!entry) throw unknownCommand(name);
    const { runCommand } = await import("./run-command.js");
    await runCommand(entry, words, context);
    return;
  }
  if (words[0] !== undefined) throw unknownOption(words[0]);
  context.stderr.write(rootHelp());
  context.exitCode = ExitCode.input;
}

function unknownCommand(name: string): InputError {
  const names = COMMANDS.map((command) => command.name);
  return new InputError(`unknown command "${name}"${didYouMean(name, names)}`, {
    fix: "see arlequin --help",
  });
}

function unknownOption(word: string): InputError {
  return new InputError(`unknown option "${word}"${didYouMean(word, ["--help", "--version"])}`, {
    fix: "name a command first, or see arlequin --help",
  });
}

/** Say what went wrong, in the one form that all errors have, and how the run ends. */
async function ending(
  error: unknown,
  argv: readonly string[],
  context: Context,
): Promise<ExitCode> {
  if (context.signal.aborted) {
    return context.signal.reason === "SIGTERM" ? ExitCode.terminated : ExitCode.interrupted;
  }
  const { complain } = await import("./complain.js");
  const debug = argv.includes("--debug") || context.env.ARLEQUIN_DEBUG === "1";
  if (error instanceof ArlequinError) {
    complain(context, error);
    if (debug) context.stderr.write(`${error.stack ?? ""}\n`);
    return error instanceof UpstreamError ? EXIT_OF_FAULT[error.fault] : ExitCode.input;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const where = context.keepDebugLog(`arlequin ${VERSION}\n${argv.join(" ")}\n${stack}\n`);
  const what = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  complain(context, {
    message: `unexpected: ${what}`,
    where,
    fix: "please report it with that file",
  });
  if (debug) context.stderr.write(`${stack}\n`);
  return ExitCode.bug;
}
