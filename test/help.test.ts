import { CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli/commands.js";
import type { Context } from "../src/cli/context.js";
import { run } from "./cli/fake-context.js";

/** Commander's own lines keep to a terminal of 80 columns; what is written by hand, to our 100. */
const WIDEST_OPTION = 80;
const WIDEST = 100;

interface Manual {
  readonly path: string;
  readonly command: CommandUnknownOpts;
}

/** A context that a command gets to be built and parsed with, and never to run. */
const idle = {
  clock: () => new Date("2026-11-21T06:00:00Z"),
  env: {},
} as unknown as Context;

const manuals: Manual[] = [];
for (const { name, load } of COMMANDS) {
  const command = (await load())(idle);
  manuals.push({ path: name, command });
  for (const sub of command.createHelp().visibleCommands(command))
    manuals.push({ path: `${name} ${sub.name()}`, command: sub });
}

describe.each(manuals)("arlequin $path --help", ({ path }) => {
  it("ends in examples, within its columns", async () => {
    const { stdout } = await run([...path.split(" "), "--help"]);
    const [options = "", rest = ""] = stdout.split(/^Options:$/m)[1]!.split(/^ {2}-h, --help.*$/m);
    const examples = rest.split("Examples:\n")[1] ?? "";
    expect(examples).toMatch(/^( {2}\S.*\n)+$/);
    expect(widest(options)).toBeLessThanOrEqual(WIDEST_OPTION);
    expect(widest(rest)).toBeLessThanOrEqual(WIDEST);
  });
});

it.each(["", ...manuals.map(({ path }) => path)])("the examples of %s parse", async (path) => {
  const { stdout } = await run([...path.split(" ").filter(Boolean), "--help"]);
  const examples = stdout.split("Examples:\n")[1]!.split("\n");
  const lines = examples.filter((line) => line.startsWith("  $ ")).map((line) => line.slice(4));
  expect(lines.length).toBeGreaterThan(0);
  for (const words of lines.flatMap(callsOfArlequin)) await parse(words);
});

function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}

/** What follows the name of the command in each part of a pipe, as words without their quotes. */
function callsOfArlequin(line: string): string[][] {
  const word = /'[^']*'|"[^"]*"|[^\s'"|<>]/.source;
  const tokens = line.match(new RegExp(`(?:${word})+|[|<>]`, "g")) ?? [];
  const calls: string[][] = [];
  let call: string[] | null = null;
  for (const [i, token] of tokens.entries()) {
    if (token === "|") call = null;
    else if (token === "arlequin" && call === null) calls.push((call = []));
    else if (token !== ">" && tokens[i - 1] !== ">") call?.push(token.replace(/['"]/g, ""));
  }
  return calls;
}

/** Parse a call as its command does, up to the point where it would act. */
async function parse([name = "", ...words]: readonly string[]): Promise<void> {
  if (name === "help") return parse([...words, "--help"]);
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) throw new Error(`arlequin ${name}: there is no such command`);
  const command = (await entry.load())(idle);
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeOut: () => undefined });
    // A command that only has others below it does nothing by itself.
    const acts = each.commands.length === 0 || each.registeredArguments.length > 0;
    if (acts) each.action(() => undefined);
  }
  await command.parseAsync(words, { from: "user" }).catch((stop: unknown) => {
    if (!(stop instanceof CommanderError && stop.code === "commander.helpDisplayed")) throw stop;
  });
}
