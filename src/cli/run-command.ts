import { Command, CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { InputError } from "../core/errors.js";
import { COMMANDS, type CommandEntry } from "./commands.js";
import type { Context } from "./context.js";
import { applySettings, checkTopNames, keyOf, readConfig } from "./settings.js";

/**
 * Load a command, parse its arguments, fill in what the environment and the configuration set, and
 * run it.
 *
 * @param words the command's name and what follows it
 * @throws {InputError} when they are not what the command takes
 */
export async function runCommand(
  entry: CommandEntry,
  words: readonly string[],
  context: Context,
): Promise<void> {
  // Positional: an option that a command and one below it have belongs to where it stands.
  const program = new Command("arlequin")
    .enablePositionalOptions()
    .addCommand((await entry.load())(context));
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
      outputError: () => undefined, // main says it, once, in the form that all errors have
    });
  });
  try {
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, words);
  }
}

/** What the top of a configuration file may name: commands, and options of any command. */
function topNames(command: CommandUnknownOpts): string[] {
  return [...COMMANDS.map(({ name }) => name), ...command.options.map(keyOf)];
}

function forEachCommand(
  command: CommandUnknownOpts,
  visit: (command: CommandUnknownOpts) => void,
): void {
  visit(command);
  for (const inner of command.commands) forEachCommand(inner, visit);
}

/** Commander's message about a flag or an argument, as one of ours. */
function usageError(error: CommanderError, words: readonly string[]): InputError {
  if (error.code === "commander.help")
    return new InputError("a subcommand is missing", { fix: "name one of those above" });
  const [what = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  const hint = /Did you mean (?:one of )?(.+)\?/.exec(suggestion)?.[1];
  const command = words.find((word) => !word.startsWith("-")) ?? "";
  return new InputError(
    `${what.replace(/\.$/, "")}${hint === undefined ? "" : `; did you mean ${hint}?`}`,
    { fix: `see arlequin ${command} --help` },
  );
}
