import type { CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import type { FileStore } from "../ports/file-store.js";
import { environmentNamesOf } from "./environment.js";

/** The configuration file that is read where `--config` names no other. */
export const DEFAULT_CONFIG = "arlequin.yaml";

/** Where a setting's value comes from. */
export type Origin = "flag" | "default" | `env ${string}` | `file ${string}`;

type Section = Readonly<Record<string, unknown>>;

/** A configuration file: a section for each command, and options that hold for all at its top. */
export interface ConfigFile {
  readonly path: string;
  readonly content: Section;
}

/**
 * Read the configuration file.
 *
 * @param path as given by `--config`; undefined takes arlequin.yaml where there is one
 * @throws {InputError} when a named file is missing, or any is not YAML with names at its top
 */
export async function readConfig(
  files: FileStore,
  path: string | undefined,
): Promise<ConfigFile | undefined> {
  if (path === undefined && !(await files.exists(DEFAULT_CONFIG))) return undefined;
  const name = path ?? DEFAULT_CONFIG;
  const text = await files.readText(name);
  const { yamlDocument } = await import("./yaml-document.js");
  const document = yamlDocument(text);
  const [fault] = document.errors;
  if (fault) {
    const line = fault.linePos?.[0].line ?? 1;
    const what = `${name} is not YAML: ${fault.message.split("\n")[0]?.replace(/ at line.*$/, "") ?? ""}`;
    throw new InputError(what, { where: `${name}:${line}`, fix: "mend that line" });
  }
  const content: unknown = document.toJS() ?? {};
  if (!isSection(content)) {
    throw new InputError(`${name} has no names at its top`, {
      where: name,
      fix: 'write sections, such as "drift:"',
    });
  }
  return { path: name, content };
}

/** Refuse names at the top of the file that are neither a command nor an option of every command. */
export function checkTopNames({ path, content }: ConfigFile, known: readonly string[]): void {
  for (const name of Object.keys(content)) {
    if (known.includes(name)) continue;
    const what = `unknown key "${name}"${didYouMean(name, known)}`;
    throw new InputError(what, { where: path, fix: `use one of ${known.join(", ")}` });
  }
}

/**
 * Give every option that no flag has set its value from the environment or the file, and refuse
 * keys of this command's sections that are no option of it.
 *
 * @returns the origin of every option's value, by its long name
 */
export function applySettings(
  command: CommandUnknownOpts,
  env: Readonly<Record<string, string | undefined>>,
  config: ConfigFile | undefined,
): ReadonlyMap<string, Origin> {
  const path = pathOf(command);
  const origins = new Map<string, Origin>();
  for (const option of command.options) {
    if (isTwin(option, command)) continue;
    const key = option.attributeName();
    const set = (text: unknown, origin: Origin): Origin => {
      command.setOptionValueWithSource(key, parsed(option, text, origin), "config");
      return origin;
    };
    origins.set(keyOf(option), originOf(command, option, path, env, config, set));
  }
  if (config) checkSections(command, path, config);
  return origins;
}

function originOf(
  command: CommandUnknownOpts,
  option: Option,
  path: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  config: ConfigFile | undefined,
  set: (text: unknown, origin: Origin) => Origin,
): Origin {
  const source = command.getOptionValueSource(option.attributeName());
  if (source === "cli") return "flag";
  for (const name of environmentNamesOf(path, keyOf(option))) {
    if (env[name] !== undefined && env[name] !== "") return set(env[name], `env ${name}`);
  }
  for (const { section, where } of sectionsOf(path, config)) {
    const value = section[keyOf(option)];
    if (value !== undefined && value !== null && !isSection(value))
      return set(value, `file ${where}`);
  }
  return "default";
}

/** Is this the `--no-x` of an `--x FILE`? The setting is that of the other: a value, or false. */
function isTwin(option: Option, command: CommandUnknownOpts): boolean {
  return option.negate && command.options.some((o) => !o.negate && keyOf(o) === keyOf(option));
}

/** The sections that can hold options of a command, the innermost first. */
function sectionsOf(
  path: readonly string[],
  config: ConfigFile | undefined,
): { section: Section; where: string }[] {
  if (!config) return [];
  const sections = [{ section: config.content, where: config.path }];
  for (const name of path) {
    const inner = sections[0]?.section[name];
    if (!isSection(inner)) break;
    sections.unshift({ section: inner, where: config.path });
  }
  return sections;
}

/** Refuse keys of a command's own section that are neither its options nor its subcommands. */
function checkSections(
  command: CommandUnknownOpts,
  path: readonly string[],
  config: ConfigFile,
): void {
  const sections = sectionsOf(path, config).slice(0, -1);
  if (sections.length < path.length || !sections[0]) return;
  const known = [...command.options.map(keyOf), ...command.commands.map((inner) => inner.name())];
  for (const name of Object.keys(sections[0].section)) {
    if (known.includes(name)) continue;
    const what = `unknown key "${[...path, name].join(".")}"${didYouMean(name, known)}`;
    throw new InputError(what, {
      where: config.path,
      fix: `see arlequin ${path.join(" ")} --help`,
    });
  }
}

/** The value of an option from a text of the environment or a value of the file. */
function parsed(option: Option, value: unknown, origin: Origin): unknown {
  const words = Array.isArray(value) ? value.map(String).join(",") : String(value);
  try {
    if (option.isBoolean() || option.negate) return truth(words);
    if (value === false) return false; // in a file, what --no-x says
    // Commander also hands over the value before; there is none here.
    return option.parseArg ? option.parseArg<unknown>(words, undefined) : words;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const what = `${option.long ?? ""} is "${words}": ${error.message.replace(/\.$/, "")}`;
    throw new InputError(what, { where: origin, fix: "change it there, or give the flag" });
  }
}

function truth(text: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw new InvalidArgumentError("Give true or false.");
}

/** The name of an option in files and messages: its long flag without dashes. */
export function keyOf(option: Option): string {
  return (option.long ?? "").replace(/^--(no-)?/, "");
}

/** The names from below the program to a command: ["trigger", "jenkins"]. */
export function pathOf(command: CommandUnknownOpts): string[] {
  const path: string[] = [];
  for (let at = command; at.parent; at = at.parent) path.unshift(at.name());
  return path;
}

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
