import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { redactText } from "../../core/redact-url.js";
import type { CsvValue, Report } from "../../report/document.js";
import { COMMANDS } from "../commands.js";
import type { Context } from "../context.js";
import { ENVIRONMENT } from "../environment.js";
import { openSession, withCommonOptions } from "../session.js";
import { applySettings, checkTopNames, keyOf, pathOf, readConfig } from "../settings.js";

const EXAMPLES = `
A value comes from a flag, else the environment, else arlequin.yaml (or --config), else a default.
In the file a command's options stand under its name:

  drift:
    alpha: 0.01
    policy: calibrated
  seed: 42

Examples:
  $ arlequin config
  $ arlequin config --config nightly.yaml --format json`;

/** One setting of one command, and where its value comes from. */
interface Setting {
  readonly key: string;
  readonly value: string | null;
  readonly origin: string;
}

/** `arlequin config`: every effective setting with its origin. */
export function configCommand(context: Context) {
  return withCommonOptions(new Command("config"))
    .description("print every setting that the commands would use now, with its origin")
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const session = openSession(context, options);
      const settings = [
        ...(await commandSettings(context, options.config)),
        ...environmentSettings(context),
      ];
      await session.answer(configReport(settings));
    });
}

/**
 * The settings of all commands; reads, and so checks, the whole configuration file.
 *
 * @throws {InputError} when the file holds a key or a value that no command knows
 */
export async function commandSettings(
  context: Context,
  path: string | undefined,
): Promise<Setting[]> {
  const config = await readConfig(context.files, path);
  const program = new Command("arlequin");
  for (const { load } of COMMANDS) program.addCommand((await load())(context));
  if (config)
    checkTopNames(config, [
      ...program.commands.map((command) => command.name()),
      ...optionNames(program),
    ]);
  return everyCommand(program).flatMap((command) => {
    const origins = applySettings(command, context.env, config);
    return command.options.map((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      const shown =
        value === undefined
          ? null
          : redactText(typeof value === "string" ? value : JSON.stringify(value));
      const key = [...pathOf(command), keyOf(option)].join(".");
      return { key, value: shown, origin: origins.get(keyOf(option)) ?? "default" };
    });
  });
}

function environmentSettings({ env }: Context): Setting[] {
  return ENVIRONMENT.filter(({ name, sets }) => sets === undefined && (env[name] ?? "") !== "").map(
    ({ name, secret }) => ({
      key: name,
      value: secret ? "(set)" : (env[name] ?? null),
      origin: `env ${name}`,
    }),
  );
}

/** All commands below the program, those of commands included. */
function everyCommand(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.commands.flatMap((inner) => [inner, ...everyCommand(inner)]);
}

function optionNames(program: CommandUnknownOpts): string[] {
  return [...new Set(everyCommand(program).flatMap((command) => command.options.map(keyOf)))];
}

function configReport(settings: readonly Setting[]): Report {
  const columns = ["key", "value", "origin"];
  const set = settings.filter(({ value }) => value !== null);
  const rows = set.map(({ key, value, origin }): [string, string, string] => [
    key,
    value ?? "",
    origin,
  ]);
  return {
    document: { schema: "arlequin.config/1", settings },
    blocks: [{ kind: "table", head: columns, rows }],
    csv: {
      columns,
      rows: settings.map(({ key, value, origin }): CsvValue[] => [key, value, origin]),
    },
  };
}
