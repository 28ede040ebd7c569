import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../core/errors.js";
import { answerQuestion, answerQuestions, statisticNamed } from "../../flows/answer-statistic.js";
import { columnPlace, questionFromFiles } from "../../flows/question-from-files.js";
import { STATISTICS } from "../../flows/statistics/catalogue.js";
import { statisticList, statisticReport } from "../../report/statistic.js";
import type { Context } from "../context.js";
import { names } from "../option-types.js";
import { openSession, withCommonOptions } from "../session.js";

const EXAMPLES = `
A question is a JSON object with the arguments that --list shows for the statistic; an array of
them is answered in order. null is a missing value, "Infinity" and "-Infinity" are infinite ones.

Examples:
  $ arlequin stat --list
  $ arlequin stat ks --x may.csv:amount --y june.csv:amount
  $ echo '{"x": [1, 2, 2, 3], "y": [3, 4]}' | arlequin stat cliffs-delta --input - --json
  $ arlequin stat adjust --set p='[0.01, 0.04, 0.03]'`;

/** Arguments that can be a column of a data file. */
const FROM_FILES = ["x", "y", "reference", "current", "y_true", "y_pred", "y_score"] as const;

/** `arlequin stat`: any statistic of the core, on data at hand. */
export function statCommand(context: Context) {
  const command = new Command("stat")
    .description("compute one statistic, from a question in JSON or from columns of data files")
    .argument("[name]", "the statistic; --list shows them all")
    .option("--list", "show every statistic with its arguments and its definition's source")
    .option("-i, --input <file>", "the question, or an array of them, in JSON; - is stdin")
    .option(
      "--set <name=value>",
      "one argument, its value in JSON; may be given again",
      collect,
      [],
    )
    .option("--missing-values <list>", "texts that stand for no value", names, ["NA"]);
  for (const name of FROM_FILES) {
    command.option(
      `--${name.replace("_", "-")} <file:column>`,
      `the argument ${name}, from a data file`,
    );
  }
  return withCommonOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (name, options) => {
      const session = openSession(context, options);
      if (options.list) {
        await session.answer(statisticList(STATISTICS));
        return;
      }
      if (name === undefined)
        throw new InputError("no statistic is named", { fix: "see arlequin stat --list" });
      const statistic = statisticNamed(name);
      const question = {
        ...(await fromInput(context, options.input)),
        ...(await fromFiles(context, options, statistic.takes, options.missingValues)),
        ...Object.fromEntries(options.set),
      };
      const many = Array.isArray(question.questions);
      const outcomes = many
        ? answerQuestions(statistic, question.questions as unknown[])
        : [answerQuestion(statistic, question)];
      await session.answer(statisticReport(statistic.name, outcomes, many));
    });
}

/** The question in a JSON file; an array of them comes under `questions`. */
async function fromInput(
  context: Context,
  path: string | undefined,
): Promise<Record<string, unknown>> {
  if (path === undefined) return {};
  const text = await context.files.readText(path);
  const value = parseJson(text, path === "-" ? "stdin" : path);
  return Array.isArray(value)
    ? { questions: value as unknown[] }
    : (value as Record<string, unknown>);
}

async function fromFiles(
  context: Context,
  options: Readonly<Record<string, unknown>>,
  takes: string,
  missingValues: readonly string[],
): Promise<object> {
  const places = FROM_FILES.flatMap((name) => {
    const place = options[name.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase())];
    return typeof place === "string" ? [columnPlace(name, place)] : [];
  });
  if (places.length === 0) return {};
  await using engine = await context.openEngine();
  return await questionFromFiles(engine, places, takes, missingValues);
}

function collect(text: string, before: [string, unknown][]): [string, unknown][] {
  const equals = text.indexOf("=");
  if (equals < 1)
    throw new InputError(`"${text}" sets nothing`, { where: "--set", fix: "write NAME=VALUE" });
  return [...before, [text.slice(0, equals), parseJson(text.slice(equals + 1), `--set ${text}`)]];
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const what = `this is not JSON: ${(cause as Error).message}`;
    throw new InputError(what, { where, fix: "give a JSON object, or an array of them", cause });
  }
}
