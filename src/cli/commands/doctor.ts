import { Command } from "@commander-js/extra-typings";
import { ArlequinError, InputError, UpstreamError } from "../../core/errors.js";
import type { Phrase, Report } from "../../report/document.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { openSession, withCommonOptions } from "../session.js";
import { serviceProbes } from "../service-probes.js";
import { commandSettings } from "./config.js";

const EXAMPLES = `
Checks this Node, the counting engine, the configuration, the folder, and every service that the
environment or the configuration names. Exits 0 when all is well, 2 when something here is not, 30
or 31 when a service does not answer or does not let us in.

Examples:
  $ arlequin doctor
  $ JENKINS_URL=https://ci.example.org arlequin doctor --json`;

/** The oldest Node that everything here was tested on. */
const OLDEST_NODE = [20, 19] as const;

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
  readonly exitCode: ExitCode;
}

/** `arlequin doctor`: is everything here and there as the commands need it? */
export function doctorCommand(context: Context) {
  return withCommonOptions(new Command("doctor"))
    .description("check this machine, the configuration, and every service that is configured")
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const session = openSession(context, options);
      const findings = [
        await check("node", () => nodeVersion()),
        await check("engine", () => engineCounts(context)),
        await check("configuration", () => configurationHolds(context, options.config)),
        await check("folder", () => folderTakesFiles(context)),
      ];
      for (const [name, probe] of Object.entries(serviceProbes(context)))
        findings.push(await check(name, probe));
      await session.answer(doctorReport(findings));
      context.exitCode = findings.find(({ ok }) => !ok)?.exitCode ?? ExitCode.ok;
    });
}

/** Run one check; what it throws is what is wrong. */
async function check(name: string, probe: () => Promise<string> | string): Promise<Finding> {
  try {
    return { check: name, ok: true, detail: await probe(), fix: null, exitCode: ExitCode.ok };
  } catch (error) {
    if (!(error instanceof ArlequinError)) throw error;
    const detail = error.where === undefined ? error.message : `${error.message} (${error.where})`;
    return { check: name, ok: false, detail, fix: error.fix ?? null, exitCode: exitCodeOf(error) };
  }
}

function exitCodeOf(error: ArlequinError): ExitCode {
  if (!(error instanceof UpstreamError)) return ExitCode.input;
  return error.fault === "unauthorized" ? ExitCode.unauthorized : ExitCode.unreachable;
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return process.version;
  const what = `Node ${process.version} is older than what arlequin is tested on`;
  throw new InputError(what, { fix: `install Node ${oldest}.${oldestMinor} or newer` });
}

async function engineCounts(context: Context): Promise<string> {
  await using engine = await context.openEngine();
  return `${engine.name} opens`;
}

async function configurationHolds(context: Context, path: string | undefined): Promise<string> {
  const settings = await commandSettings(context, path);
  const set = settings.filter(({ origin }) => origin !== "default").length;
  return `${settings.length} settings, ${set} of them set`;
}

async function folderTakesFiles({ files }: Context): Promise<string> {
  const pending = await files.create(".arlequin-doctor");
  await pending.write("ok");
  await pending.discard();
  return "files can be written here";
}

function doctorReport(findings: readonly Finding[]): Report {
  const rows = findings.map(({ check: name, ok, detail, fix }): Phrase[] => [
    name,
    ok ? { text: "ok", tone: "good" } : { text: "wrong", tone: "bad" },
    fix === null ? detail : `${detail}: ${fix}`,
  ]);
  const columns = ["check", "ok", "detail", "fix"];
  return {
    document: {
      schema: "arlequin.doctor/1",
      ok: findings.every(({ ok }) => ok),
      checks: findings.map(({ check: name, ok, detail, fix }) => ({ name, ok, detail, fix })),
    },
    blocks: [{ kind: "table", head: ["check", "", "found"], rows }],
    csv: {
      columns,
      rows: findings.map(({ check: name, ok, detail, fix }) => [name, ok, detail, fix]),
    },
  };
}
