import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../src/cli/commands.js";
import { ExitCode } from "../src/cli/exit-code.js";
import { codeBlocks, consoleCommands, withBlocks } from "./readme/code-blocks.js";
import { usersFolder, type UsersFolder } from "./readme/users-folder.js";

const README = readFileSync("README.md", "utf8");
const RECIPE_OF: Readonly<Record<string, string>> = {
  groovy: "Jenkinsfile",
  make: "Makefile",
  python: "airflow_dag.py",
  crontab: "crontab",
};
const recipe = (name: string) => readFileSync(join("docs/recipes", name), "utf8");
const RETRAIN = '#!/bin/sh\necho "learning from $1"\n';

let data: UsersFolder;
beforeAll(async () => {
  data = await usersFolder();
  await data.sh("arlequin generate --rows 2000 --out reference.csv");
  await data.sh("arlequin generate --rows 2000 --seed 2 --drift-factor 0.5 --out current.csv");
}, 60_000);
afterAll(() => data[Symbol.asyncDispose]());

/** A folder as the recipes take it for granted, with drift in its data. */
async function project(): Promise<UsersFolder> {
  const user = await usersFolder();
  await user.put("retrain.sh", RETRAIN);
  await user.sh(`mkdir data && cp '${data.path}'/*.csv data`);
  return user;
}

it("shows what the commands answer and what lies in docs/recipes", async () => {
  await using reader = await usersFolder();
  await reader.put("retrain.sh", RETRAIN);
  const made = await withBlocks(README, async ({ language, text }) => {
    const file = RECIPE_OF[language];
    if (file !== undefined) return recipe(file);
    if (language !== "console") return text;
    const screens: string[] = [];
    for (const command of consoleCommands(text)) {
      const { screen } = await reader.sh(command);
      screens.push(`$ ${command}\n${screen}`);
    }
    return screens.join("\n");
  });
  // vitest -u writes what has changed into the README.
  await expect(made).toMatchFileSnapshot("../README.md");
});

it("quotes every recipe", () => {
  const languages = codeBlocks(README).map(({ language }) => language);
  const quoted = languages.map((language) => RECIPE_OF[language]).filter((file) => file);
  expect(quoted.sort()).toEqual(readdirSync("docs/recipes").sort());
});

it("names in its first commands what the Makefile has", () => {
  const [first] = codeBlocks(README);
  for (const [command] of first!.text.matchAll(/^make \w+/gm)) {
    expect(spawnSync("sh", ["-c", `${command} --dry-run`]).status, command).toBe(0);
  }
});

it("lists every command and every exit code", () => {
  const firstCells = [...README.matchAll(/^\| `?([a-z][a-z-]*|\d+)`? +\|/gm)].map(
    ([, cell]) => cell,
  );
  const listed = firstCells.filter((cell) => cell !== "command" && cell !== "code");
  const commands = COMMANDS.map(({ name }) => name);
  expect(listed).toEqual([...commands, ...Object.values(ExitCode).map(String)]);
});

it("has a library example that prints what its comments say", () => {
  const example = codeBlocks(README).find(({ language }) => language === "js")!.text;
  const promised = [...example.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(
    ([, said]) => said,
  );
  // In this folder "arlequin" is this very package, through the exports of package.json.
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", example], {
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.stdout.trimEnd().split("\n")).toEqual(promised);
});

describe("the recipe", () => {
  it("for Jenkins ends its first step with 20 on drift, and trains in its second", async () => {
    await using user = await project();
    const scripts = [...recipe("Jenkinsfile").matchAll(/\bsh\b[^']*('''|')(.*?)\1/gs)];
    const codes: number[] = [];
    for (const [, , script = ""] of scripts) codes.push((await user.sh(script)).code);
    expect(codes).toEqual([20, 0]);
    const there = await user.sh("ls reports/drift.json reports/drift.xml model/model.json");
    expect(there.code).toBe(0);
  });

  it("for make looks, then trains", async () => {
    await using user = await project();
    await user.put("Makefile", recipe("Makefile"));
    const { code, screen } = await user.sh("make retrain");
    expect(screen).toContain("the command succeeded");
    expect(code).toBe(0);
  });

  it("for cron starts the retraining once for the episode", async () => {
    await using user = await project();
    const [line = ""] = /^0 \* \* \* \* .*$/m.exec(recipe("crontab")) ?? [];
    const command = line.replace("0 * * * * ", "").replace("/srv/fraud", user.path);
    expect(await user.sh(command)).toEqual({ code: 0, screen: "learning from data/current.csv\n" });
    expect(await user.sh(command)).toEqual({ code: 0, screen: "" });
  });

  const hasPython = spawnSync("python3", ["--version"]).status === 0;
  it.skipIf(!hasPython)(
    "for Airflow goes on after drift and skips without (needs python3)",
    async () => {
      await using user = await project();
      await user.put("fraud_dag.py", recipe("airflow_dag.py"));
      await user.put("show_dag.py", SHOW_DAG);
      const shown = await user.sh("python3 show_dag.py");
      const { tasks, order } = JSON.parse(shown.screen) as Dag;
      expect(order).toEqual([["drift", "train"]]);
      const run = (task: string) =>
        user.sh(tasks[task]!.replaceAll("/srv/fraud", user.path), "bash");
      expect((await run("drift")).code).toBe(0);
      expect((await run("train")).code).toBe(0);
      await user.sh("cp data/reference.csv data/current.csv");
      expect((await run("drift")).code).toBe(99);
    },
  );
});

interface Dag {
  readonly tasks: Readonly<Record<string, string>>;
  readonly order: readonly (readonly [string, string])[];
}

/** Imports the DAG with stand-ins for Airflow's classes, and prints its commands and their order. */
const SHOW_DAG = `
import json, sys, types

class DAG:
    def __init__(self, name, **settings): pass
    def __enter__(self): return self
    def __exit__(self, *error): pass

class BashOperator:
    tasks, order = {}, []
    def __init__(self, *, task_id, bash_command, cwd):
        self.task_id = task_id
        self.tasks[task_id] = bash_command
    def __rshift__(self, after):
        self.order.append([self.task_id, after.task_id])

for name in ["airflow", "airflow.sdk", "airflow.providers", "airflow.providers.standard",
             "airflow.providers.standard.operators", "airflow.providers.standard.operators.bash"]:
    sys.modules[name] = types.ModuleType(name)
sys.modules["airflow.sdk"].DAG = DAG
sys.modules["airflow.providers.standard.operators.bash"].BashOperator = BashOperator
import fraud_dag
print(json.dumps({"tasks": BashOperator.tasks, "order": BashOperator.order}))
`;
