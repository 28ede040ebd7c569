import { expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { VERSION } from "../../src/core/version.js";
import { run } from "./fake-context.js";

it("prints its version, and nothing else", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(await run(["--version"])).toMatchObject({
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
  expect(VERSION).toBe(version);
});

it("shows every command in the help, on stdout", async () => {
  const { exitCode, stdout } = await run(["--help"]);
  expect(exitCode).toBe(0);
  for (const name of ["stat", "config", "completion"])
    expect(stdout).toMatch(new RegExp(`^ +${name} `, "m"));
});

it("without a command gives the help on stderr and exits 2", async () => {
  const { exitCode, stdout, stderr } = await run([]);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage: arlequin");
});

it.each([
  [["stta"], 'unknown command "stta"; did you mean "stat"?'],
  [["stat", "--lst"], "unknown option '--lst'; did you mean --list?"],
  [["stat", "kss"], 'unknown statistic "kss"'],
  [["stat"], "no statistic is named"],
  [["completion", "tcsh"], "'tcsh' is invalid"],
  [["stat", "--format", "xml"], "argument 'xml' is invalid"],
])("answers %j with a message and exit 2", async (argv, message) => {
  const { exitCode, stdout, stderr } = await run(argv);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`error: `);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^ {2}fix: {3}\S/m);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it("help NAME is NAME --help, with examples", async () => {
  const [asked, flagged] = [await run(["help", "stat"]), await run(["stat", "--help"])];
  expect(asked.stdout).toBe(flagged.stdout);
  expect(asked.stdout).toContain("Examples:\n  $ arlequin stat");
  expect(asked.exitCode).toBe(0);
});

it("calls a bug a bug: exit 1, one line, and where the account lies", async () => {
  const broken = { files: { "-": "{}" }, with: { clock: () => { throw new TypeError("boom"); } } }; // prettier-ignore
  const { exitCode, stderr, files } = await run(["config"], broken);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error: unexpected: boom\n  where: debug.log");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(files["debug.log"]).toContain("TypeError: boom");
});
