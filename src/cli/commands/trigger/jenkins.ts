import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import { jenkins } from "../../../integrations/jenkins.js";
import type { Retrainer } from "../../../ports/retrainer.js";
import type { Context } from "../../context.js";
import { duration } from "../../option-types.js";
import { openSession, type Session } from "../../session.js";
import { printable } from "../../colours.js";
import { addressFrom, refusePassword, secretFrom } from "./secret.js";
import { runTrigger, withNetworkOptions, withTriggerOptions } from "./trigger-options.js";

const EXAMPLES = `
The job should declare a string parameter ARLEQUIN_TRIGGER_ID: it makes a repeated request join
the first one, and lets a run that was killed be settled. Without it, give --no-trigger-id: then a
request whose answer is lost is not repeated, and exits 22. The token comes from JENKINS_TOKEN or
--token-file: an API token of the user, or a password.

Examples:
  $ export JENKINS_URL=https://ci.example JENKINS_USER=ada JENKINS_TOKEN=...
  $ arlequin trigger jenkins --job retrain-model --when drift.json --wait --timeout 2h
  $ arlequin trigger jenkins --job team/retrain-model --param MODEL=fraud --dry-run`;

/** `arlequin trigger jenkins`: ask Jenkins for a build. */
export function jenkinsCommand(context: Context) {
  const command = new Command("jenkins")
    .description("ask Jenkins for a build of a job")
    .option("--url <url>", "root of the controller (default: JENKINS_URL)")
    .option("--job <name>", "the job; in a folder: folder/job")
    .option("--param <name=value>", "a parameter of the build; may be given again", buildParameter)
    .option("--user <name>", "who asks (default: JENKINS_USER)")
    .option("--token-file <file>", "file with the API token (default: JENKINS_TOKEN)")
    .option("--wait", "wait for the end of the build; its log goes to stderr")
    .option("--timeout <span>", "with --wait: give up after this long, exit 32", duration)
    .option("--cancel-on-timeout", "with --timeout: cancel the build (default: leave it running)")
    .option("--no-build-log", "with --wait: leave the build's log out")
    .option("--no-trigger-id", "the job does not declare ARLEQUIN_TRIGGER_ID")
    .option("--no-preflight", "do not look at the job first: the user lacks Job/Read");
  return withTriggerOptions(withNetworkOptions(command))
    .addHelpText("after", EXAMPLES)
    .action(async (options, self) => {
      const session = openSession(context, options);
      const isFlag = self.getOptionValueSource("url") === "cli";
      const retrainer = await jenkinsRetrainer(context, session, { ...options, isFlag });
      const wait = {
        timeoutMs: options.timeout === undefined ? null : options.timeout * 1000,
        cancelOnTimeout: options.cancelOnTimeout === true,
      };
      await runTrigger(context, session, options, retrainer, options.wait ? wait : null);
    });
}

/** What says which job of which controller, and how to ask for it. */
export interface JenkinsOptions extends AccessOptions {
  readonly job?: string | undefined;
  readonly param?: Readonly<Record<string, string>> | undefined;
  readonly triggerId: boolean;
  readonly preflight: boolean;
  readonly buildLog: boolean;
  readonly quiet?: true | undefined;
  /** The address was given on the command line. */
  readonly isFlag: boolean;
}

/** @throws {InputError} when no job is named, or the address or the token does not do */
export async function jenkinsRetrainer(
  context: Context,
  session: Session,
  options: JenkinsOptions,
): Promise<Retrainer> {
  const access = await accessOf(context, options, options.isFlag);
  if (options.job === undefined) {
    throw new InputError("no job is named", { where: "--job", fix: "give --job NAME" });
  }
  const loud = options.buildLog && options.quiet !== true;
  const passOn = (text: string) => {
    context.stderr.write(printable(text));
  };
  return jenkins(access, {
    job: options.job,
    parameters: options.param ?? {},
    sendTriggerId: options.triggerId,
    preflight: options.preflight,
    say: (line) => {
      session.say(line);
    },
    log: loud ? passOn : undefined,
    jitter: Math.random,
  });
}

interface AccessOptions {
  readonly url?: string | undefined;
  readonly user?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly retries: number;
  readonly requestTimeout: number;
}

/** Where Jenkins is and who asks; user and password in JENKINS_URL are understood, in --url refused. */
async function accessOf(context: Context, options: AccessOptions, isFlag: boolean) {
  if (options.url === undefined) {
    const fix = "give --url, or set JENKINS_URL";
    throw new InputError("nothing says where Jenkins is", { where: "--url", fix });
  }
  const place = isFlag ? "--url" : "JENKINS_URL";
  const url = addressFrom(options.url, place);
  if (isFlag) refusePassword(url, "--url", "JENKINS_USER and JENKINS_TOKEN");
  const inAddress = (part: string) => (part === "" ? undefined : decodeURIComponent(part));
  const user = options.user ?? inAddress(url.username);
  const token =
    (await secretFrom(context, "JENKINS_TOKEN", options.tokenFile)) ?? inAddress(url.password);
  if ((user === undefined) !== (token === undefined)) {
    const [has, lacks] = user === undefined ? ["token", "user"] : ["user", "token"];
    const fix = `set JENKINS_${lacks.toUpperCase()}, or take the ${has} away, too`;
    throw new InputError(`there is a ${has} for Jenkins and no ${lacks}`, { where: place, fix });
  }
  return {
    url: `${url.origin}${url.pathname}`,
    user,
    token,
    timeoutMs: options.requestTimeout * 1000,
    retries: options.retries,
    timer: context.timer,
    signal: context.signal,
    fetch: context.fetch,
  };
}

/** Parameters of a build, as NAME=VALUE; the option may be given again. */
export function buildParameter(
  text: string,
  before?: Readonly<Record<string, string>>,
): Record<string, string> {
  const equals = text.indexOf("=");
  if (equals < 1) {
    const fix = "write NAME=VALUE";
    throw new InputError(`"${text}" sets no parameter`, { where: "--param", fix });
  }
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}
