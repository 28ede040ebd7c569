import { Argument, Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { COMMANDS } from "../commands.js";
import { completionScript, shells, type CommandWords } from "../completion-script.js";
import type { Context } from "../context.js";
import { openSession, withCommonOptions } from "../session.js";

const EXAMPLES = `
Examples:
  $ arlequin completion bash > ~/.local/share/bash-completion/completions/arlequin
  $ arlequin completion zsh > "\${fpath[1]}/_arlequin"
  $ arlequin completion fish > ~/.config/fish/completions/arlequin.fish`;

/** `arlequin completion`: a script that completes commands, flags and choices in a shell. */
export function completionCommand(context: Context) {
  return withCommonOptions(new Command("completion"))
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "the shell to complete in").choices(shells))
    .addHelpText("after", EXAMPLES)
    .action(async (shell, options) => {
      const commands: CommandWords[] = [];
      for (const { summary, load } of COMMANDS) {
        const command = (await load())(context);
        commands.push(wordsOf(command, summary));
      }
      await openSession(context, options).answerText(completionScript(shell, commands));
    });
}

function wordsOf(command: CommandUnknownOpts, summary: string): CommandWords {
  return {
    name: command.name(),
    summary,
    subcommands: command.commands.map((inner) =>
      wordsOf(inner, inner.summary() || inner.description()),
    ),
    options: command.options.map((option) => ({
      flag: option.long ?? option.short ?? "",
      summary: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
  };
}
